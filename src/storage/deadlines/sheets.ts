import type { Effect } from '../../chat/decision.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, EventId } from '../../values/ids.js'
import type { Handle, Trx } from '../transaction.js'

type Kept = Extract<Effect, { kind: 'sheet-kept' }>

export async function keepSheet(trx: Trx, { sheet, chat: at, text }: Kept, now: Instant): Promise<void> {
  const { channel, chat } = at
  await trx.insertInto('sheets').values({ channel, chat, sheet, body: text, kept_at: now }).execute()
}

/** The table as it came, in its own chat only. */
export async function findSheet(
  db: Handle,
  { channel, chat }: ChatRef,
  sheet: EventId,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('sheets')
    .select('body')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('sheet', '=', sheet)
    .executeTakeFirst()
  return row?.body
}

export async function moveSheets(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  await trx
    .updateTable('sheets')
    .set({ chat })
    .where('channel', '=', from.channel)
    .where('chat', '=', from.chat)
    .execute()
}
