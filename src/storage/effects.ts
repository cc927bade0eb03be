import type { Effect } from '../chat/decision.js'
import type { Instant } from '../values/civil-date.js'
import { noteIntroduced, noteStarted, type TurnedBy } from './chats.js'
import { closeChat } from './close-chat.js'
import { toBit, toJson } from './column-text.js'
import { settleDoubts } from './deadlines/doubts.js'
import { closeFeed, openFeed } from './deadlines/feeds.js'
import { keepHandover, markHandoverUsed } from './handovers.js'
import { eraseInterview, keepInterview } from './interviews/interviews.js'
import { keepMatterEffects } from './deadlines/matter-effects.js'
import { moveChat } from './move-chat.js'
import { keepSheet } from './deadlines/sheets.js'
import type { Trx } from './transaction.js'

export async function keepEffects(trx: Trx, effects: readonly Effect[], turned: TurnedBy): Promise<void> {
  // At once: a table brings a thousand licences, and takes them away again.
  const doing = { by: turned.by, now: turned.now }
  const registered = effects.filter((effect) => effect.kind === 'matter-registered')
  const ended = effects.filter((effect) => effect.kind === 'watch-ended')
  await keepMatterEffects(trx, registered, doing)
  for (const effect of effects)
    if (effect.kind !== 'matter-registered' && effect.kind !== 'watch-ended') await keep(trx, effect, turned)
  await keepMatterEffects(trx, ended, doing)
}

async function keep(trx: Trx, effect: Effect, { receivedAt, now, by }: TurnedBy): Promise<void> {
  switch (effect.kind) {
    case 'answered':
      return keepAnswer(trx, effect, now)
    case 'rated':
      return keepRating(trx, effect, now)
    case 'introduced':
      return noteIntroduced(trx, effect.chat, now)
    case 'started':
      return noteStarted(trx, effect.chat, now)
    case 'chat-closed':
      // What came after it, though handled later, opens the chat again.
      return closeChat(trx, { ...effect, since: receivedAt }, now)
    case 'chat-moved':
      return moveChat(trx, effect.chat, effect.to, now)
    case 'handed-over':
      return keepHandover(trx, effect)
    case 'handover-used':
      return markHandoverUsed(trx, effect.code, now)
    case 'feed-opened':
      return openFeed(trx, effect, now)
    case 'feed-closed':
      return closeFeed(trx, effect.chat)
    case 'sheet-kept':
      return keepSheet(trx, effect, now)
    case 'interview-kept':
      return keepInterview(trx, effect)
    case 'interview-erased':
      return eraseInterview(trx, effect.interview)
    case 'doubts-settled':
      return settleDoubts(trx, effect, { by, now })
    case 'matter-registered':
    case 'matter-noted':
    case 'matter-described':
    case 'watch-changed':
    case 'watch-ended':
    case 'matter-erased':
    case 'stood-in':
    case 'stood-down':
    case 'chat-set':
      return keepMatterEffects(trx, [effect], { by, now })
  }
}

type Answered = Extract<Effect, { kind: 'answered' }>
type Rated = Extract<Effect, { kind: 'rated' }>

/** A question that was corrected is answered anew under the same id. */
async function keepAnswer(trx: Trx, effect: Answered, now: Instant): Promise<void> {
  const { answer, question, outcome, knowledge } = effect
  const answered = {
    chat: effect.chat.chat,
    person: effect.by.person,
    question,
    outcome,
    entries: toJson(effect.entries),
    knowledge,
    answered_at: now,
  }
  await trx
    .insertInto('answers')
    .values({ channel: effect.chat.channel, answer, ...answered })
    .onConflict((conflict) => conflict.columns(['channel', 'answer']).doUpdateSet(answered))
    .execute()
}

/** One person has one opinion of an answer: the last. */
async function keepRating(trx: Trx, { answer, by, useful }: Rated, now: Instant): Promise<void> {
  const opinion = { useful: toBit(useful), rated_at: now }
  await trx
    .insertInto('ratings')
    .values({ channel: by.channel, answer, person: by.person, ...opinion })
    .onConflict((conflict) => conflict.columns(['channel', 'answer', 'person']).doUpdateSet(opinion))
    .execute()
}
