import type { Message } from 'grammy/types'
import * as z from 'zod'
import type { Payload } from './bot-api.js'
import { assertMarkup, assertText, entities } from './limits.js'
import { chatToWriteIn } from './reach.js'
import { against } from './refusal.js'
import { post, target } from './sending.js'
import type { ChatState, World } from './world.js'

const captioned = target.extend({ caption: z.string().optional(), caption_entities: entities })
const file = z.union([z.instanceof(File), z.string()])
const documentMessage = captioned.extend({ document: file })
const photoMessage = captioned.extend({ photo: file })

export async function sendDocument(world: World, payload: Payload): Promise<Message> {
  const asked = documentMessage.parse(payload)
  const state = chatFor(world, asked, 'documents')
  const { name, bytes } = await uploaded(asked.document)
  const document = { ...idOf(state, 'document'), file_name: name, file_size: bytes.length }
  return post(world, { state, ...asked, bytes }, { document, ...captionOf(asked) })
}

/** A photo is a picture of at most 10 MB, 10,000 in width and height together, and not twenty times as long as wide. */
export async function sendPhoto(world: World, payload: Payload): Promise<Message> {
  const asked = photoMessage.parse(payload)
  const state = chatFor(world, asked, 'photos')
  const { bytes } = await uploaded(asked.photo)
  const { width, height } = sizeOf(bytes)
  if (bytes.length > 10_000_000) throw against(`a photo of ${bytes.length} bytes`, 'file is too big')
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
    throw against(`a photo of ${width} × ${height}`, 'PHOTO_INVALID_DIMENSIONS')
  const photo = [{ ...idOf(state, 'photo'), width, height, file_size: bytes.length }]
  return post(world, { state, ...asked, bytes }, { photo, ...captionOf(asked) })
}

function chatFor(world: World, asked: z.output<typeof captioned>, what: string): ChatState {
  assertText(asked.caption ?? '', asked.caption_entities ?? [], 1024)
  assertMarkup(asked.reply_markup)
  return chatToWriteIn(world, asked.chat_id, what)
}

async function uploaded(
  asked: File | string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  if (typeof asked === 'string') throw against('a file by id or address is not modelled here')
  const bytes = new Uint8Array(await asked.arrayBuffer())
  if (bytes.length === 0) throw against('an empty file', 'file must be non-empty')
  return { name: asked.name, bytes }
}

/** Of a PNG, the only kind of picture that is modelled. */
function sizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const head = new DataView(bytes.buffer)
  if (bytes.length < 24 || head.getUint32(0) !== 0x89504e47) throw against('no PNG', 'IMAGE_PROCESS_FAILED')
  return { width: head.getUint32(16), height: head.getUint32(20) }
}

const idOf = ({ nextMessage }: ChatState, sort: string) => ({
  file_id: `${sort}-${nextMessage}`,
  file_unique_id: `${sort[0] ?? ''}${nextMessage}`,
})

const captionOf = ({ caption, caption_entities }: z.output<typeof captioned>) => ({
  ...(caption !== undefined && { caption }),
  ...(caption_entities && { caption_entities }),
})
