import type { OtherWatch } from '../../chat/turn.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { inChunks } from '../chunks.js'
import { fromJson } from '../column-text.js'
import type { Handle, Trx } from '../transaction.js'
import { deleteWatches } from './watches.js'

/** The chats that watch these matters, and who has to act there. */
export async function watchersOf(db: Handle, matters: readonly MatterId[]): Promise<readonly OtherWatch[]> {
  const found: OtherWatch[] = []
  for (const some of inChunks(matters)) {
    const rows = await db
      .selectFrom('watches')
      .select(['matter', 'channel', 'chat', 'keepers'])
      .where('matter', 'in', some)
      .orderBy('since')
      .orderBy('channel')
      .orderBy('chat')
      .execute()
    found.push(
      ...rows.map(({ matter, channel, chat, keepers }) => ({
        matter,
        watch: { chat: { channel, chat }, keepers: fromJson(keepers) },
      })),
    )
  }
  return found
}

/**
 * Ends the watching of that chat and, unless another still watches it, deletes all that is kept of the matter: its log,
 * its lines, its record. False where it is still watched. What was sent and buttons end by themselves.
 */
export async function eraseMatter(
  trx: Trx,
  { matter, chat }: { readonly matter: MatterId; readonly chat: ChatRef },
  now: Instant,
): Promise<boolean> {
  await deleteWatches(trx, { matters: [matter], chat }, now)
  const [other] = await watchersOf(trx, [matter])
  if (other !== undefined) return false
  for (const table of ['ledger', 'record', 'stand_ins'] as const)
    await trx.deleteFrom(table).where('matter', '=', matter).execute()
  await trx.deleteFrom('matters').where('id', '=', matter).execute()
  return true
}
