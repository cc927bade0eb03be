import type { ChatClosed } from '../chat/arrival.js'
import { chatClosedReply } from '../chat/say/trouble.js'
import type { Clock, Store } from '../ports.js'
import { sameChat, type ChatRef } from '../values/ids.js'
import { alarms, type OutgoingParts } from './outgoing.js'

export interface ClosingParts extends OutgoingParts {
  readonly store: Store
  readonly clock: Clock
  readonly operators: readonly ChatRef[]
}

/**
 * Ends what a chat that takes nothing more was still to get, and tells the operators, of one chat once a day at most. A
 * person who blocks the bot has said all there is to say: that is only logged.
 */
export async function closeChat(chat: ChatRef, why: ChatClosed, parts: ClosingParts): Promise<void> {
  const now = parts.clock.now()
  const others = parts.operators.filter((one) => !sameChat(one, chat))
  const told = why === 'blocked' ? [] : alarms({ reply: chatClosedReply(chat, why) }, others, parts, now)
  const closed = await parts.store.closeChat(chat, why, told, now)
  if (closed) parts.log.warn('chat closed', { channel: chat.channel, chat: chat.chat, why })
}
