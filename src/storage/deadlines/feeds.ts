import { createHash } from 'node:crypto'
import type { Effect } from '../../chat/decision.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, FeedToken } from '../../values/ids.js'
import type { Handle, Trx } from '../transaction.js'

type Opened = Extract<Effect, { kind: 'feed-opened' }>

/** A chat has one link: a new one takes the place of the old. */
export async function openFeed(trx: Trx, { chat: at, token }: Opened, now: Instant): Promise<void> {
  const { channel, chat } = at
  const link = { token_hash: hashOf(token), made_at: now }
  await trx
    .insertInto('feeds')
    .values({ channel, chat, ...link })
    .onConflict((conflict) => conflict.columns(['channel', 'chat']).doUpdateSet(link))
    .execute()
}

export async function closeFeed(trx: Trx, { channel, chat }: ChatRef): Promise<void> {
  await trx.deleteFrom('feeds').where('channel', '=', channel).where('chat', '=', chat).execute()
}

export async function feedMadeAt(db: Handle, { channel, chat }: ChatRef): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('feeds')
    .select('made_at')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst()
  return row?.made_at
}

/** A muted bot can still be called there, so its link can be ended; where it was sent away nobody can do that. */
export async function chatOfFeed(db: Handle, token: FeedToken): Promise<ChatRef | undefined> {
  return db
    .selectFrom('feeds')
    .leftJoin('chats', (join) =>
      join.onRef('chats.channel', '=', 'feeds.channel').onRef('chats.chat', '=', 'feeds.chat'),
    )
    .select(['feeds.channel', 'feeds.chat'])
    .where('feeds.token_hash', '=', hashOf(token))
    .where((eb) => eb.or([eb('chats.state', 'is', null), eb('chats.state', 'in', ['live', 'muted'])]))
    .executeTakeFirst()
}

/** Where the new chat has a link of its own, that one is newer and stays. */
export async function moveFeed(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  const there = await feedMadeAt(trx, { channel: from.channel, chat })
  if (there !== undefined) return closeFeed(trx, from)
  await trx
    .updateTable('feeds')
    .set({ chat })
    .where('channel', '=', from.channel)
    .where('chat', '=', from.chat)
    .execute()
}

/** 144 random bits need no salt and no slow digest. */
const hashOf = (token: FeedToken): string => createHash('sha256').update(token).digest('hex')
