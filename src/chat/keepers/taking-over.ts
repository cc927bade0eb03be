import type { Watched } from '../../deadlines/watch.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import { sameChat, type ChatRef } from '../../values/ids.js'
import type { Decision, Effect, Said } from '../decision.js'
import type { Turn } from '../turn.js'
import { backElsewhereReply, tookOverReply } from '../say/taking-over.js'
import { chatOf, stepped } from '../matters/watching.js'

/** Whoever was told that a chat is closed hears of its deadlines until it takes something again. */
export function takenOver(
  { for: other, matters, since }: Extract<DeadlinePress, { kind: 'take-over' }>,
  turn: Turn,
): Decision {
  const by = turn.arrival.from.name ?? ''
  const standIn = { chat: chatOf(turn), for: other, when: { kind: 'closed' as const, since }, by }
  return stepped(tookOverReply(matters.length), turn, {
    effects: matters.map((matter): Effect => ({ kind: 'stood-in', matter, standIn })),
  })
}

/** Who took over from a chat that is back has nothing more to do with its deadlines. */
export function givenBack(
  watched: readonly Watched[],
  back: ChatRef,
): Pick<Decision, 'messages' | 'effects'> {
  const over = watched.flatMap(({ matter, standIns = [] }) =>
    standIns
      .filter((one) => one.when.kind === 'closed' && sameChat(one.for, back))
      .map(({ chat }) => ({ matter: matter.id, chat })),
  )
  const chats = new Map(over.map(({ chat }) => [`${chat.channel} ${chat.chat}`, chat]))
  return {
    messages: [...chats.values()].map((chat): Said => ({ reply: backElsewhereReply, to: chat })),
    effects: over.map((one): Effect => ({ kind: 'stood-down', ...one, when: 'closed' })),
  }
}
