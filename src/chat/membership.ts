import type { ChatClosed } from './arrival.js'
import { nothing, offering, type Decision, type Said, type Turn } from './decision.js'
import { introReply, startReply } from './say/help.js'
import { chatClosedReply } from './say/trouble.js'
import { sameChat, type ChatRef } from '../values/ids.js'

/** The bot may speak in a chat from now on. It introduces itself once, however often it is removed and added again. */
export function joined(turn: Turn): Decision {
  const { arrival, known } = turn
  if (known.chat?.introduced === true) return nothing(turn)
  const { knowledge, place, session } = known
  const reply = arrival.chat.kind === 'group' ? introReply(place) : startReply(knowledge, arrival.chat, place)
  return {
    messages: [{ reply }],
    session: offering(reply, session),
    effects: [{ kind: 'introduced', chat: chatOf(turn) }],
  }
}

/** Nothing is said there any more. Of a group somebody has to know: its members cannot tell us. */
export function left(why: ChatClosed, turn: Turn): Decision {
  const { arrival, known } = turn
  const chat = chatOf(turn)
  const knownAlready = known.chat !== undefined && known.chat.state !== 'live'
  const alarming = arrival.chat.kind === 'group' && !knownAlready
  return {
    ...nothing(turn),
    messages: alarming ? known.operators.flatMap((to) => alarm(to, chat, why)) : [],
    effects: [{ kind: 'chat-closed', chat, why }],
  }
}

export function migrated(to: string, turn: Turn): Decision {
  return { ...nothing(turn), effects: [{ kind: 'chat-moved', chat: chatOf(turn), to }] }
}

function alarm(to: ChatRef, closed: ChatRef, why: ChatClosed): readonly Said[] {
  return sameChat(to, closed) ? [] : [{ to, reply: chatClosedReply(closed, why) }]
}

const chatOf = ({ arrival: { chat } }: Turn): ChatRef => ({ channel: chat.channel, chat: chat.chat })
