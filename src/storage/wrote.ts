import type { ChatRef, MessageId } from '../values/ids.js'
import type { Handle } from './transaction.js'

/** Rows of the outbox are deleted after a while; what still shows a card is known longer by that. */
export async function wroteMessage(
  db: Handle,
  { channel, chat }: ChatRef,
  message: MessageId,
): Promise<boolean> {
  for (const table of ['outbox', 'cards'] as const) {
    const row = await db
      .selectFrom(table)
      .select('message')
      .where('channel', '=', channel)
      .where('chat', '=', chat)
      .where('message', '=', message)
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) return true
  }
  return false
}
