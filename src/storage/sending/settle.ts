import type { Doubt, SendOutcome } from '../../ports-sending.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { showCardOn } from './cards.js'
import { emptyDigest } from '../deadlines/digests.js'
import { moveChat, nameChat } from '../move-chat.js'
import {
  doubtPauseMs,
  isDigest,
  isUnheard,
  linesDoubted,
  linesSent,
  mayRepeat,
  mayRepeatHardlyTaken,
  mayRepeatRefused,
  refusedPauseMs,
  tellAgain,
  unfilledAgainAt,
} from '../deadlines/settle-digest.js'
import type { OutboxRow, SendState } from '../tables.js'
import type { Trx } from '../transaction.js'

export interface Result {
  readonly id: number
  readonly outcome: SendOutcome
}

/** Only rows that `owner` still holds are marked. */
export async function settleRows(
  trx: Trx,
  results: readonly Result[],
  owner: string,
  now: Instant,
): Promise<void> {
  const held = await heldRows(trx, results, owner, now)
  for (const { id, outcome } of results) {
    const row = held.get(id)
    // Of two results of one row only the first counts: it ends the lease.
    held.delete(id)
    if (row !== undefined) await settleRow(trx, row, outcome, now)
  }
}

/** What became of a row whose owner is gone is not known. Returns how many there were. */
export async function doubtLapsedRows(trx: Trx, now: Instant): Promise<number> {
  const rows = await trx
    .selectFrom('outbox')
    .selectAll()
    .where('lease_owner', 'is not', null)
    .where('lease_until', '<=', now)
    .execute()
  for (const row of rows) {
    if (row.unfilled === 1) await release(trx, row, { state: 'planned' })
    else await doubt(trx, row, { why: 'the sender was lost', from: now }, now)
  }
  return rows.length
}

async function heldRows(
  trx: Trx,
  results: readonly Result[],
  owner: string,
  now: Instant,
): Promise<Map<number, OutboxRow>> {
  if (results.length === 0) return new Map()
  const ids = results.map(({ id }) => id)
  const rows = await trx
    .selectFrom('outbox')
    .selectAll()
    .where('id', 'in', ids)
    .where('lease_owner', '=', owner)
    .where('lease_until', '>', now)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function settleRow(trx: Trx, row: OutboxRow, outcome: SendOutcome, now: Instant): Promise<void> {
  if (row.unfilled === 1) return settleUnfilled(trx, row, outcome, now)
  switch (outcome.kind) {
    case 'sent':
      return markSent(trx, await named(trx, row, outcome.chat, now), outcome, now)
    case 'maybe-sent':
      return doubt(trx, row, { why: outcome.why, from: instant(now + doubtPauseMs) }, now)
    case 'not-before':
      return postpone(trx, row, outcome, now)
    case 'moved-to':
      return follow(trx, row, outcome.chat, now)
    case 'cannot-edit':
      return sendAfresh(trx, row, outcome.why, now)
    case 'refused':
      return refuse(trx, row, outcome, now)
  }
}

/** It had nothing that could be sent. */
async function settleUnfilled(trx: Trx, row: OutboxRow, outcome: SendOutcome, now: Instant): Promise<void> {
  if (outcome.kind === 'moved-to') await moveChat(trx, row, outcome.chat, now)
  // Until its hour it may be brought forward by what is urgent; a trouble is waited out.
  const state = outcome.kind === 'not-before' ? 'planned' : 'waiting'
  return release(trx, row, { state, not_before: unfilledAgainAt(outcome, now) })
}

/** The row in its chat, whose own id is `chat` where the row was addressed to a person. */
async function named(trx: Trx, row: OutboxRow, chat: string | undefined, now: Instant): Promise<OutboxRow> {
  if (chat === undefined) return row
  await nameChat(trx, row, chat, now)
  return { ...row, chat }
}

type WasSent = Extract<SendOutcome, { kind: 'sent' }>

async function markSent(trx: Trx, row: OutboxRow, sent: WasSent, now: Instant): Promise<void> {
  const { message, marked = false } = sent
  if (row.card !== null) await showCardOn(trx, { ...row, card: row.card }, { message, marked })
  await linesSent(trx, row, sent, now)
  return close(trx, row, { state: 'sent', message, settled_at: now })
}

async function postpone(
  trx: Trx,
  row: OutboxRow,
  { at, doubtful, why }: Extract<SendOutcome, { kind: 'not-before' }>,
  now: Instant,
): Promise<void> {
  if (doubtful !== undefined) return postponeDoubtful(trx, row, { at, doubtful, why }, now)
  // What it says would be old by then.
  if (isUnheard(row)) return replace(trx, row, { in: row, from: at, why, now })
  return release(trx, row, { state: 'waiting', not_before: at, ...(why !== undefined && { why }) })
}

interface Postponed {
  readonly at: Instant
  readonly doubtful: Doubt
  readonly why: string | undefined
}

async function postponeDoubtful(
  trx: Trx,
  row: OutboxRow,
  { at, doubtful, why }: Postponed,
  now: Instant,
): Promise<void> {
  const again = doubtful === 'in-trouble' ? mayRepeatHardlyTaken(row, now) : mayRepeat(row, now)
  await linesDoubted(trx, row, { again, now })
  if (!again) return endDoubtful(trx, row, why, now)
  return release(trx, row, {
    state: 'waiting',
    not_before: at,
    repeated: 1,
    ...(why !== undefined && { why }),
  })
}

async function follow(trx: Trx, row: OutboxRow, chat: string, now: Instant): Promise<void> {
  await moveChat(trx, row, chat, now)
  if (isUnheard(row)) return replace(trx, row, { in: { channel: row.channel, chat }, now })
  return release(trx, row, { state: 'planned' })
}

type Place = Parameters<typeof tellAgain>[2] & { readonly why?: string | undefined }

async function replace(trx: Trx, row: OutboxRow, { why, ...place }: Place): Promise<void> {
  await close(trx, row, { state: 'collapsed', why: why ?? row.why, settled_at: place.now })
  await tellAgain(trx, row, place)
}

interface Doubted {
  readonly why: string
  /** Not before then once more: it would only meet the same trouble. */
  readonly from: Instant
}

/** It goes once more and says so; after that a person has to look. */
async function doubt(trx: Trx, row: OutboxRow, { why, from }: Doubted, now: Instant): Promise<void> {
  const again = row.repeated === 0 && mayRepeat(row, now)
  await linesDoubted(trx, row, { again, now })
  if (!again) return endDoubtful(trx, row, why, now)
  return release(trx, row, { state: 'waiting', not_before: from, repeated: 1, why })
}

async function endDoubtful(trx: Trx, row: OutboxRow, why: string | undefined, now: Instant): Promise<void> {
  return close(trx, row, { state: 'maybe-sent', why: why ?? row.why, settled_at: now })
}

/** The row keeps its place and goes out as a message of its own, on which the card then stands. */
async function sendAfresh(trx: Trx, row: OutboxRow, why: string, now: Instant): Promise<void> {
  // Said of a row that edited nothing, it would go round for ever.
  if (row.card === null || row.edits === null) return refuse(trx, row, { kind: 'refused', why }, now)
  await showCardOn(trx, { ...row, card: row.card }, { message: null, marked: false })
  return release(trx, row, { state: 'planned', why })
}

type WasRefused = Extract<SendOutcome, { kind: 'refused' }>

/**
 * Lines of a digest stay planned: a chat that is open gets another one after a while, a closed one when it opens again.
 * Not what an earlier attempt may have told: another digest would be an unmarked copy, so it is this one that goes again.
 */
async function refuse(trx: Trx, row: OutboxRow, refused: WasRefused, now: Instant): Promise<void> {
  const { why, closes } = refused
  if (isDigest(row) && row.repeated === 1) return refuseRepeat(trx, row, refused, now)
  await close(trx, row, { state: 'refused', why, settled_at: now })
  if (!isUnheard(row)) return
  if (closes === undefined) await tellAgain(trx, row, { in: row, from: instant(now + refusedPauseMs), now })
  else await emptyDigest(trx, row, now)
}

async function refuseRepeat(
  trx: Trx,
  row: OutboxRow,
  { why, closes }: WasRefused,
  now: Instant,
): Promise<void> {
  if (closes === undefined && mayRepeatRefused(row, now))
    return release(trx, row, { state: 'waiting', not_before: instant(now + refusedPauseMs), why })
  await linesDoubted(trx, row, { again: false, now })
  return endDoubtful(trx, row, why, now)
}

type Final = Exclude<SendState, Open | 'sending'>
type Open = Extract<SendState, 'planned' | 'waiting'>
type Marks<State extends SendState> = { readonly state: State } & Partial<
  Pick<OutboxRow, 'message' | 'why' | 'not_before' | 'repeated'>
>

async function close(
  trx: Trx,
  row: OutboxRow,
  marks: Marks<Final> & Pick<OutboxRow, 'settled_at'>,
): Promise<void> {
  return mark(trx, row, marks)
}

async function release(trx: Trx, row: OutboxRow, marks: Marks<Open>): Promise<void> {
  return mark(trx, row, marks)
}

async function mark(trx: Trx, { id }: OutboxRow, marks: Marks<SendState>): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ ...marks, lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .execute()
}
