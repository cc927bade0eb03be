import { sameChat, type ChatRef } from '../values/ids.js'
import type { Ladders, Watch, Watched } from './watch.js'

/** How a chat hears of a matter: because it watches it, or because nobody answered where that is done. */
export interface Hearer {
  readonly chat: ChatRef
  /** What differs from the rules' own ladders, the nearest first. */
  readonly ladders: readonly Ladders[]
  /** Absent: it stands in for another chat. */
  readonly watch?: Watch
}

export function hearerIn(chat: ChatRef, { watches, standIns = [] }: Watched): Hearer | undefined {
  const watch = watches.find((one) => sameChat(one.chat, chat))
  if (watch !== undefined) return { chat, ladders: [watch.ladders, watch.settings.ladders], watch }
  const standIn = standIns.find((one) => one.when.kind === 'unanswered' && sameChat(one.chat, chat))
  return standIn && { chat, ladders: [standIn.ladders] }
}
