import { refused, type ApiAnswer, type ApiCall } from './calls.js'
import type { World } from './world.js'

/** The file of a message in a chat where the bot is. */
export function answerResources(world: World, call: ApiCall): ApiAnswer | undefined {
  if (call.operation !== 'resource') return undefined
  const [id = '', , key = ''] = call.target.split('/')
  const message = world.messages.get(id)
  if (call.query.get('type') !== 'file') return refused(234001, 'Invalid request param.')
  if (message === undefined || !message.content.includes(key)) return refused(234003, 'File not in msg.')
  if (message.gone !== undefined) return refused(230110, 'The message has been deleted.')
  if (world.chats.get(message.chatId)?.botIn !== true) return refused(234004, 'App is not in chat.')
  const bytes = world.files.get(key)
  if (bytes === undefined) return refused(234003, 'File not in msg.')
  return { status: 200, body: { code: 0 }, file: bytes }
}
