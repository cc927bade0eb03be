import * as z from 'zod'

/** What the platform pushes, by either way in: version 2 of its events. */
const envelope = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: z.string().min(1),
    event_type: z.string(),
    app_id: z.string(),
    token: z.string().optional(),
    create_time: z.string().optional(),
  }),
  event: z.record(z.string(), z.unknown()),
})

export type Envelope = z.output<typeof envelope>

export function envelopeIn(pushed: unknown): Envelope | undefined {
  return envelope.safeParse(pushed).data
}

/** Of another bot it has no open_id. */
const ids = z.object({ open_id: z.string().optional() }).nullish()

const mention = z.object({ key: z.string(), id: ids, name: z.string().default('') })
export type Mention = z.output<typeof mention>

export const messageEvent = z.object({
  sender: z.object({ sender_id: ids, sender_type: z.string() }),
  message: z.object({
    message_id: z.string().min(1),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    create_time: z.string().optional(),
    // Left out and empty are the same.
    thread_id: z
      .string()
      .transform((id) => id || undefined)
      .optional(),
    parent_id: z.string().optional(),
    content: z.string().default(''),
    mentions: z
      .array(mention)
      .nullish()
      .transform((all) => all ?? []),
  }),
})
export type MessageEvent = z.output<typeof messageEvent>

/** The bot was added or removed, the group dissolved, or a person opened the conversation. */
export const chatEvent = z.object({ chat_id: z.string().min(1), operator_id: ids })

/** What of a group is otherwise now: only what was changed is told. */
export const groupEvent = z.object({
  after_change: z.object({ moderation_permission: z.string().optional() }).nullish(),
})

export const clickEvent = z.object({
  operator: z.object({ open_id: z.string().min(1) }),
  // The value of another's card may be anything.
  action: z.object({ value: z.unknown().optional() }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().min(1) }),
})

/** What our buttons carry. */
export const pressValue = z.object({
  press: z.string().regex(/^[\w-]{1,64}$/),
  /** The topic in which the card stands: a click does not tell. */
  thread: z
    .string()
    .regex(/^omt_\w{1,100}$/)
    .optional(),
})
