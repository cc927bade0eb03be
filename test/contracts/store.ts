import { describe } from 'vitest'
import { arrivalCases } from './store-arrivals.js'
import { cardCases } from './store-cards.js'
import { outboxCases } from './store-outbox.js'
import type { OpenDatabase } from './store-samples.js'
import { transcriptCases } from './store-transcript.js'
import { turnCases } from './store-turns.js'
import { workerCases } from './store-workers.js'

/** What every implementation of `Store` and `Transcript` must do. */
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
    describe('transcript', () => {
      transcriptCases(open)
    })
    describe('workers', () => {
      workerCases(open)
    })
  })
}
