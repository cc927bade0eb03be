import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { BytesOf } from '../../ports-channel.js'
import type { Transcript } from '../../ports.js'
import { attachmentIn, type Attachment } from '../../reply/attachment.js'
import { messageId, type MessageId } from '../../values/ids.js'
import { knownSession } from './session.js'

export interface AttachmentParts {
  readonly transcript: Transcript
  readonly bytesOf: BytesOf
}

const folder = '/attachments/'
export const attachmentsRoute = `${folder}:line`

/** Where the browser finds what a line of the transcript holds. The address is no secret: it opens in its own chat only. */
export const attachmentAddress = (line: MessageId): string => `${folder}${encodeURIComponent(line)}`

/** A line of another chat is answered like one that never was. */
export async function showAttachment(
  c: Context,
  { transcript, bytesOf }: AttachmentParts,
): Promise<Response> {
  const session = knownSession(c)
  const name = messageId(c.req.param('line') ?? '')
  const line = session === undefined ? undefined : await transcript.line(session.chat, name)
  const found = line === undefined ? undefined : attachmentIn(line.body)
  if (found === undefined) return c.text('没有这个文件。', 404)
  // A browser may keep it, but asks each time: under another cookie the same address is another chat's.
  c.header('Cache-Control', 'private, no-cache')
  const tag = tagOf(found)
  c.header('ETag', tag)
  if (c.req.header('if-none-match') === tag) return c.body(null, 304)
  c.header('Content-Type', contentTypes[found.kind])
  if (found.kind !== 'picture') c.header('Content-Disposition', downloadOf(found))
  // A copy of its own: a response takes no view of a larger buffer.
  return c.body(new Uint8Array(await bytesOf(found)))
}

const contentTypes: Readonly<Record<Attachment['kind'], string>> = {
  picture: 'image/png',
  print: 'application/pdf',
  file: 'application/octet-stream',
}

const downloadOf = ({ name }: Attachment): string => `attachment; filename*=UTF-8''${percentEncoded(name)}`

const tagOf = (one: Attachment): string =>
  `"${createHash('sha256').update(JSON.stringify(one)).digest('base64url').slice(0, 22)}"`

/** As RFC 8187 wants it: encodeURIComponent leaves some characters that end a value there. */
const percentEncoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
