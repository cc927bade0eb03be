import { InputFile } from 'grammy'
import type { Send, SendOutcome } from '../../ports-sending.js'
import { insteadText, type Attachment } from '../../reply/attachment.js'
import { called } from './calls.js'
import { limits } from './limits.js'
import { placeOf, post, type Posting, type SendingParts } from './posting.js'
import { shortened } from './shortened.js'

interface AttachmentParts extends SendingParts {
  /** A message of these words alone. */
  readonly words: (text: string) => Posting
}

/** A picture as a photo, or as a file where Telegram would not show it as one; anything else as a document. */
export async function sendAttachment(
  sending: Send,
  attachment: Attachment,
  parts: AttachmentParts,
): Promise<SendOutcome> {
  const outcome = await post(sending, await postingOf(attachment, parts), parts)
  const why = whyNot(outcome)
  return why === undefined ? outcome : post(sending, parts.words(insteadText(attachment, why)), parts)
}

async function postingOf(attachment: Attachment, { uploading, bytesOf }: AttachmentParts): Promise<Posting> {
  const { name } = attachment
  const isPicture = attachment.kind === 'picture'
  const bytes = await bytesOf(attachment)
  const says = isPicture ? shortened(attachment.alt, limits.captionCharacters) : ''
  const file = new InputFile(bytes, name)
  return (target, before) => {
    const { chat } = target
    const caption = `${before}${says}`.trim()
    const other = { ...placeOf(target), ...(caption !== '' && { caption }) }
    return isPicture && fitsPhoto(bytes)
      ? called(uploading.sendPhoto(chat, file, other))
      : called(uploading.sendDocument(chat, file, other))
  }
}

/** By the width and height that a PNG begins with. */
function fitsPhoto(png: Uint8Array): boolean {
  const head = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height] = [head.getUint32(16), head.getUint32(20)]
  const { photoBytes, photoSides, photoRatio } = limits
  const isSlim = Math.max(width, height) > photoRatio * Math.min(width, height)
  return png.byteLength <= photoBytes && width + height <= photoSides && !isSlim
}

/** A group may take texts and no media: that closes nothing, and the words can say so. */
function whyNot(outcome: SendOutcome): string | undefined {
  if (outcome.kind !== 'refused') return undefined
  if (outcome.closes === 'muted') return '这里不让我发图片和文件，请管理员放开，或私聊我再要一次'
  return outcome.closes === undefined ? '平台没有收下，请再要一次' : undefined
}
