import type { MatterEffect } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { inChunks } from '../chunks.js'
import { dropUntold } from './ledger.js'
import { endStandInsOf } from './stand-ins.js'
import type { Trx } from '../transaction.js'
import { deleteWatches } from './watches.js'

export type Ended = Extract<MatterEffect, { kind: 'watch-ended' }>

/** Chats watch these no more, many in one statement: an import that is taken back brought a thousand. */
export async function endWatches(trx: Trx, all: readonly Ended[], now: Instant): Promise<void> {
  for (const { chat, matters } of byChat(all))
    for (const some of inChunks(matters)) await endWatchesOf(trx, { chat, matters: some }, now)
}

interface OfChat {
  readonly chat: ChatRef
  readonly matters: readonly MatterId[]
}

function byChat(all: readonly Ended[]): readonly OfChat[] {
  const chats = new Map(all.map(({ chat }) => [idOf(chat), chat]))
  return [...chats].map(([id, chat]) => ({
    chat,
    matters: all.filter((one) => idOf(one.chat) === id).map(({ matter }) => matter),
  }))
}

const idOf = ({ channel, chat }: ChatRef): string => `${channel} ${chat}`

async function endWatchesOf(trx: Trx, ended: OfChat, now: Instant): Promise<void> {
  await deleteWatches(trx, ended, now)
  await dropUntold(trx, ended, now)
  await endStandInsOf(trx, ended, now)
}
