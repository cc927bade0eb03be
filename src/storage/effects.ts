import type { Effect } from '../chat/decision.js'
import type { Instant } from '../values/civil-date.js'
import { toBit, toJson } from './column-text.js'
import type { Trx } from './transaction.js'

export async function keepEffects(trx: Trx, effects: readonly Effect[], now: Instant): Promise<void> {
  for (const effect of effects) await keep(trx, effect, now)
}

async function keep(trx: Trx, effect: Effect, now: Instant): Promise<void> {
  switch (effect.kind) {
    case 'answered':
      return keepAnswer(trx, effect, now)
    case 'rated':
      return keepRating(trx, effect, now)
  }
}

type Answered = Extract<Effect, { kind: 'answered' }>
type Rated = Extract<Effect, { kind: 'rated' }>

async function keepAnswer(trx: Trx, effect: Answered, now: Instant): Promise<void> {
  const { answer, question, outcome, knowledge } = effect
  await trx
    .insertInto('answers')
    .values({
      channel: effect.chat.channel,
      chat: effect.chat.chat,
      answer,
      person: effect.by.person,
      question,
      outcome,
      entries: toJson(effect.entries),
      knowledge,
      answered_at: now,
    })
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
