import { describe } from 'vitest'
import { feedbackCases } from './feedback.js'
import { arrivalCases } from './store-arrivals.js'
import { cardCases } from './store-cards.js'
import { chatCases } from './store-chats.js'
import { closedCases } from './store-closed.js'
import { digestCases } from './store-digests.js'
import { doubtCases } from './store-doubts.js'
import { erasedCases } from './store-erased.js'
import { feedCases } from './store-feeds.js'
import { toldRulesCases } from './store-told-rules.js'
import { handoverCases } from './store-handovers.js'
import { interviewMidwayCases } from './store-interviews-midway.js'
import { interviewToldCases } from './store-interviews-told.js'
import { interviewCases } from './store-interviews.js'
import { ledgerCases } from './store-ledger.js'
import { matterCases } from './store-matters.js'
import { movedCases } from './store-moved.js'
import { outboxCases } from './store-outbox.js'
import { privateCases } from './store-private.js'
import { recordCases } from './store-record.js'
import type { OpenDatabase } from './store-samples.js'
import { sheetCases } from './store-sheets.js'
import { settledDoubtCases } from './store-settled-doubts.js'
import { standInCases } from './store-stand-ins.js'
import { tidyCases } from './store-tidy.js'
import { transcriptCases } from './store-transcript.js'
import { turnCases } from './store-turns.js'
import { watchChatCases } from './store-watch-chats.js'
import { workerCases } from './store-workers.js'

/** What every implementation of `Store`, `Transcript` and `Feedback` must do. */
export function storeContract(name: string, open: OpenDatabase): void {
  describe(`store on ${name}`, () => {
    describe('arrivals', () => {
      arrivalCases(open)
    })
    describe('turns', () => {
      turnCases(open)
    })
    describe('outbox', () => {
      outboxCases(open)
    })
    describe('cards', () => {
      cardCases(open)
    })
    describe('chats', () => {
      chatCases(open)
    })
    describe('the private chat', () => {
      privateCases(open)
    })
    describe('closed chats', () => {
      closedCases(open)
    })
    describe('moved chats', () => {
      movedCases(open)
    })
    describe('handovers', () => {
      handoverCases(open)
    })
    describe('stand-ins', () => {
      standInCases(open)
    })
    describe('tidying', () => {
      tidyCases(open)
    })
    describe('transcript', () => {
      transcriptCases(open)
    })
    describe('feedback', () => {
      feedbackCases(open)
    })
    describe('matters', () => {
      matterCases(open)
    })
    describe('erased', () => {
      erasedCases(open)
    })
    describe('ledger', () => {
      ledgerCases(open)
    })
    describe('digests', () => {
      digestCases(open)
    })
    describe('doubtful digests', () => {
      doubtCases(open)
    })
    describe('settled doubts', () => {
      settledDoubtCases(open)
    })
    describe('chats that watch', () => {
      watchChatCases(open)
    })
    describe('calendar links', () => {
      feedCases(open)
    })
    describe('a table that was sent', () => {
      sheetCases(open)
    })
    describe('an interview', () => {
      interviewCases(open)
    })
    describe('an interview of which its person is told', () => {
      interviewToldCases(open)
    })
    describe('an interview in whose middle a reminder comes', () => {
      interviewMidwayCases(open)
    })
    describe('rules that chats were told of', () => {
      toldRulesCases(open)
    })
    describe('record', () => {
      recordCases(open)
    })
    describe('workers', () => {
      workerCases(open)
    })
  })
}
