import type { LineKey } from '../../deadlines/watch.js'
import type { Call } from '../../ports-sending.js'
import type { Filling, WatchStore } from '../../ports-watch.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { reviseCard } from '../sending/cards.js'
import { inChunks } from '../chunks.js'
import { putAgain } from '../interviews/midway.js'
import { toJson } from '../column-text.js'
import { emptyDigest, ensureDigest } from './digests.js'
import { endUnsaid, isOneOf, planned, toldBy } from './ledger.js'
import { hasChanged } from './matters.js'
import { keepPresses } from '../sending/presses.js'
import type { OutboxRow } from '../tables.js'
import type { Trx } from '../transaction.js'

/** A digest that had nothing to say although lines are left is no reason for another one at once. */
const pauseMs = 60_000

/** False, and nothing changed, when the row is not `owner`'s to fill. */
export async function fillDigest(
  trx: Trx,
  filling: Filling,
  owner: string,
  now: Instant,
): ReturnType<WatchStore['fillDigest']> {
  const digest = await heldDigest(trx, filling.row, owner, now)
  if (digest === undefined) return 'lost'
  // What changed meanwhile was told to the cards that were there: this one was not yet among them.
  if (await hasChanged(trx, filling.read)) return 'outdated'
  const [first, ...others] = filling.calls
  // Its other parts wait behind it, and so does what was to change its card.
  if (first === undefined && digest.unfilled === 0) await emptyDigest(trx, digest, now)
  // One that is filled once more holds its lines already.
  const held = digest.repeated === 1 && digest.unfilled === 1 ? { digest: digest.id } : {}
  const { missed, doubted, dropped } = filling
  await endUnsaid(trx, missed, { state: 'missed', now, ...held })
  await endUnsaid(trx, doubted, { state: 'maybe-sent', now, ...held })
  await endUnsaid(trx, dropped, { state: 'dropped', now, ...held })
  if (first === undefined) await endEmpty(trx, digest, now)
  else await fill(trx, digest, { ...filling, first, others, now })
  // For what was planned since it was read, and for lines whose hour is still to come.
  await ensureDigest(trx, digest, now, first === undefined ? instant(now + pauseMs) : undefined)
  return 'filled'
}

/** Without content, or to go once more with what it has. */
async function heldDigest(trx: Trx, id: number, owner: string, now: Instant): Promise<OutboxRow | undefined> {
  return trx
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', id)
    .where((eb) => eb.or([eb('unfilled', '=', 1), eb.and([eb('repeated', '=', 1), eb('digest', '=', id)])]))
    .where('lease_owner', '=', owner)
    .where('lease_until', '>', now)
    .executeTakeFirst()
}

async function endEmpty(trx: Trx, { id }: OutboxRow, now: Instant): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'collapsed', unfilled: 0, lease_owner: null, lease_until: null, settled_at: now })
    .where('id', '=', id)
    .execute()
}

interface Content extends Filling {
  readonly first: Call
  readonly others: readonly Call[]
  readonly now: Instant
}

/** The card is the last part, like that of any message. */
async function fill(trx: Trx, digest: OutboxRow, content: Content): Promise<void> {
  const { card, first, others, told, presses, now } = content
  const { revision } = await reviseCard(trx, { channel: digest.channel, chat: digest.chat, card }, now)
  await keepPresses(trx, presses, { card, revision })
  await markTold(trx, told, { digest, card })
  await reviseMatters(trx, told)
  const { id } = digest
  const due = (await nearest(trx, id)) ?? digest.due
  await trx
    .updateTable('outbox')
    .set({ call: toJson(first), unfilled: 0, digest: id, due, card: others.length === 0 ? card : null })
    .where('id', '=', id)
    .execute()
  if (others.length > 0) await insertOthers(trx, { ...digest, due }, content)
  await putAgain(trx, content.again, now)
}

async function markTold(
  trx: Trx,
  told: readonly LineKey[],
  { digest, card }: { readonly digest: OutboxRow; readonly card: Filling['card'] },
): Promise<void> {
  for (const some of inChunks(told))
    await trx
      .updateTable('ledger')
      .set({ told_by: digest.id, card })
      .where(isOneOf(some))
      .where('channel', '=', digest.channel)
      .where('chat', '=', digest.chat)
      .where('state', '=', planned)
      .where('told_by', 'is', null)
      .execute()
}

/** Whoever is changing what it tells of has looked for its cards before this one was there, and has to look again. */
async function reviseMatters(trx: Trx, told: readonly LineKey[]): Promise<void> {
  for (const some of inChunks([...new Set(told.map(({ matter }) => matter))]))
    await trx
      .updateTable('matters')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', 'in', some)
      .execute()
}

/** The nearest legal day of what it tells. */
async function nearest(trx: Trx, digest: number): Promise<Instant | undefined> {
  const line = await trx
    .selectFrom('ledger')
    .select('due')
    .where(toldBy(digest))
    .orderBy('due')
    .limit(1)
    .executeTakeFirst()
  return line?.due
}

async function insertOthers(
  trx: Trx,
  { id, channel, chat, lane, rank, due }: OutboxRow,
  { others, card, now }: Content,
): Promise<void> {
  const last = others.length - 1
  await trx
    .insertInto('outbox')
    .values(
      others.map((call, part) => ({
        channel,
        chat,
        lane,
        rank,
        due,
        digest: id,
        card: part === last ? card : null,
        call: toJson(call),
        created_at: now,
      })),
    )
    .execute()
}
