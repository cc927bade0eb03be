import type { Call, Lane, OutgoingMessage } from '../../ports-sending.js'
import { instant, type Instant } from '../../values/civil-date.js'
import type { MessageId } from '../../values/ids.js'
import { reviseCard, type CardRef } from './cards.js'
import { toJson } from '../column-text.js'
import { keepPresses } from './presses.js'
import { openRowsOf } from './open-rows.js'
import type { Trx } from '../transaction.js'

export async function queueMessages(
  trx: Trx,
  messages: readonly OutgoingMessage[],
  now: Instant,
): Promise<void> {
  for (const message of messages) await queueMessage(trx, message, now)
}

/** Puts a message into the outbox with its presses. A card that is shown already, or on its way, is changed instead. */
async function queueMessage(trx: Trx, message: OutgoingMessage, now: Instant): Promise<void> {
  if (message.card === undefined) {
    await keepPresses(trx, message.presses, undefined)
    return insertCalls(trx, message, { calls: message.calls, now })
  }
  const at: CardRef = { ...message.to, card: message.card }
  const { revision, message: shownOn } = await reviseCard(trx, at, now)
  await keepPresses(trx, message.presses, { card: at.card, revision })
  return queueCard(trx, { message, at, shownOn, now })
}

interface CardChange {
  readonly message: OutgoingMessage
  readonly at: CardRef
  readonly shownOn: MessageId | null
  readonly now: Instant
}

/** Only the last part of a card's message is ever changed. */
async function queueCard(trx: Trx, { message, at, shownOn, now }: CardChange): Promise<void> {
  const lastCall = message.calls.at(-1)
  if (lastCall === undefined) return
  if (shownOn !== null) {
    await collapseEdits(trx, at, now)
    return insertCalls(trx, message, { calls: [lastCall], now })
  }
  if (await replaceUnsent(trx, at, lastCall)) return
  const original = await openRowOf(trx, at)
  if (original === undefined) return insertCalls(trx, message, { calls: message.calls, now })
  // In the lane of the original: it must not be overtaken by what changes it.
  const { lane, due } = original
  return insertCalls(trx, { ...message, lane, due }, { calls: [lastCall], now })
}

async function collapseEdits(trx: Trx, at: CardRef, now: Instant): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'collapsed', settled_at: now })
    .where(openRowsOf(at))
    .where('lease_owner', 'is', null)
    .where('card', '=', at.card)
    .execute()
}

/** Not where an earlier attempt may have arrived: a platform that drops repeats would drop the new text. */
async function replaceUnsent(trx: Trx, at: CardRef, call: Call): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('outbox')
    .set({ call: toJson(call) })
    .where(openRowsOf(at))
    .where('lease_owner', 'is', null)
    .where('repeated', '=', 0)
    .where('card', '=', at.card)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

async function openRowOf(
  trx: Trx,
  at: CardRef,
): Promise<{ readonly lane: Lane; readonly due: Instant } | undefined> {
  return trx
    .selectFrom('outbox')
    .select(['lane', 'due'])
    .where(openRowsOf(at))
    .where('card', '=', at.card)
    .limit(1)
    .executeTakeFirst()
}

interface Queued {
  readonly calls: readonly Call[]
  readonly now: Instant
}

/** One row a call. Rows of one insert are numbered in their order on both engines; a contract test watches that. */
async function insertCalls(trx: Trx, message: OutgoingMessage, { calls, now }: Queued): Promise<void> {
  if (calls.length === 0) return
  const last = calls.length - 1
  await trx
    .insertInto('outbox')
    .values(
      calls.map((call, part) => ({
        ...columnsOf(message),
        // In a topic every part: on a platform where only replies stay in their topic a bare part would open a new one.
        reply_to: part === 0 || message.thread !== undefined ? (message.replyTo ?? null) : null,
        card: part === last ? (message.card ?? null) : null,
        call: toJson(call),
        created_at: now,
      })),
    )
    .execute()
}

export const rankOf = { talk: 0, reminder: 1 } as const satisfies Record<Lane, number>

function columnsOf({ to, thread, lane, due }: OutgoingMessage) {
  return {
    channel: to.channel,
    chat: to.chat,
    thread: thread ?? null,
    lane,
    rank: rankOf[lane],
    due: lane === 'reminder' && due !== undefined ? due : instant(0),
  }
}
