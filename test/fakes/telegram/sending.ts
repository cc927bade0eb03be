import type { Message, MessageEntity } from 'grammy/types'
import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { assertMarkup, assertText, entities, replyMarkup, rowsOf, type Markup } from './limits.js'
import { chatToWriteIn, threadIn } from './reach.js'
import { against, badRequest } from './refusal.js'
import { placeOf } from './threads.js'
import { keep, unixTime, type ChatState, type World } from './world.js'

/** Where a message goes, and what stands under it. */
export const target = z.object({
  chat_id: z.union([z.number(), z.string()]),
  message_thread_id: z.number().optional(),
  reply_parameters: z
    .object({
      message_id: z.number(),
      chat_id: z.union([z.number(), z.string()]).optional(),
      allow_sending_without_reply: z.boolean().optional(),
    })
    .optional(),
  reply_markup: replyMarkup,
})

const textMessage = target.extend({ text: z.string(), entities })

export function sendMessage(world: World, payload: Payload): Message {
  const asked = textMessage.parse(payload)
  assertFullText(asked.text, asked.entities ?? [])
  assertMarkup(asked.reply_markup)
  const state = chatToWriteIn(world, asked.chat_id)
  const { text, entities: marks } = asked
  return post(world, { state, ...asked }, { text, ...(marks && { entities: marks }) })
}

/** A text that stands alone must say something. */
export function assertFullText(text: string, marks: readonly MessageEntity[]): void {
  if (text.trim() === '') throw against('empty text', 'message text is empty')
  assertText(text, marks, 4096)
}

/** Only buttons under the message stay with it. */
export function keyboardOf(markup: Markup | undefined): Pick<Message, 'reply_markup'> {
  const rows = rowsOf(markup)
  return rows.length === 0 ? {} : { reply_markup: { inline_keyboard: rows } }
}

interface Parcel extends z.output<typeof target> {
  readonly state: ChatState
  readonly bytes?: Uint8Array
}

export function post(world: World, parcel: Parcel, content: Partial<Message>): Message {
  const { state, reply_parameters, message_thread_id, reply_markup, bytes } = parcel
  const reply = repliedTo(state, reply_parameters)
  const thread = threadIn(state, message_thread_id)
  const message = {
    from: world.user,
    date: unixTime(world.now()),
    ...placeOf(state, thread, reply),
    ...content,
    ...keyboardOf(reply_markup),
  }
  const { wire } = keep(state, message, bytes)
  world.changes.tell()
  return wire
}

function repliedTo(
  state: ChatState,
  asked: z.output<typeof target>['reply_parameters'],
): Message | undefined {
  if (asked === undefined) return undefined
  if (asked.chat_id !== undefined && asked.chat_id !== state.wire.id)
    throw against('a reply to another chat is not modelled here')
  const found = state.messages.get(asked.message_id)?.wire
  if (found === undefined && asked.allow_sending_without_reply !== true)
    throw badRequest('message to be replied not found')
  return found
}
