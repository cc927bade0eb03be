import * as z from 'zod'
import type { Send, SendOutcome } from '../../ports-sending.js'
import { insteadText, type Attachment } from '../../reply/attachment.js'
import type { Called } from './client.js'
import { meaningOf, namesOf } from './errors.js'
import type { Failed } from './failure.js'
import { failedOutcome, outcomeOf, placed, repeatMark, type SendingParts } from './placing.js'
import { harmless } from './render.js'

/**
 * Uploads it, then sends what it is known by. Nobody sees an upload, so one that failed is simply done again. Neither a
 * picture nor a file can carry words here: one that may stand there already has its mark on a line before it.
 */
export async function sendAttachment(
  sending: Send,
  attachment: Attachment,
  parts: SendingParts,
): Promise<SendOutcome> {
  const uploaded = await keyOf(attachment, parts)
  if (uploaded.kind !== 'done') return notUploaded(uploaded, attachment, sending, parts)
  if (sending.repeated) {
    const text = harmless(`${repeatMark}下面这个可能已经发过：${attachment.name}`)
    const marked = await placed(sending, { kind: 'words', text, stand: 'before' }, parts)
    if (marked.kind !== 'done') return outcomeOf(marked, sending, parts)
  }
  const sent = await placed(sending, { kind: typeOf(attachment), key: uploaded.body }, parts)
  return sent.kind !== 'done' && isAboutContent(sent)
    ? saidInstead(sent, attachment, { sending, parts, why: notTaken })
    : outcomeOf(sent, sending, parts)
}

const notTaken = '平台没有收下，请再要一次'

const typeOf = ({ kind }: Attachment): 'image' | 'file' => (kind === 'picture' ? 'image' : 'file')

const imageKey = z.object({ data: z.object({ image_key: z.string().min(1) }) })
const fileKey = z.object({ data: z.object({ file_key: z.string().min(1) }) })

async function keyOf(attachment: Attachment, { client, bytesOf }: SendingParts): Promise<Called<string>> {
  if (attachment.kind === 'picture')
    return client.upload(
      {
        path: '/open-apis/im/v1/images',
        fields: { image_type: 'message' },
        file: { field: 'image', bytes: await bytesOf(attachment) },
      },
      imageKey.transform(({ data }) => data.image_key),
    )
  return client.upload(
    {
      path: '/open-apis/im/v1/files',
      fields: { file_type: attachment.kind === 'print' ? 'pdf' : 'stream', file_name: attachment.name },
      file: { field: 'file', bytes: await bytesOf(attachment) },
    },
    fileKey.transform(({ data }) => data.file_key),
  )
}

/** What waits for a person to mend a permission would hold up all that is to be said in the chat. */
function notUploaded(
  failed: Failed,
  attachment: Attachment,
  sending: Send,
  parts: SendingParts,
): Promise<SendOutcome> | SendOutcome {
  const meaning = meaningOf(failed)
  if (meaning.kind === 'wait')
    return failedOutcome(failed, { ...meaning, doubtful: undefined }, sending, parts)
  const isScope = meaning.kind === 'repair' && meaning.what === 'scope'
  if (meaning.kind === 'repair' && !isScope) return failedOutcome(failed, meaning, sending, parts)
  const why = isScope ? '这个机器人还没有上传图片和文件的权限（im:resource），请管理它的人开通' : notTaken
  return saidInstead(failed, attachment, { sending, parts, why })
}

function isAboutContent(failed: Failed): boolean {
  const { kind } = meaningOf(failed)
  return kind === 'card' || kind === 'message'
}

interface Instead {
  readonly sending: Send
  readonly parts: SendingParts
  readonly why: string
}

async function saidInstead(
  failed: Failed,
  attachment: Attachment,
  { sending, parts, why }: Instead,
): Promise<SendOutcome> {
  parts.log.warn('feishu attachment refused, said in words', { row: sending.id, why: namesOf(failed) })
  const mark = sending.repeated ? repeatMark : ''
  const text = harmless(`${mark}${insteadText(attachment, why)}`)
  return outcomeOf(await placed(sending, { kind: 'words', text, stand: 'instead' }, parts), sending, parts)
}
