import { Kysely } from 'kysely'
import type { Tables } from '../../src/storage/tables.js'
import { answers, type Account, type Read } from './kill-platforms-people.js'
import { openingOf } from './script.js'

/** How many copies of one message people may see. */
export type Copies = 'none' | 'one, marked'

/** A bot, its database and who talks to it. */
export interface World {
  readonly database: string
  readonly account: Account
}

/** What a finished conversation left, without times, tokens and row numbers. */
export interface Left {
  readonly effects: Awaited<ReturnType<typeof effectsIn>>
  readonly read: readonly Read[]
}

export async function leftIn({ database, account }: World): Promise<Left> {
  return { effects: await effectsIn(database), read: account.read() }
}

async function effectsIn(database: string) {
  const db = new Kysely<Tables>({ dialect: (await openingOf(database)).dialect })
  try {
    const arrivals = await db.selectFrom('arrivals').select('handled_at').execute()
    const outbox = await db.selectFrom('outbox').select(['state', 'lease_owner']).orderBy('id').execute()
    const answered = await db
      .selectFrom('answers')
      .select(['outcome', 'entries'])
      .orderBy('answered_at')
      .orderBy('outcome')
      .execute()
    return {
      unhandled: arrivals.filter(({ handled_at }) => handled_at === null).length,
      unsent: outbox.filter((row) => row.state !== 'sent' || row.lease_owner !== null),
      answers: answered.map(({ outcome, entries }) => [outcome, entries]),
      ratings: (await db.selectFrom('ratings').select('useful').execute()).map(({ useful }) => useful),
      cards: (await db.selectFrom('cards').select('card').execute()).length,
      sessions: (await db.selectFrom('sessions').select('person').execute()).length,
      serving: (await db.selectFrom('serving').select('owner').execute()).length,
    }
  } finally {
    await db.destroy()
  }
}

/** Everything that is not as promised after a conversation was interrupted and taken up again. */
export function faultsIn(left: Left, calm: Left, account: Account, copies: Copies): readonly string[] {
  return [
    ...effectFaults(left, calm),
    ...pressFaults({ label: '有用', done: left.effects.ratings.length, account }),
    ...answers.flatMap((answer) => copyFaults(answer, left.read, copies)),
    ...readFaults(left.read, calm.read),
    ...account.violations(),
  ]
}

/** Every effect is there once. Of the press, which may be lost, see below. */
function effectFaults({ effects }: Left, { effects: calm }: Left): readonly string[] {
  const found = JSON.stringify({ ...effects, ratings: [] })
  const expected = JSON.stringify({ ...calm, ratings: [] })
  return found === expected ? [] : [`the store holds ${found}, not ${expected}`]
}

interface Pressed {
  readonly label: string
  /** How often it was done. */
  readonly done: number
  readonly account: Account
}

/** A press that was taken is done and shown, once. One that was not may be: a platform may not bring it again. */
export function pressFaults({ label, done, account }: Pressed): readonly string[] {
  const shown = account.read().some(({ buttons }) => buttons.includes(`✓ ${label}`))
  return [
    ...(done > 1 ? [`${label} done ${done} times`] : []),
    ...(account.pressWasTaken() && done === 0 ? ['the press was taken and is lost'] : []),
    ...(shown === done > 0 ? [] : [done > 0 ? 'what was done is not shown' : 'shown and not done']),
  ]
}

export function copyFaults(words: string, read: readonly Read[], copies: Copies): readonly string[] {
  const all = read.filter(({ text }) => text.includes(words))
  const marked = all.filter((one) => one.marked).length
  const unmarked = all.length - marked
  const allowed = copies === 'none' ? unmarked === 1 && marked === 0 : unmarked <= 1 && marked <= 1
  if (all.length > 0 && allowed) return []
  return [`${unmarked} unmarked and ${marked} marked copies of “${words}”`]
}

/** All that was said is there, whole and in order, and nothing else. After an absence an answer says its age first. */
function readFaults(read: readonly Read[], calm: readonly Read[]): readonly string[] {
  const firsts = read.map((one) => calm.findIndex(({ text }) => one.text.includes(text)))
  const inOrder = firsts.filter((which, at) => firsts.indexOf(which) === at)
  const expected = calm.map((_, at) => at)
  return JSON.stringify(inOrder) === JSON.stringify(expected)
    ? []
    : [`the chat reads ${JSON.stringify(read)}`]
}
