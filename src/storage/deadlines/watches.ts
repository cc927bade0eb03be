import type { MatterEffect } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { fromJson, toJson } from '../column-text.js'
import { wakeMatter, wakeMatters, wakeWatchedIn } from './matters.js'
import { appendRecords } from './record.js'
import { canonical } from './record-chain.js'
import type { Trx } from '../transaction.js'

type Changed = Extract<MatterEffect, { kind: 'watch-changed' }>
type Set = Extract<MatterEffect, { kind: 'chat-set' }>

/** A chat that does not watch the matter yet does from now on. */
export async function keepWatch(trx: Trx, { matter, chat: at, watch }: Changed, now: Instant): Promise<void> {
  const { channel, chat } = at
  const known = await trx
    .selectFrom('watches')
    .select(['ladders', 'since'])
    .where('matter', '=', matter)
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst()
  const sameLadder = known !== undefined && isSame(fromJson(known.ladders), watch.ladders)
  const changes = {
    keepers: toJson(watch.keepers),
    ladders: toJson(watch.ladders),
    since: sameLadder ? known.since : now,
  }
  await trx
    .insertInto('watches')
    .values({ matter, channel, chat, ...changes })
    .onConflict((conflict) => conflict.columns(['matter', 'channel', 'chat']).doUpdateSet(changes))
    .execute()
  await wakeMatter(trx, matter, now)
}

const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

export async function deleteWatches(
  trx: Trx,
  { matters, chat: at }: { readonly matters: readonly MatterId[]; readonly chat: ChatRef },
  now: Instant,
): Promise<void> {
  await trx
    .deleteFrom('watches')
    .where('matter', 'in', matters)
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .execute()
  await wakeMatters(trx, matters, now)
}

export async function keepSettings(trx: Trx, { chat: at, settings }: Set, now: Instant): Promise<void> {
  const { channel, chat } = at
  const known = await trx
    .selectFrom('chats')
    .select('settings')
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .executeTakeFirst()
  const before = known?.settings ? fromJson(known.settings).ladders : {}
  const text = toJson(settings)
  await trx
    .insertInto('chats')
    .values({ channel, chat, settings: text })
    .onConflict((conflict) => conflict.columns(['channel', 'chat']).doUpdateSet({ settings: text }))
    .execute()
  if (!isSame(before, settings.ladders)) await beginAnew(trx, at, now)
  await wakeWatchedIn(trx, at, now)
}

/** Another ladder makes up for nothing that it would have said before. */
async function beginAnew(trx: Trx, { channel, chat }: ChatRef, now: Instant): Promise<void> {
  await trx
    .updateTable('watches')
    .set({ since: now })
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .execute()
}

/** A matter that the new chat watches by itself stays as it is there. */
export async function moveWatches(trx: Trx, from: ChatRef, chat: string, now: Instant): Promise<void> {
  await wakeWatchedIn(trx, from, now)
  const moved = await trx
    .updateTable('watches')
    .set({ chat })
    .where('watches.channel', '=', from.channel)
    .where('watches.chat', '=', from.chat)
    .where('watches.matter', 'not in', (eb) =>
      eb
        .selectFrom('watches as there')
        .select('there.matter')
        .where('there.channel', '=', from.channel)
        .where('there.chat', '=', chat),
    )
    .returning('matter')
    .execute()
  await trx.deleteFrom('watches').where('channel', '=', from.channel).where('chat', '=', from.chat).execute()
  const body = { from: { channel: from.channel, chat: from.chat }, to: chat }
  await appendRecords(
    trx,
    moved.map(({ matter }) => ({ matter, kind: 'watch-moved', body })),
    now,
  )
}
