import * as z from 'zod'
import type { SentFile } from '../../chat/arrival.js'
import { isSheetName } from '../../values/sheet-text.js'
import type { MessageEvent } from './event.js'
import { jsonIn } from './message-text.js'

const fileContent = z.object({ file_key: z.string().min(1), file_name: z.string() })

/** The table that a message is; other files are not read. How large it is the platform does not tell. */
export function sheetIn({ message_type: type, content }: MessageEvent['message']): SentFile | undefined {
  const file = type === 'file' ? fileContent.safeParse(jsonIn(content)).data : undefined
  if (file === undefined || !isSheetName(file.file_name)) return undefined
  return { name: file.file_name, content: { kind: 'there', key: file.file_key } }
}
