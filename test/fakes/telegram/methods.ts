import { getChat, getChatAdministrators, getChatMember, getChatMemberCount, leaveChat } from './asking.js'
import { faultsOf, isMethod, type Payload } from './bot-api.js'
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands.js'
import { deleteMessage, editMessageReplyMarkup, editMessageText } from './editing.js'
import { answerCallbackQuery, sendChatAction } from './pressing.js'
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './receiving.js'
import { against, Refusal } from './refusal.js'
import { sendMessage } from './sending.js'
import { sendDocument, sendPhoto } from './sending-files.js'
import { getFile } from './files.js'
import type { World } from './world.js'

type Method = (world: World, payload: Payload, gone: AbortSignal) => unknown

const methods: Readonly<Record<string, Method>> = {
  getMe: (world) => world.me,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendPhoto,
  sendDocument,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  sendChatAction,
  answerCallbackQuery,
  getFile,
  getChat,
  getChatMember,
  getChatAdministrators,
  getChatMemberCount,
  leaveChat,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
}

interface Call {
  readonly method: string
  readonly payload: Payload
}

/** The result of one call, or its promise. Throws or rejects with a `Refusal`. */
export function resultOf(world: World, { method, payload }: Call, gone: AbortSignal): unknown {
  const found = methods[method]
  if (found === undefined || !isMethod(method))
    throw new Refusal(404, 'Not Found', { broken: 'no such method' })
  const faults = faultsOf(method, payload)
  if (faults.length > 0) throw against(faults.join('; '))
  if ('parse_mode' in payload) throw against('parse_mode is not modelled here: send entities')
  return found(world, payload, gone)
}
