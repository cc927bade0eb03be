import type {
  ForceReply,
  InlineKeyboardMarkup,
  MessageEntity,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types'
import * as z from 'zod'
import { against } from './refusal.js'

/** The table has looked at the fields already; here only their meaning is judged. */
export const entities = z.array(z.custom<MessageEntity>()).optional()

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply
export const replyMarkup = z.custom<Markup>().optional()

/** The buttons under a message; other keyboards have none. */
export const rowsOf = (markup: Markup | undefined): InlineKeyboardMarkup['inline_keyboard'] =>
  markup !== undefined && 'inline_keyboard' in markup ? markup.inline_keyboard : []

/** Throws a `Refusal` for text (or a caption) that Telegram would not take. */
export function assertText(text: string, marks: readonly MessageEntity[], limit: 4096 | 1024): void {
  const name = limit === 4096 ? 'message' : 'message caption'
  if (/\p{Surrogate}/u.test(text))
    throw against('text with half a surrogate pair', 'strings must be encoded in UTF-8')
  if (text.length > limit)
    throw against(`text of ${text.length} of ${limit} UTF-16 code units`, `${name} is too long`)
  if (marks.length > 100) throw against(`${marks.length} of 100 entities`, 'too many entities')
  for (const mark of marks) assertEntity(text, mark)
}

const marksByServer = ['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number']
const marksByUs = [
  ...['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'blockquote', 'expandable_blockquote'],
  ...['code', 'pre', 'text_link', 'text_mention', 'custom_emoji', 'date_time'],
]

function assertEntity(text: string, mark: MessageEntity): void {
  const { type, offset, length } = mark
  const end = offset + length
  const where = `entity ${type} at ${offset}+${length} of ${text.length}`
  if (![...marksByServer, ...marksByUs].includes(type)) throw against(`${where}: no such type`)
  if (offset < 0 || length < 1 || end > text.length) throw against(`${where}: outside the text`)
  if (splitsPair(text, offset) || splitsPair(text, end)) throw against(`${where}: splits a surrogate pair`)
  if (mark.type === 'text_link' && !isLink(mark.url)) throw against(`${where}: no link`)
}

const splitsPair = (text: string, at: number): boolean => at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff

const isLink = (url: string): boolean => /^(?:https?|tg|mailto|tel):/.test(url) && URL.canParse(url)

const actions = [
  ...['url', 'callback_data', 'web_app', 'login_url', 'switch_inline_query', 'callback_game', 'pay'],
  ...['switch_inline_query_current_chat', 'switch_inline_query_chosen_chat', 'copy_text'],
]

/** Throws a `Refusal` for a keyboard that Telegram would not take. */
export function assertMarkup(given: Markup | undefined): void {
  const buttons = rowsOf(given).flat()
  if (buttons.length > 100) throw against(`${buttons.length} of 100 buttons`, 'REPLY_MARKUP_TOO_LONG')
  for (const button of buttons) {
    const kinds = actions.filter((action) => Object.hasOwn(button, action))
    if (kinds.length !== 1) throw against(`a button with ${kinds.length} actions`, 'BUTTON_TYPE_INVALID')
    if (button.text.trim() === '') throw against('a button without a label', 'BUTTON_TEXT_INVALID')
    if ('url' in button && !isLink(button.url)) throw against('a button with no link', 'BUTTON_URL_INVALID')
    if ('callback_data' in button) assertData(button.callback_data)
  }
}

function assertData(data: string): void {
  const bytes = Buffer.byteLength(data)
  if (bytes < 1 || bytes > 64) throw against(`callback_data of ${bytes} bytes`, 'BUTTON_DATA_INVALID')
}
