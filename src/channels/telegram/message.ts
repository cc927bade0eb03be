import * as z from 'zod'
import type { Json } from '../../ports-sending.js'

const span = { offset: z.int(), length: z.int() }

/** Offsets and lengths count UTF-16 units, as JavaScript does. */
const entity = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bold'), ...span }),
  z.object({ type: z.literal('text_link'), ...span, url: z.string() }),
  z.object({ type: z.literal('text_mention'), ...span, user: z.object({ id: z.int() }) }),
])
export type Entity = z.infer<typeof entity>

const button = z.object({
  text: z.string(),
  callback_data: z.string(),
  style: z.enum(['primary', 'danger']).exactOptional(),
})
export type InlineButton = z.infer<typeof button>

const telegramMessage = z.object({
  text: z.string(),
  entities: z.array(entity),
  keyboard: z.array(z.array(button)),
})

/** One message as the outbox keeps it: text, what stands out in it, and its buttons. */
export type TelegramMessage = z.infer<typeof telegramMessage>

/** The message a call holds; undefined if it was made by another channel or an older version. */
export function messageIn(call: Json): TelegramMessage | undefined {
  return telegramMessage.safeParse(call).data
}

/** With `note` in front; what stood out still does. */
export function beginningWith(note: string, { text, entities, keyboard }: TelegramMessage): TelegramMessage {
  return {
    text: `${note}${text}`,
    entities: entities.map((one) => ({ ...one, offset: one.offset + note.length })),
    keyboard,
  }
}
