import type { StandIn, Watch, Watched } from '../../deadlines/watch.js'
import { sameChat, type ChatRef, type MatterId } from '../../values/ids.js'
import type { Turn } from '../turn.js'
import { chatOf, watchedNamed } from '../matters/watching.js'

/** A matter with how this chat watches it. */
export interface Here {
  readonly watched: Watched
  readonly watch: Watch
}

export function placeOf(id: MatterId, turn: Turn): Here | undefined {
  const watched = watchedNamed(id, turn)
  const watch = watched?.watches.find(({ chat }) => sameChat(chat, chatOf(turn)))
  return watched === undefined || watch === undefined ? undefined : { watched, watch }
}

/** The chats that are told once nobody answers in this one, the nearest first. */
export const elsewhereOf = ({ standIns = [] }: Watched, chat: ChatRef): readonly StandIn[] =>
  standIns.filter((one) => one.when.kind === 'unanswered' && sameChat(one.for, chat))

/** How many are told one after another: persons, then chats. */
export const stepsOf = ({ watched, watch }: Here): number =>
  watch.keepers.length + elsewhereOf(watched, watch.chat).length
