import type { Api } from 'grammy'
import type { Clock, Send, SendOutcome } from '../../ports.js'
import { instant } from '../../values/civil-date.js'
import { messageId, type MessageId, type ThreadId } from '../../values/ids.js'
import { called, type Called } from './calls.js'
import type { Pace } from './limits.js'
import { beginningWith, messageIn, type TelegramMessage } from './message.js'
import { isAboutEntities, isUnchanged, outcomeOf, topicTrouble } from './outcome.js'

export interface SendingParts {
  readonly api: Api
  readonly clock: Clock
  readonly pace: Pace
}

/** Said in front of a message that may stand in the chat already. */
const repeatMark = '（重发）'

/** Sends or edits one message and says what became of it. Telegram drops no repeats, so a doubtful one is marked. */
export async function send(sending: Send, parts: SendingParts): Promise<SendOutcome> {
  const message = messageIn(sending.call)
  if (message === undefined) return { kind: 'refused', why: 'the call is no message of the telegram channel' }
  if (sending.edits !== undefined)
    return edit(
      sending,
      sending.edits,
      sending.repeated ? beginningWith(repeatMark, message) : message,
      parts,
    )
  return sending.repeated ? postAgain(sending, message, parts) : post(sending, message, parts)
}

/** Only over a line that answers: on one that swallows the answers every attempt would leave a copy. */
async function postAgain(sending: Send, message: TelegramMessage, parts: SendingParts): Promise<SendOutcome> {
  const line = await called(parts.api.getMe())
  return line.kind === 'done'
    ? post(sending, beginningWith(repeatMark, message), parts)
    : notYet(parts, 'the line does not answer')
}

function notYet({ clock, pace }: SendingParts, why: string): SendOutcome {
  return { kind: 'not-before', at: instant(clock.now() + pace.sendAgainMs), why }
}

async function post(sending: Send, message: TelegramMessage, parts: SendingParts): Promise<SendOutcome> {
  const { to, thread, replyTo } = sending
  const first = await posted({ chat: to.chat, thread, replyTo }, message, parts)
  const trouble = first.kind === 'no' ? topicTrouble(first) : undefined
  // What is replied to went with the topic.
  const last =
    trouble === undefined
      ? first
      : await posted({ chat: to.chat }, beginningWith(`${trouble}\n`, message), parts)
  return last.kind === 'done'
    ? { kind: 'sent', message: messageId(String(last.value.message_id)) }
    : outcomeOf(last, sentWith(sending, parts))
}

interface Target {
  readonly chat: string
  readonly thread?: ThreadId | undefined
  readonly replyTo?: MessageId | undefined
}

function posted(
  { chat, thread, replyTo }: Target,
  message: TelegramMessage,
  { api }: SendingParts,
): Promise<Called<{ readonly message_id: number }>> {
  return plainAtWorst(message, ({ text, ...other }) =>
    called(
      api.sendMessage(chat, text, {
        ...other,
        ...(thread !== undefined && { message_thread_id: Number(thread) }),
        ...(replyTo !== undefined && {
          reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true },
        }),
      }),
    ),
  )
}

/** Marked only if what it edits is: a second edit shows nothing new. */
async function edit(
  sending: Send,
  edits: MessageId,
  message: TelegramMessage,
  parts: SendingParts,
): Promise<SendOutcome> {
  const edited = await plainAtWorst(message, ({ text, ...other }) =>
    called<unknown>(parts.api.editMessageText(sending.to.chat, Number(edits), text, other)),
  )
  if (edited.kind === 'done' || (edited.kind === 'no' && isUnchanged(edited)))
    return { kind: 'sent', message: edits }
  return outcomeOf(edited, sentWith(sending, parts))
}

type Body = ReturnType<typeof bodyOf>

/** Entities that Telegram does not take are a bug, but the words are still worth having. */
async function plainAtWorst<T>(
  message: TelegramMessage,
  call: (body: Body) => Promise<Called<T>>,
): Promise<Called<T>> {
  const first = await call(bodyOf(message))
  return first.kind === 'no' && isAboutEntities(first) ? call(bodyOf({ ...message, entities: [] })) : first
}

function bodyOf({ text, entities, keyboard }: TelegramMessage) {
  return {
    text,
    entities: entities.map((one) =>
      one.type === 'text_mention' ? { ...one, user: { ...one.user, is_bot: false, first_name: '' } } : one,
    ),
    link_preview_options: { is_disabled: true },
    // An edit without it would take the buttons away, and so it should when there are none any more.
    ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
  }
}

function sentWith({ to, edits, queuedAt }: Send, { clock, pace }: SendingParts) {
  return { edit: edits !== undefined, alone: !to.chat.startsWith('-'), at: clock.now(), queuedAt, pace }
}
