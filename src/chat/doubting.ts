import type { DoubtsPress } from '../reply/deadline-press.js'
import { sameChat } from '../values/ids.js'
import { nothing, type Decision, type Said, type Turn } from './decision.js'
import { doubtsSettledReply, doubtsSettledText, notAnOperatorText } from './say/doubts.js'
import { chatOf } from './watching.js'

/** What an operator found out about reminders in doubt. The first press counts, and stands on the cards of all of them. */
export function doubtsSettled(press: DoubtsPress, turn: Turn): Decision {
  const { operators, press: found } = turn.known
  const here = chatOf(turn)
  if (!operators.some((chat) => sameChat(chat, here))) return { ...nothing(turn), toast: notAnOperatorText }
  const { from, until, as } = press
  const reply = doubtsSettledReply(press, turn.arrival.from.name ?? '')
  const card = found?.card
  const messages: readonly Said[] =
    card === undefined ? [{ reply }] : operators.map((to) => ({ reply, card, to }))
  return {
    ...nothing(turn),
    toast: doubtsSettledText(as),
    messages,
    effects: [{ kind: 'doubts-settled', from, until, as }],
  }
}
