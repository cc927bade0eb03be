import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { chatToWriteIn, threadIn } from './reach.js'
import { against, badRequest } from './refusal.js'
import type { World } from './world.js'

const answer = z.object({
  callback_query_id: z.string(),
  text: z.string().default(''),
  show_alert: z.boolean().default(false),
})

/** For how long a press waits for its answer. */
const patienceMs = 30_000

export function answerCallbackQuery(world: World, payload: Payload): true {
  const asked = answer.parse(payload)
  if (asked.text.length > 200) throw against(`toast of ${asked.text.length} of 200`, 'MESSAGE_TOO_LONG')
  const query = world.queries.get(asked.callback_query_id)
  if (query === undefined || query.over || world.now().getTime() - query.at.getTime() > patienceMs)
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  query.over = true
  world.toasts.push({ query: asked.callback_query_id, text: asked.text, alert: asked.show_alert })
  world.changes.tell()
  return true
}

const action = z.object({
  chat_id: z.union([z.number(), z.string()]),
  message_thread_id: z.number().optional(),
  action: z.string(),
})

const actions = [
  ...['typing', 'upload_photo', 'record_video', 'upload_video', 'record_voice', 'upload_voice'],
  ...['upload_document', 'choose_sticker', 'find_location', 'record_video_note', 'upload_video_note'],
]

export function sendChatAction(world: World, payload: Payload): true {
  const asked = action.parse(payload)
  if (!actions.includes(asked.action))
    throw against(`action ${asked.action}`, 'wrong parameter action in request')
  threadIn(chatToWriteIn(world, asked.chat_id), asked.message_thread_id)
  return true
}
