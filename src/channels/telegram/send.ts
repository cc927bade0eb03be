import type { Send, SendOutcome } from '../../ports-sending.js'
import { attachmentIn } from '../../reply/attachment.js'
import type { MessageId } from '../../values/ids.js'
import { called, type Called } from './calls.js'
import { beginningWith, messageIn, type TelegramMessage } from './message.js'
import { isAboutEntities, isUnchanged, outcomeOf } from './outcome.js'
import { placeOf, post, repeatMark, sentWith, type Posting, type SendingParts } from './posting.js'
import { sendAttachment } from './send-attachment.js'

/** Sends or edits one message and says what became of it. */
export async function send(sending: Send, parts: SendingParts): Promise<SendOutcome> {
  const { call, edits, repeated } = sending
  const attachment = attachmentIn(call)
  if (attachment !== undefined)
    return sendAttachment(sending, attachment, { ...parts, words: (text) => postingOf(wordsOf(text), parts) })
  const message = messageIn(call)
  if (message === undefined) return { kind: 'refused', why: 'the call is no message of the telegram channel' }
  if (edits === undefined) return post(sending, postingOf(message, parts), parts)
  return edit(sending, edits, repeated ? beginningWith(repeatMark, message) : message, parts)
}

const wordsOf = (text: string): TelegramMessage => ({ text, entities: [], keyboard: [] })

function postingOf(message: TelegramMessage, { api }: SendingParts): Posting {
  return (target, before) =>
    plainAtWorst(before === '' ? message : beginningWith(before, message), ({ text, ...other }) =>
      called(api.sendMessage(target.chat, text, { ...other, ...placeOf(target) })),
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
