import * as z from 'zod'
import type { Clock, Log } from '../../ports.js'
import type { BytesOf } from '../../ports-channel.js'
import type { Send, SendOutcome } from '../../ports-sending.js'
import { instant } from '../../values/civil-date.js'
import { messageId, type MessageId } from '../../values/ids.js'
import type { Card } from './card.js'
import { isPerson } from './chats.js'
import type { Called, FeishuClient, Request } from './client.js'
import { meaningOf, namesOf, repairOf, type Meaning } from './errors.js'
import type { Failed } from './failure.js'

export interface SendingParts {
  readonly client: FeishuClient
  readonly clock: Clock
  readonly log: Log
  readonly bytesOf: BytesOf
}

/** What a message begins with that may stand in the chat already. */
export const repeatMark = '（重发）'

/** What is put into a chat. Words stand before an attachment that they mark, or instead of what was not taken. */
export type Content =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'words'; readonly text: string; readonly stand: 'before' | 'instead' }
  | { readonly kind: 'image' | 'file'; readonly key: string }

const sentMessage = z.object({
  data: z.object({ message_id: z.string().min(1), chat_id: z.string().min(1) }),
})
export type Sent = Called<z.output<typeof sentMessage>>

/** Where it belongs; in the chat itself when the message to reply to is gone. */
export async function placed(sending: Send, content: Content, { client }: SendingParts): Promise<Sent> {
  const { to, thread, replyTo } = sending
  const create = (): Promise<Sent> =>
    client.call(creating(to.chat, messageBody(sending, content)), sentMessage)
  if (replyTo === undefined) return create()
  const body = { ...messageBody(sending, content), ...(thread !== undefined && { reply_in_thread: true }) }
  const replied = await client.call(replying(replyTo, body), sentMessage)
  const gone = replied.kind !== 'done' && meaningOf(replied).kind === 'target-gone'
  return gone ? create() : replied
}

type Body = Readonly<Record<string, string | boolean>>

function creating(chat: string, body: Body): Request {
  const query = { receive_id_type: isPerson(chat) ? 'open_id' : 'chat_id' }
  return { method: 'POST', path: messagesPath, query, body: { receive_id: chat, ...body } }
}

function replying(target: MessageId, body: Body): Request {
  return { method: 'POST', path: `${messagesPath}/${encodeURIComponent(target)}/reply`, body }
}

export const messagesPath = '/open-apis/im/v1/messages'

const wordsMarks = { instead: '-t', before: '-m' } as const

/** The platform drops a second message under one uuid: every attempt at a row has the same, and words beside it another. */
function messageBody({ key, queuedAt, thread }: Send, content: Content): Body {
  const uuid = `${key}-${queuedAt}`
  switch (content.kind) {
    case 'card':
      return { msg_type: 'interactive', content: contentOf(content.card, thread), uuid }
    case 'words':
      return {
        msg_type: 'text',
        content: JSON.stringify({ text: content.text }),
        uuid: `${uuid}${wordsMarks[content.stand]}`,
      }
    case 'image':
    case 'file':
      return {
        msg_type: content.kind,
        content: JSON.stringify({ [`${content.kind}_key`]: content.key }),
        uuid,
      }
  }
}

/** A click does not tell in which topic its card stands, so the buttons do. */
export function contentOf(card: Card, thread: Send['thread']): string {
  return JSON.stringify(card, (key, value: unknown) =>
    key === 'value' && thread !== undefined ? Object.assign({ thread }, value) : value,
  )
}

export function outcomeOf(sent: Sent, sending: Send, parts: SendingParts): SendOutcome {
  if (sent.kind !== 'done') return failedOutcome(sent, meaningOf(sent), sending, parts)
  const { message_id: message, chat_id: chat } = sent.body.data
  return { kind: 'sent', message: messageId(message), ...(isPerson(sending.to.chat) && { chat }) }
}

export function failedOutcome(
  failed: Failed,
  meaning: Meaning,
  sending: Send,
  { clock }: SendingParts,
): SendOutcome {
  const why = namesOf(failed)
  const later = (ms: number) =>
    ({ kind: 'not-before', at: instant(clock.now() + ms + jitterOf(sending)), why }) as const
  switch (meaning.kind) {
    case 'wait':
      if (meaning.doubtful !== undefined) return { ...later(outageMs), doubtful: meaning.doubtful }
      return later(meaning.ms ?? (repairOf(failed) === 'network' ? outageMs : pressingMs))
    case 'repair':
      return later(repairMs)
    case 'chat':
      return { kind: 'refused', why, closes: meaning.closes }
    case 'target-gone':
    case 'too-old':
    case 'card':
    case 'message':
      return { kind: 'refused', why }
  }
}

/** A full second frees a chat's limit of 5. */
const pressingMs = 1_000
/** The same uuid makes an early repeat safe. */
const outageMs = 3_000
/** A person has to act first. */
const repairMs = 30_000

/** Spreads what was refused at one moment, by row and up to a second. */
const jitterOf = ({ id }: Send): number => (id * 379) % 1_000
