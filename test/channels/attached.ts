import type { Attachment } from '../../src/reply/attachment.js'

type Picture = Extract<Attachment, { kind: 'picture' }>
type File = Extract<Attachment, { kind: 'file' }>

/** A drawing of that size, with a corner in colour. */
export const drawn = (width = 60, height = 40): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="9" height="9" fill="#b33a00"/></svg>`

export const picture: Picture = {
  kind: 'picture',
  name: '时间线.png',
  svg: drawn(),
  alt: '期限时间线：甲公司',
}
export const file: File = {
  kind: 'file',
  name: '证据-甲公司（一）.jsonl',
  text: '{"line":1,"名":"甲"}\n',
}

export const print: Extract<Attachment, { kind: 'print' }> = {
  kind: 'print',
  name: '能不能申请-2026-11-21.pdf',
  document: {
    title: '面谈结果',
    on: '2026-11-21',
    parts: [{ kind: 'paragraph', text: '法定条件看起来齐了' }],
    foot: '以发证机关的答复为准。',
  },
}

export const isPdf = (bytes: Uint8Array | undefined): boolean =>
  Buffer.from(bytes ?? []).toString('latin1', 0, 5) === '%PDF-'

export const textIn = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

export const isPng = (bytes: Uint8Array | undefined): boolean =>
  Buffer.from(bytes ?? [])
    .subarray(0, 4)
    .toString('hex') === '89504e47'
