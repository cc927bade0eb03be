import type { Api } from 'grammy'
import type { Clock } from '../../ports.js'
import type { BytesOf } from '../../ports-channel.js'
import type { Send, SendOutcome } from '../../ports-sending.js'
import { instant } from '../../values/civil-date.js'
import { messageId, type MessageId, type ThreadId } from '../../values/ids.js'
import { called, type Called } from './calls.js'
import type { Pace } from './limits.js'
import { outcomeOf, topicTrouble } from './outcome.js'

export interface SendingParts {
  readonly api: Api
  /** The same with more time: what is uploaded is large. */
  readonly uploading: Api
  readonly clock: Clock
  readonly pace: Pace
  readonly bytesOf: BytesOf
}

/** Said in front of a message that may stand in the chat already. */
export const repeatMark = '（重发）'

export interface Target {
  readonly chat: string
  readonly thread?: ThreadId | undefined
  readonly replyTo?: MessageId | undefined
}

/** One message to one place, with these words before its own. */
export type Posting = (target: Target, before: string) => Promise<Called<{ readonly message_id: number }>>

/** Telegram drops no repeats, so a doubtful message is marked. */
export function post(sending: Send, posting: Posting, parts: SendingParts): Promise<SendOutcome> {
  return sending.repeated ? postAgain(sending, posting, parts) : postOnce(sending, posting, parts)
}

/** Only over a line that answers: on one that swallows the answers every attempt would leave a copy. */
async function postAgain(sending: Send, posting: Posting, parts: SendingParts): Promise<SendOutcome> {
  const line = await called(parts.api.getMe())
  return line.kind === 'done'
    ? postOnce(sending, (target, before) => posting(target, `${before}${repeatMark}`), parts)
    : notYet(parts, 'the line does not answer')
}

function notYet({ clock, pace }: SendingParts, why: string): SendOutcome {
  return { kind: 'not-before', at: instant(clock.now() + pace.sendAgainMs), why }
}

async function postOnce(sending: Send, posting: Posting, parts: SendingParts): Promise<SendOutcome> {
  const { to, thread, replyTo } = sending
  const first = await posting({ chat: to.chat, thread, replyTo }, '')
  const trouble = first.kind === 'no' ? topicTrouble(first) : undefined
  // What is replied to went with the topic.
  const last = trouble === undefined ? first : await posting({ chat: to.chat }, `${trouble}\n`)
  return last.kind === 'done'
    ? { kind: 'sent', message: messageId(String(last.value.message_id)) }
    : outcomeOf(last, sentWith(sending, parts))
}

/** Where in its chat a message belongs. */
export function placeOf({ thread, replyTo }: Target) {
  return {
    ...(thread !== undefined && { message_thread_id: Number(thread) }),
    ...(replyTo !== undefined && {
      reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true },
    }),
  }
}

export function sentWith({ to, edits, queuedAt }: Send, { clock, pace }: SendingParts) {
  return { edit: edits !== undefined, alone: !to.chat.startsWith('-'), at: clock.now(), queuedAt, pace }
}
