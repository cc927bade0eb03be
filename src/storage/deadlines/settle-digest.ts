import type { SendOutcome } from '../../ports-sending.js'
import { instant, type Instant } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import { emptyDigest, ensureDigest } from './digests.js'
import { endTold, recordOfLine, toldBy } from './ledger.js'
import { appendRecords } from './record.js'
import type { OutboxRow } from '../tables.js'
import type { Trx } from '../transaction.js'

/** Whether lines of the ledger wait for what becomes of this row: the first one of a digest that has content. */
export const isDigest = (row: OutboxRow): boolean => row.digest === row.id

/** A digest of which no attempt may have arrived: another one may take its place, unmarked and up to date. */
export const isUnheard = (row: OutboxRow): boolean => isDigest(row) && row.repeated === 0

const dayMs = 24 * 3_600_000
const nearMs = 3 * dayMs

/**
 * Whether what may have arrived goes once more. Of a reminder only when its legal day is near or over; otherwise the
 * next rung comes, and operators see what is doubtful. An edit is never a copy.
 */
export function mayRepeat({ lane, edits, due }: OutboxRow, now: Instant): boolean {
  return lane === 'talk' || edits !== null || due - now <= nearMs
}

/**
 * The same of what a platform in trouble hardly took: an outage must not cost the reminder. For a day, after which its
 * days left are wrong.
 */
export function mayRepeatHardlyTaken(row: OutboxRow, now: Instant): boolean {
  return mayRepeat(row, now) || now < row.created_at + dayMs
}

/**
 * Whether a repeat that was refused goes once more: near its legal day until that is over, after it for a day. What it
 * says is said by then, or the next rung comes.
 */
export function mayRepeatRefused(row: OutboxRow, now: Instant): boolean {
  return mayRepeat(row, now) && now < Math.max(row.due, row.created_at + dayMs)
}

/** Between an attempt that may have arrived and the next one. */
export const doubtPauseMs = 30_000

export async function linesSent(
  trx: Trx,
  row: OutboxRow,
  { message, marked }: Extract<SendOutcome, { kind: 'sent' }>,
  now: Instant,
): Promise<void> {
  if (isDigest(row)) await endTold(trx, row.id, 'sent', { now, more: { message, ...(marked && { marked }) } })
}

/** `again`: it goes once more. Each attempt that may have arrived is in the record. */
export async function linesDoubted(
  trx: Trx,
  row: OutboxRow,
  { again, now }: { readonly again: boolean; readonly now: Instant },
): Promise<void> {
  if (!isDigest(row)) return
  const more = { again }
  if (!again) return endTold(trx, row.id, 'maybe-sent', { now, more })
  const lines = await trx.selectFrom('ledger').selectAll().where(toldBy(row.id)).execute()
  await appendRecords(
    trx,
    lines.map((line) => recordOfLine(line, 'maybe-sent', more)),
    now,
  )
}

/** Its lines are told by another digest, not before `from`. It may be in another chat by now. */
export async function tellAgain(
  trx: Trx,
  row: OutboxRow,
  { in: at, from, now }: { readonly in: ChatRef; readonly from?: Instant; readonly now: Instant },
): Promise<void> {
  await emptyDigest(trx, { ...row, ...refOf(at) }, now)
  await ensureDigest(trx, at, now, from)
}

const refOf = ({ channel, chat }: ChatRef): ChatRef => ({ channel, chat })

/** A refusal may be a fault of ours or of the platform's: it must not cost the reminder. */
export const refusedPauseMs = 3_600_000

const minuteMs = 60_000

/** When a digest that got no content is tried again: nothing of it can have arrived, whatever is said of it. */
export function unfilledAgainAt(outcome: SendOutcome, now: Instant): Instant {
  switch (outcome.kind) {
    case 'not-before':
      return outcome.at
    case 'moved-to':
      return now
    case 'refused':
      return instant(now + refusedPauseMs)
    case 'sent':
    case 'maybe-sent':
    case 'cannot-edit':
      return instant(now + minuteMs)
  }
}
