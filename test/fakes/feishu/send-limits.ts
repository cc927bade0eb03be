import { refused, type ApiAnswer } from './calls.js'
import { nowIn, type ChatState, type MessageState, type World } from './world.js'

const second = 1000
const day = 86_400_000
/** A text or post is edited at most 20 times (from memory of the reference page). */
const editsOfText = 20

/** Why this chat takes nothing from the bot now. */
export function refusalToSend(world: World, chat: ChatState): ApiAnswer | undefined {
  if (!world.botAbility) return refused(230006, 'Bot ability is not activated.')
  if (chat.disbanded)
    return refused(232009, 'Your request specifies a chat which has already been dissolved.')
  if (!chat.botIn) return refused(230002, 'The bot can not be outside the group.')
  if (chat.kind === 'p2p' && [...chat.members.keys()].some((openId) => world.unavailable.has(openId)))
    return refused(230013, 'Bot has NO availability to this user.')
  if (chat.muted) return refused(230018, 'These operations are NOT allowed at current group settings.')
  return tooOften(world, chat)
}

export function refusalToEdit(world: World, message: MessageState): ApiAnswer | undefined {
  if (message.gone === 'recalled') return refused(230011, 'The message was withdrawn.')
  if (message.gone === 'deleted') return refused(231003, 'The message was deleted.')
  if (nowIn(world) - message.createdAt > 14 * day)
    return refused(230031, 'The message exceeds the time limit of modification.')
  if (message.kind !== 'interactive' && message.edits >= editsOfText)
    return refused(230072, 'The message has reached the number of times it can be edited.')
  const chat = world.chats.get(message.chatId)
  return chat === undefined ? undefined : refusalToSend(world, chat)
}

function tooOften(world: World, chat: ChatState): ApiAnswer | undefined {
  const since = nowIn(world) - second
  const lately = chat.sentAt.filter((at) => at > since).length
  return lately >= (world.options.chatQps ?? Infinity)
    ? refused(230020, 'This operation triggers the frequency limit.')
    : undefined
}
