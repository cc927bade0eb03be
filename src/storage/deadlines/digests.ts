import { instant, type Instant } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import { toJson } from '../column-text.js'
import { toldBy, untoldIn } from './ledger.js'
import { dropAgain } from '../sending/drop-again.js'
import { openRowsOf } from '../sending/open-rows.js'
import { rankOf } from '../sending/queue.js'
import type { OutboxRow } from '../tables.js'
import type { Trx } from '../transaction.js'

/**
 * Where a chat has something to hear that no digest tells, sees to it that one without content is on its way: it goes
 * at the earliest hour of what it may tell, and by the nearest legal day. Not to a chat that takes nothing: opened
 * again, it gets one.
 *
 * `from`: not before then, whatever the hour; the platform said so, or the last try failed.
 */
export async function ensureDigest(trx: Trx, at: ChatRef, now: Instant, from?: Instant): Promise<void> {
  const untold = await untoldOf(trx, at)
  if (untold === undefined || (await isClosed(trx, at))) return
  // Not the hour alone: one that passed long ago would have the digest go ahead of matters that are still to be looked at.
  const hour = laterOf(untold.notBefore, now)
  const open = await unfilledOf(trx, at)
  if (open === undefined) return insertDigest(trx, at, { ...untold, hour, from, now })
  await trx
    .updateTable('outbox')
    .set({ due: earlierOf(open.due, untold.due), ...startOf(open, hour, from) })
    .where('id', '=', open.id)
    .execute()
}

interface Untold {
  readonly due: Instant
  readonly notBefore: Instant
}

async function untoldOf(trx: Trx, at: ChatRef): Promise<Untold | undefined> {
  const { due, notBefore } = await trx
    .selectFrom('ledger')
    .select(({ fn }) => [fn.min('due').as('due'), fn.min('not_before').as('notBefore')])
    .where(untoldIn(at))
    .$castTo<{ due: Instant | null; notBefore: Instant | null }>()
    .executeTakeFirstOrThrow()
  return due === null || notBefore === null ? undefined : { due, notBefore }
}

async function isClosed(trx: Trx, { channel, chat }: ChatRef): Promise<boolean> {
  const known = await trx
    .selectFrom('chats')
    .select('state')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst()
  return known !== undefined && known.state !== 'live'
}

/** One that is being filled counts: what it does not tell, the next one does. */
async function unfilledOf(trx: Trx, at: ChatRef): Promise<OutboxRow | undefined> {
  return trx
    .selectFrom('outbox')
    .selectAll()
    .where(openRowsOf(at))
    .where('unfilled', '=', 1)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

interface NewDigest {
  readonly due: Instant
  readonly hour: Instant
  readonly from: Instant | undefined
  readonly now: Instant
}

async function insertDigest(
  trx: Trx,
  { channel, chat }: ChatRef,
  { due, hour, from, now }: NewDigest,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      channel,
      chat,
      due,
      lane: 'reminder',
      rank: rankOf.reminder,
      call: toJson(null),
      unfilled: 1,
      created_at: now,
      ...(from === undefined ? { not_before: hour } : { state: 'waiting', not_before: laterOf(hour, from) }),
    })
    .execute()
}

/** An hour that comes earlier counts, but not against what the platform said. */
function startOf(open: OutboxRow, hour: Instant, from: Instant | undefined): Partial<OutboxRow> {
  if (from !== undefined) return { state: 'waiting', not_before: laterOf(open.not_before, from) }
  return open.state === 'waiting' ? {} : { not_before: earlierOf(open.not_before, hour) }
}

const earlierOf = (a: Instant, b: Instant): Instant => instant(Math.min(a, b))
const laterOf = (a: Instant, b: Instant): Instant => instant(Math.max(a, b))

/** Of a digest that surely did not go out nothing is left: another one will be filled from the state of its own time. */
export async function emptyDigest(trx: Trx, digest: OutboxRow, now: Instant): Promise<void> {
  await forgetCard(trx, digest, now)
  await trx.updateTable('ledger').set({ told_by: null, card: null }).where(toldBy(digest.id)).execute()
  await trx
    .updateTable('outbox')
    .set({ state: 'collapsed', settled_at: now })
    .where(openRowsOf(digest))
    .where('digest', '=', digest.id)
    .where('id', '<>', digest.id)
    .execute()
  await dropAgain(trx, digest, { behind: digest.id }, now)
}

/** Nobody has seen the card or its buttons: what was to change it would go out as a message of its own. */
async function forgetCard(trx: Trx, digest: OutboxRow, now: Instant): Promise<void> {
  const line = await trx
    .selectFrom('ledger')
    .select('card')
    .where(toldBy(digest.id))
    .limit(1)
    .executeTakeFirst()
  if (line === undefined || line.card === null) return
  await trx
    .updateTable('outbox')
    .set({ state: 'collapsed', settled_at: now })
    .where(openRowsOf(digest))
    .where('card', '=', line.card)
    .execute()
  for (const table of ['presses', 'cards'] as const)
    await trx
      .deleteFrom(table)
      .where('channel', '=', digest.channel)
      .where('chat', '=', digest.chat)
      .where('card', '=', line.card)
      .execute()
}
