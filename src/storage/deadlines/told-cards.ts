import type { LineKey } from '../../deadlines/watch.js'
import type { ToldCard } from '../../ports-watch.js'
import type { CardKey, ChatRef, MatterId, MessageId } from '../../values/ids.js'
import { keyOf, type LedgerRow } from './ledger.js'
import type { Handle } from '../transaction.js'
import { asPlanned } from './watched.js'

export async function cardsTelling(
  db: Handle,
  matter: MatterId,
  limit: number,
): Promise<readonly ToldCard[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['channel', 'chat', 'card', (eb) => eb.fn.max('told_by').as('newest')])
    .where('matter', '=', matter)
    .where('card', 'is not', null)
    .groupBy(['channel', 'chat', 'card'])
    .orderBy('newest', 'desc')
    .limit(limit)
    .$narrowType<{ card: CardKey }>()
    .execute()
  const cards: ToldCard[] = []
  for (const { channel, chat, card } of rows) cards.push(await toldCard(db, { channel, chat }, card))
  return cards
}

async function toldCard(db: Handle, chat: ChatRef, card: CardKey): Promise<ToldCard> {
  return { chat, card, ...(await asPlanned(db, await linesOn(db, chat, card), chat)) }
}

async function linesOn(db: Handle, { channel, chat }: ChatRef, card: CardKey): Promise<readonly LedgerRow[]> {
  return db
    .selectFrom('ledger')
    .selectAll()
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('card', '=', card)
    .orderBy('due')
    .orderBy('matter')
    .orderBy('on_day')
    .orderBy('rung')
    .execute()
}

export async function toldIn(db: Handle, at: ChatRef, message: MessageId): Promise<readonly LineKey[]> {
  const shown = await db
    .selectFrom('cards')
    .select('card')
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .where('message', '=', message)
    .executeTakeFirst()
  return shown === undefined ? [] : (await linesOn(db, at, shown.card)).map(keyOf)
}
