import type { TickedMatter } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import { ensureDigest } from './digests.js'
import { insertLines, type LedgerRow } from './ledger.js'
import type { Trx } from '../transaction.js'

/** False, and nothing changed, when the matter is not as it was read. */
export async function remind(trx: Trx, ticked: TickedMatter, now: Instant): Promise<boolean> {
  const { matter, revision, wakeAt = null, lines } = ticked
  const { numUpdatedRows } = await trx
    .updateTable('matters')
    .set({ wake_at: wakeAt })
    .where('id', '=', matter)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  const inserted = await insertLines(trx, lines, now)
  for (const chat of chatsOf(inserted.filter(({ state }) => state === 'planned')))
    await ensureDigest(trx, chat, now)
  return true
}

function chatsOf(rows: readonly LedgerRow[]): Iterable<ChatRef> {
  return new Map(
    rows.map(({ channel, chat }) => [JSON.stringify([channel, chat]), { channel, chat }]),
  ).values()
}
