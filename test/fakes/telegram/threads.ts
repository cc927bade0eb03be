import type { Message } from 'grammy/types'
import type { ChatState } from './world.js'

type Place = Pick<Message, 'message_thread_id' | 'is_topic_message' | 'reply_to_message'>

/** Which thread a message belongs to and what it visibly replies to, by what its sender named of both. */
export function placeOf(state: ChatState, thread: number | undefined, reply: Message | undefined): Place {
  return {
    ...(state.wire.is_forum === true ? topicOf(thread, reply) : discussionOf(state, reply)),
    ...replyIn(state, thread, reply),
  }
}

/** A reply stays in the topic of what it replies to. */
function topicOf(thread: number | undefined, reply: Message | undefined): Place {
  const id = thread ?? (reply?.is_topic_message === true ? reply.message_thread_id : undefined)
  return id === undefined ? {} : { message_thread_id: id, is_topic_message: true }
}

/** Supergroups without topics number their reply threads, too. Such a number cannot be sent to. */
function discussionOf(state: ChatState, reply: Message | undefined): Place {
  if (state.wire.type !== 'supergroup' || reply === undefined) return {}
  return { message_thread_id: reply.message_thread_id ?? reply.message_id }
}

/** In a topic, what replies to nothing replies to the message that opened the topic. */
function replyIn(state: ChatState, thread: number | undefined, reply: Message | undefined): Place {
  const to = reply ?? (thread === undefined ? undefined : state.messages.get(thread)?.wire)
  if (to === undefined) return {}
  const shown = { ...to }
  delete shown.reply_to_message
  return isFlat(shown) ? { reply_to_message: shown } : {}
}

/** What is replied to is shown without what it replied to itself. */
const isFlat = (message: Message): message is NonNullable<Message['reply_to_message']> =>
  message.reply_to_message === undefined
