import type { Call, Send, SendOutcome } from '../../ports-sending.js'
import type { Clock, Transcript } from '../../ports.js'
import { attachmentIn } from '../../reply/attachment.js'
import type { Bells } from './bells.js'
import { isMessage, type WebAttachment, type WebMessage } from './body.js'

export interface SendingParts {
  readonly transcript: Transcript
  readonly clock: Clock
  readonly bells: Bells
}

/**
 * Sending on the web is writing the line that the page reads. The send's key makes a second attempt find the first one's
 * line, so `repeated` needs no mark here.
 */
export async function send(sending: Send, parts: SendingParts): Promise<SendOutcome> {
  const body = bodyOf(sending.call)
  if (body === undefined) return { kind: 'refused', why: 'the call is no message of the web channel' }
  const outcome = await written(sending, body, parts)
  parts.bells.ring(sending.to.chat)
  return outcome
}

function bodyOf(call: Call): WebMessage | WebAttachment | undefined {
  if (isMessage(call)) return call
  const attachment = attachmentIn(call)
  return attachment === undefined ? undefined : { kind: 'attached', attachment }
}

async function written(
  sending: Send,
  body: WebMessage | WebAttachment,
  { transcript, clock }: SendingParts,
): Promise<SendOutcome> {
  const { to, key, edits } = sending
  if (edits === undefined) {
    return { kind: 'sent', message: await transcript.append({ chat: to, key, by: 'bot', body }, clock.now()) }
  }
  const found = await transcript.replace(to, edits, body, clock.now())
  return found ? { kind: 'sent', message: edits } : { kind: 'cannot-edit', why: 'the chat has no such line' }
}
