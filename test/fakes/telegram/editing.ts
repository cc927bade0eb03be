import type { Message } from 'grammy/types'
import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { assertMarkup, entities, replyMarkup } from './limits.js'
import { botStatus } from './members.js'
import { chatNamed, chatToWriteIn } from './reach.js'
import { against, badRequest } from './refusal.js'
import { assertFullText, keyboardOf } from './sending.js'
import { unixTime, type Kept, type World } from './world.js'

const target = z.object({
  chat_id: z.union([z.number(), z.string()]),
  message_id: z.number(),
  reply_markup: replyMarkup,
})

const newText = target.extend({ text: z.string(), entities })

export function editMessageText(world: World, payload: Payload): Message {
  const asked = parsed(newText, payload)
  assertFullText(asked.text, asked.entities ?? [])
  const kept = ownMessage(world, asked)
  if (kept.wire.text === undefined) throw badRequest('there is no text in the message to edit')
  return changed(world, kept, {
    ...without(kept.wire, ['text', 'entities', 'reply_markup']),
    text: asked.text,
    ...(asked.entities !== undefined && { entities: asked.entities }),
    ...keyboardOf(asked.reply_markup),
  })
}

export function editMessageReplyMarkup(world: World, payload: Payload): Message {
  const asked = parsed(target, payload)
  const kept = ownMessage(world, asked)
  return changed(world, kept, {
    ...without(kept.wire, ['reply_markup']),
    ...keyboardOf(asked.reply_markup),
  })
}

const deletion = z.object({ chat_id: target.shape.chat_id, message_id: z.number() })
const deletableSeconds = 48 * 60 * 60

export function deleteMessage(world: World, payload: Payload): true {
  const asked = deletion.parse(payload)
  const state = chatNamed(world, asked.chat_id)
  const wire = state.messages.get(asked.message_id)?.wire
  if (wire === undefined) throw badRequest('message to delete not found')
  const own = wire.from?.id === world.me.id || state.wire.type === 'private'
  if (!own && botStatus(world, state) !== 'administrator') throw badRequest("message can't be deleted")
  if (unixTime(world.now()) - wire.date > deletableSeconds)
    throw badRequest("message can't be deleted for everyone")
  state.messages.delete(asked.message_id)
  world.changes.tell()
  return true
}

/** What the table leaves open because a message may also be named by an inline id. */
function parsed<T extends typeof target>(schema: T, payload: Payload): z.output<T> {
  const read = schema.safeParse(payload)
  if (!read.success) throw against('only edits by chat_id and message_id are modelled here')
  return read.data
}

function ownMessage(world: World, asked: z.output<typeof target>): Kept {
  assertMarkup(asked.reply_markup)
  const kept = chatToWriteIn(world, asked.chat_id).messages.get(asked.message_id)
  if (kept === undefined) throw badRequest('message to edit not found')
  if (kept.wire.from?.id !== world.me.id) throw badRequest("message can't be edited")
  return kept
}

function changed(world: World, kept: Kept, wire: Message): Message {
  if (shown(wire) === shown(kept.wire))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  kept.wire = { ...wire, edit_date: unixTime(world.now()) }
  kept.edits += 1
  world.changes.tell()
  return kept.wire
}

const shown = ({ text, entities: marks = [], reply_markup }: Message): string =>
  JSON.stringify([text, marks, reply_markup])

function without(wire: Message, names: readonly (keyof Message)[]): Message {
  const copy = { ...wire }
  for (const name of names) Reflect.deleteProperty(copy, name)
  return copy
}
