import { civilDate, daysAfter, type CivilDate } from '../../values/civil-date.js'
import { channelNames, type ChatRef } from '../../values/ids.js'
import { typedDate } from '../../values/typed-input/date.js'
import type { Typed } from '../../values/typed-input/typed.js'

/** What stands in one cell, or what is wrong with it and what to write. */
export type Cell<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly says: string }

const holds = <T>(value: T): Cell<T> => ({ ok: true, value })
const wrong = (says: string): Cell<never> => ({ ok: false, says })

const mostLetters = 60

export function holderCell(text: string): Cell<string> {
  if (text === '') return wrong('没有写公司名')
  if (/\p{C}/u.test(text)) return wrong('公司名里有换行或看不见的字符，请重新打一遍')
  return text.length > mostLetters ? wrong(`公司名超过 ${mostLetters} 个字`) : holds(text)
}

/** In capitals and half width, as people copy it from the licence. */
export function numberCell(text: string): Cell<string | undefined> {
  const number = text.normalize('NFKC').toUpperCase().replaceAll(' ', '')
  if (/\p{C}/u.test(number) || number.length > mostLetters)
    return wrong(`“${shown(text)}”不像许可证编号，请写成 B2-20220123 或 沪B2-20140120 这样`)
  return holds(number === '' ? undefined : number)
}

const scopes: ReadonlyMap<string, 'national' | 'provincial'> = new Map([
  ['全国', 'national'],
  ['跨省', 'national'],
  ['跨地区', 'national'],
  ['national', 'national'],
  ['省内', 'provincial'],
  ['provincial', 'provincial'],
])

export function scopeCell(text: string): Cell<'national' | 'provincial' | undefined> {
  if (text === '') return holds(undefined)
  const scope = scopes.get(text.toLowerCase())
  return scope === undefined ? wrong(`“${shown(text)}”不是覆盖范围，请写“全国”或“省内”`) : holds(scope)
}

/** 广东, 广东省 and 新疆维吾尔自治区 alike. */
export function provinceCell(text: string, provinces: readonly string[]): Cell<string | undefined> {
  if (text === '') return holds(undefined)
  const name = text.replace(/(?:省|市|(?:壮族|回族|维吾尔)?自治区)$/, '')
  return provinces.includes(name)
    ? holds(name)
    : wrong(`没有“${shown(text)}”这个省、市、自治区，请写成“广东”“上海”“内蒙古”这样`)
}

/** One day, written in full: what depends on the day of reading (明天, 70天后) is no date in a file. */
export function dateCell(text: string, today: CivilDate): Cell<CivilDate | undefined> {
  if (text === '') return holds(undefined)
  const typed = typedDate(text, today)
  const isFull = /\d{4}|[〇零一二三四五六七八九]{4}年/.test(text.normalize('NFKC'))
  const on = isFull ? dayOf(typed) : undefined
  return on === undefined ? wrong(dateFault(text, typed)) : holds(on)
}

const epoch = civilDate('1970-01-01')

function dayOf(typed: Typed): CivilDate | undefined {
  if (typed.kind !== 'value' || typed.range.lo !== typed.range.hi || epoch === undefined) return undefined
  return daysAfter(epoch, Number(typed.range.lo))
}

function dateFault(text: string, typed: Typed): string {
  const [, first = '', second = '', year = ''] = /^(\d{1,2})\D(\d{1,2})\D(\d{4})/.exec(text) ?? []
  const day = (month: string, date: string): string =>
    `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  switch ('why' in typed ? typed.why : typed.kind) {
    case 'day-or-month':
      return `分不清“${shown(text)}”是 ${day(first, second)} 还是 ${day(second, first)}，请写成其中一个`
    case 'not-a-day':
      return `日历上没有“${shown(text)}”这一天，请写成 2027-03-02 这样`
    case 'which-year':
      return `“${shown(text)}”没有写四位的年份，请写成 2027-03-02 这样`
    default:
      return `“${shown(text)}”不是写全的一天，请写成 2027-03-02 这样`
  }
}

/** Chats as `telegram:-100123 feishu:oc_abc`. */
export function chatsCell(text: string): Cell<readonly ChatRef[]> {
  const parts = [...new Set(text.split(/[\s,，;；、]+/).filter((part) => part !== ''))]
  const chats = parts.map(chatNamed)
  const bad = parts.filter((_, at) => chats[at] === undefined)
  return bad.length === 0
    ? holds(chats.flatMap((chat) => chat ?? []))
    : wrong(`“${shown(bad.join(' '))}”不是聊天，请写成 telegram:ID 或 feishu:ID；ID 用 chizheng doctor 看`)
}

function chatNamed(text: string): ChatRef | undefined {
  const colon = text.search(/[:：]/)
  const channel = channelNames.find((name) => name === text.slice(0, Math.max(colon, 0)))
  const chat = text.slice(colon + 1)
  if (channel === undefined || chat === '') return undefined
  return channel === 'telegram' && !/^-?\d+$/.test(chat) ? undefined : { channel, chat }
}

const mostShown = 30
export const shown = (text: string): string =>
  text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
