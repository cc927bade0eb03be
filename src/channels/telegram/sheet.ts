import type { Message } from 'grammy/types'
import type { SentFile } from '../../chat/arrival.js'
import { isSheetName } from '../../values/sheet-text.js'

/** The table that a message brings, whatever stands under it; other documents are not read. */
export function sheetIn({ document }: Message): SentFile | undefined {
  const name = document?.file_name
  if (document === undefined || name === undefined || !isSheetName(name)) return undefined
  const { file_id: key, file_size: size } = document
  return { name, ...(size !== undefined && { size }), content: { kind: 'there', key } }
}
