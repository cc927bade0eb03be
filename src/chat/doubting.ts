import type { DoubtsPress } from '../reply/deadline-press.js'
import type { Instant } from '../values/civil-date.js'
import { cardKey, sameChat, type CardKey } from '../values/ids.js'
import { nothing, saying, type Decision, type Effect, type Said } from './decision.js'
import type { Turn } from './turn.js'
import { doubtsSettledReply, doubtsSettledText, noDoubtsReply, notAnOperatorText } from './say/doubts.js'
import { said } from './say/trouble.js'
import { chatOf } from './matters/watching.js'

/** What an operator found out about reminders in doubt. The first press counts, and stands on the cards of all of them. */
export function doubtsSettled(press: DoubtsPress, turn: Turn): Decision {
  const { operators, press: found } = turn.known
  const here = chatOf(turn)
  if (!operators.some((chat) => sameChat(chat, here))) return { ...nothing(turn), toast: notAnOperatorText }
  return { ...settled([press], turn, found?.card), toast: doubtsSettledText(press.as) }
}

/** The same in words: of all that is in doubt now. */
export function doubtsSaidOf(as: DoubtsPress['as'], turn: Turn): Decision {
  const { doubts = [], session } = turn.known
  if (doubts.length === 0) return saying(noDoubtsReply, session)
  const presses = doubts.map((one): DoubtsPress => ({ kind: 'doubts', ...one, as }))
  const decision = settled(presses, turn)
  return { ...decision, messages: [...decision.messages, { reply: said(doubtsSettledText(as)) }] }
}

/** On the cards of all operators; `card` where it is not the one that told of it. */
function settled(presses: readonly DoubtsPress[], turn: Turn, card?: CardKey): Decision {
  const name = turn.arrival.from.name ?? ''
  return {
    ...nothing(turn),
    messages: presses.flatMap((press) =>
      turn.known.operators.map((to): Said => {
        return { reply: doubtsSettledReply(press, name), card: card ?? doubtsCard(press.from), to }
      }),
    ),
    effects: presses.map(({ from, until, as }): Effect => ({ kind: 'doubts-settled', from, until, as })),
  }
}

/** Of what ended in doubt from then on: one card in every operators' chat. */
export const doubtsCard = (from: Instant): CardKey => cardKey(`doubts:${from}`)
