import type { MatterEffect } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import { inChunks } from '../chunks.js'
import { toJson } from '../column-text.js'
import type { Trx } from '../transaction.js'

export type Registered = Extract<MatterEffect, { kind: 'matter-registered' }>

/**
 * New matters and the chats that watch them, many in one statement: a table brings a thousand. One whose id is known
 * already is a fault of ours: the key refuses it.
 */
export async function insertRegistered(trx: Trx, all: readonly Registered[], now: Instant): Promise<void> {
  for (const some of inChunks(all)) {
    await trx
      .insertInto('matters')
      // The second revision: it is there, and it is watched.
      .values(some.map(({ matter }) => ({ id: matter.id, body: toJson(matter), revision: 2, wake_at: now })))
      .execute()
    await trx
      .insertInto('watches')
      .values(some.map((one) => watchOf(one, now)))
      .execute()
  }
}

function watchOf({ matter, chat: { channel, chat } }: Registered, since: Instant) {
  return { matter: matter.id, channel, chat, keepers: toJson([]), ladders: toJson({}), since }
}
