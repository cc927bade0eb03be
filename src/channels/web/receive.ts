import type { Arrival, SentFile } from '../../chat/arrival.js'
import type { NewLine } from '../../ports.js'
import type { Instant } from '../../values/civil-date.js'
import { eventId, pressToken, type PressToken } from '../../values/ids.js'
import { isSheetName, sheetText } from '../../values/sheet-text.js'
import type { Said } from './body.js'
import { limits } from './limits.js'
import type { WebSession } from './session.js'
import { shortened, shownText } from './shown-text.js'

export interface Refusal {
  readonly kind: 'refused'
  readonly status: 400 | 403 | 413 | 422
  readonly says: string
}

export interface ReceivedMessage {
  readonly kind: 'message'
  readonly arrival: Arrival
  readonly line: NewLine
}

export interface ReceivedPress {
  readonly kind: 'press'
  readonly arrival: Arrival
  readonly token: PressToken
}

/** Who posted, and when. */
export interface Posted {
  readonly session: WebSession
  readonly at: Instant
}

const unreadable: Refusal = { kind: 'refused', status: 400, says: '没有看懂这次提交，请刷新页面后再试。' }
const empty: Refusal = { kind: 'refused', status: 422, says: '还没有写问题，请写上几个字再发送。' }

const noFile: Refusal = { kind: 'refused', status: 422, says: '还没有选文件，请先选一份表格。' }
const noSheet: Refusal = {
  kind: 'refused',
  status: 422,
  says: '这里只收 CSV 表格（.csv 或 .txt）。有问题请直接打字。',
}
export const sheetTooLarge: Refusal = {
  kind: 'refused',
  status: 413,
  says: '文件太大了，最多 1 MB。请只留公司名、到期日期等几列，或分成几份再发。',
}

/** A UUID from the script, or the token that the page put into its forms. */
const idShape = /^[\w-]{16,64}$/
const tokenShape = /^[\w-]{1,64}$/

/** `form` is whatever was posted: parsed JSON, form fields, or undefined if it could not be read. */
export function messageFrom(form: unknown, posted: Posted): ReceivedMessage | Refusal {
  const id = fieldOf(form, 'id')
  const raw = fieldOf(form, 'text')
  if (id === undefined || !idShape.test(id) || raw === undefined) return unreadable
  const text = shownText(raw).trim()
  if (text === '') return empty
  return {
    kind: 'message',
    arrival: { kind: 'said', text, addressed: true, ...arrivedAs(`in-${id}`, posted) },
    line: { chat: posted.session.chat, key: `in-${id}`, by: 'person', body: saidOf(text, id) },
  }
}

export function pressFrom(form: unknown, posted: Posted): ReceivedPress | Refusal {
  const id = fieldOf(form, 'id')
  const text = fieldOf(form, 'token')
  if (id === undefined || !idShape.test(id) || text === undefined || !tokenShape.test(text)) return unreadable
  const token = pressToken(text)
  // The forms of one page share one id, so the token tells two buttons apart.
  return {
    kind: 'press',
    arrival: { kind: 'pressed', token, ...arrivedAs(`press-${id}-${token}`, posted) },
    token,
  }
}

/** A table that was posted by a form; a workbook is answered by the core, which says what to do with it. */
export async function sheetFrom(form: unknown, posted: Posted): Promise<ReceivedMessage | Refusal> {
  const id = fieldOf(form, 'id')
  const file = fileOf(form)
  if (id === undefined || !idShape.test(id)) return unreadable
  // A form in which nothing was chosen brings a file without a name, or none.
  if (file === undefined) return noFile
  const name = shortened(shownText(file.name).replaceAll('\n', ' ').trim(), limits.nameCharacters)
  if (name === '') return noFile
  if (!isSheetName(name)) return noSheet
  if (file.size > limits.sheetBytes) return sheetTooLarge
  const read = sheetText(new Uint8Array(await file.arrayBuffer()))
  const sent: SentFile = { name, size: file.size, content: { kind: 'here', read } }
  return {
    kind: 'message',
    arrival: { kind: 'file', file: sent, addressed: true, ...arrivedAs(`in-${id}`, posted) },
    line: { chat: posted.session.chat, key: `in-${id}`, by: 'person', body: saidOf(`发了表格：${name}`, id) },
  }
}

function fileOf(form: unknown): File | undefined {
  if (typeof form !== 'object' || form === null || !('file' in form)) return undefined
  return form.file instanceof File ? form.file : undefined
}

/** The chat is part of the id: nobody can occupy an id of somebody else's chat. */
function arrivedAs(id: string, { session, at }: Posted) {
  return { id: eventId(`${session.chat.chat}:${id}`), at, chat: session.chat, from: session.person }
}

function saidOf(text: string, sent: string): Said {
  return { kind: 'said', text: shortened(text, limits.shownCharacters), sent }
}

function fieldOf(form: unknown, name: 'id' | 'text' | 'token'): string | undefined {
  if (typeof form !== 'object' || form === null || !(name in form)) return undefined
  const value: unknown = Object.entries(form).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : undefined
}
