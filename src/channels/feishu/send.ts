import * as z from 'zod'
import type { Send, SendOutcome } from '../../ports-sending.js'
import { attachmentIn } from '../../reply/attachment.js'
import type { MessageId } from '../../values/ids.js'
import { cardBeginning, type Card } from './card.js'
import { meaningOf, namesOf, wait } from './errors.js'
import {
  contentOf,
  failedOutcome,
  messagesPath,
  outcomeOf,
  placed,
  repeatMark,
  type Content,
  type SendingParts,
} from './placing.js'
import { isFeishuCall, type FeishuCall } from './render.js'
import { sendAttachment } from './send-attachment.js'

/** Sends one call and says what became of it. */
export async function send(sending: Send, parts: SendingParts): Promise<SendOutcome> {
  return sending.repeated && sending.edits === undefined
    ? sentAgain(sending, parts)
    : sentOnce(sending, parts)
}

/** Only over a line that answers: the platform drops no copies any more, and each attempt may leave one. */
async function sentAgain(sending: Send, parts: SendingParts): Promise<SendOutcome> {
  const line = await parts.client.call(harmlessCall, z.object({}))
  if (line.kind === 'done') return sentOnce(sending, parts)
  return failedOutcome(line, { ...wait, ms: askAgainMs }, sending, parts)
}

const harmlessCall = { method: 'GET', path: '/open-apis/bot/v3/info' } as const
const askAgainMs = 3_000

async function sentOnce(sending: Send, parts: SendingParts): Promise<SendOutcome> {
  const { call, edits } = sending
  const attachment = attachmentIn(call)
  if (attachment !== undefined) return sendAttachment(sending, attachment, parts)
  if (!isFeishuCall(call)) return { kind: 'refused', why: 'the call is no message of the feishu channel' }
  return edits === undefined ? sentFresh(sending, call, parts) : edited(sending, call, edits, parts)
}

async function sentFresh(sending: Send, call: FeishuCall, parts: SendingParts): Promise<SendOutcome> {
  const content: Content = { kind: 'card', card: begun(sending, call.card) }
  const first = await placed(sending, content, parts)
  if (first.kind === 'done' || meaningOf(first).kind !== 'card') return outcomeOf(first, sending, parts)
  parts.log.warn('feishu card refused, said in words', { row: sending.id, why: namesOf(first) })
  const text = sending.repeated ? `${repeatMark}${call.text}` : call.text
  return outcomeOf(await placed(sending, { kind: 'words', text, stand: 'instead' }, parts), sending, parts)
}

const begun = ({ repeated }: Send, card: Card): Card => (repeated ? cardBeginning(repeatMark, card) : card)

async function edited(
  sending: Send,
  { card }: FeishuCall,
  edits: MessageId,
  parts: SendingParts,
): Promise<SendOutcome> {
  const called = await parts.client.call(
    {
      method: 'PATCH',
      path: `${messagesPath}/${encodeURIComponent(edits)}`,
      body: { content: contentOf(begun(sending, card), sending.thread) },
    },
    z.object({}),
  )
  if (called.kind === 'done') return { kind: 'sent', message: edits }
  const meaning = meaningOf(called)
  const fresh = meaning.kind !== 'wait' && meaning.kind !== 'repair' && meaning.kind !== 'chat'
  // Whatever is wrong with editing it, a fresh card may do: words cannot be edited into a card, for one.
  return fresh
    ? { kind: 'cannot-edit', why: namesOf(called) }
    : failedOutcome(called, meaning, sending, parts)
}
