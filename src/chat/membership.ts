import { isClosed } from '../deadlines/log.js'
import type { Arrival, ChatClosed } from './arrival.js'
import { nothing, offering, type Decision, type Said } from './decision.js'
import type { Turn } from './turn.js'
import { duesAhead } from './lists/listing.js'
import { introReply, startReply } from './say/help.js'
import { backReply } from './say/taking-over.js'
import { chatClosedReply } from './say/trouble.js'
import { givenBack } from './keepers/taking-over.js'
import { watchedIn } from './matters/watching.js'
import { sameChat, type ChatRef } from '../values/ids.js'

/** The bot may speak in a chat from now on: it says what it goes on with, and introduces itself to who does not know it. */
export function joined(turn: Turn): Decision {
  const greeted = turn.known.chat?.introduced === true ? nothing(turn) : introduced(turn)
  const back = cameBack(turn)
  return {
    ...greeted,
    messages: [...greeted.messages, ...back.messages],
    effects: [...greeted.effects, ...back.effects],
  }
}

/** Once, however often it is removed and added again. */
function introduced({ arrival, known }: Turn): Decision {
  const { knowledge, flows, place, session } = known
  const reply =
    arrival.chat.kind === 'group' ? introReply(place) : startReply(knowledge, flows, arrival.chat, place)
  return {
    messages: [{ reply }],
    session: offering(reply, session),
    effects: [{ kind: 'introduced', chat: refOf(arrival) }],
  }
}

/** Whoever speaks to it in a chat that was closed shows that it is open: not every platform tells of that. */
export function welcomedBack(decision: Decision, turn: Turn): Decision {
  const { closedAt } = turn.known.chat ?? {}
  // What was said before it closed had only waited its turn.
  if (closedAt === undefined || turn.arrival.at < closedAt) return decision
  const back = cameBack(turn)
  return {
    ...decision,
    messages: [...decision.messages, ...back.messages],
    effects: [...decision.effects, ...back.effects],
  }
}

/** Only where the chat was closed to it, and something is watched there. */
function cameBack(turn: Turn): Pick<Decision, 'messages' | 'effects'> {
  const { known, now } = turn
  const open = watchedIn(turn).filter(({ matter }) => !isClosed(matter))
  if (known.chat === undefined || known.chat.state === 'live' || open.length === 0)
    return { messages: [], effects: [] }
  const given = givenBack(watchedIn(turn), refOf(turn.arrival))
  const [next] = duesAhead(open, turn)
  return {
    messages: [{ reply: backReply(open.length, next, now.today), forAll: true }, ...given.messages],
    effects: given.effects,
  }
}

/** Nothing is said there any more. Of a group somebody has to know: its members cannot tell us. */
export function left(why: ChatClosed, turn: Turn): Decision {
  const { arrival, known } = turn
  const chat = refOf(turn.arrival)
  const knownAlready = known.chat !== undefined && known.chat.state !== 'live'
  const alarming = arrival.chat.kind === 'group' && !knownAlready
  return {
    ...nothing(turn),
    messages: alarming ? known.operators.flatMap((to) => alarm(to, chat, why)) : [],
    effects: [{ kind: 'chat-closed', chat, why }],
  }
}

export function migrated(to: string, turn: Turn): Decision {
  return { ...nothing(turn), effects: [{ kind: 'chat-moved', chat: refOf(turn.arrival), to }] }
}

function alarm(to: ChatRef, closed: ChatRef, why: ChatClosed): readonly Said[] {
  return sameChat(to, closed) ? [] : [{ to, reply: chatClosedReply(closed, why) }]
}

const refOf = ({ chat: { channel, chat } }: Arrival): ChatRef => ({ channel, chat })
