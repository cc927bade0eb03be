import { daysAfter, monthsAfter, type CivilDate, type Instant } from '../../values/civil-date.js'
import { sameChat, type ChatRef, type EventKind, type MatterId } from '../../values/ids.js'
import { chatsCell, dateCell, holderCell, numberCell, provinceCell, scopeCell, type Cell } from './cells.js'
import { restCell, type Rest } from './rest.js'
import {
  chatText,
  columns,
  datesOf,
  expiresKind,
  issuedKind,
  type Column,
  type LicenceDates,
  type LicenceRow,
  type TableFault,
} from './licence-table.js'
import type { Matter, Noted } from '../matter.js'

/** What reading a row leans on. */
export interface RowReading {
  readonly today: CivilDate
  readonly at: Instant
  /** Where licences are told of whose row names no chat. */
  readonly chat: ChatRef | undefined
  readonly newId: () => MatterId
  readonly provinces: readonly string[]
  readonly readNumber: (number: string) => NumberTold
  /** How long a licence holds, where that is known. */
  readonly termMonths: number | undefined
  /**
   * Set where the table came in a chat: what that chat watches. Its licences are told of in `chat` and nowhere else, and
   * what an export noted beside the cells is believed of those only: a person could have written anything there.
   */
  readonly here?: ReadonlySet<MatterId>
}

/** What a licence number tells. */
export interface NumberTold {
  /** Written as the samples that are public. */
  readonly usual: boolean
  readonly scope?: 'national' | 'provincial'
  readonly province?: string
}

export interface RowRead {
  /** What it may be a double of: known also of a row that has a fault elsewhere. */
  readonly named?: NamedRow
  readonly licence?: LicenceRow
  readonly faults: readonly TableFault[]
  readonly notices: readonly TableFault[]
}

export interface NamedRow extends Pick<Matter, 'holder' | 'number'> {
  readonly row: number
  /** Of what was exported. */
  readonly id?: MatterId
}

/** One row with all that is wrong in it. */
export function licenceOf(row: number, written: CellOf, reading: RowReading): RowRead {
  const cell = reading.here === undefined ? written : believed(written, reading.here)
  const read = readCells(cell, reading)
  const isNew = cell('其余') === ''
  const faults = [
    ...columns.flatMap((column) => faultOf(row, column, read[column])),
    ...(isNew ? newFaults(row, read, reading.chat) : []),
  ]
  const named = namedIn(row, read)
  const whole = writtenIn(read)
  if (whole === undefined) return { ...named, faults, notices: [] }
  const one = { row, ...whole }
  const rest = isNew ? newLicence(one, reading) : exportedLicence(one, whole.rest)
  return { ...named, ...rest, faults: [...faults, ...rest.faults] }
}

type CellOf = (column: Column) => string

function believed(cell: CellOf, here: ReadonlySet<MatterId>): CellOf {
  return (column) => {
    const text = cell(column)
    if (column === '聊天') return ''
    return column !== '其余' || isOfAny(text, here) ? text : ''
  }
}

function isOfAny(text: string, here: ReadonlySet<MatterId>): boolean {
  const rest = restCell(text)
  return rest.ok && rest.value !== undefined && here.has(rest.value.id)
}

function namedIn(row: number, read: Read): Pick<RowRead, 'named'> {
  const { 公司名: holder, 许可证编号: number, 其余: rest } = read
  if (!holder.ok || !number.ok || !rest.ok) return {}
  return {
    named: {
      row,
      holder: holder.value,
      ...(number.value !== undefined && { number: number.value }),
      ...(rest.value !== undefined && { id: rest.value.id }),
    },
  }
}

function readCells(cell: CellOf, { provinces, today }: RowReading) {
  return {
    公司名: holderCell(cell('公司名')),
    许可证编号: numberCell(cell('许可证编号')),
    覆盖范围: scopeCell(cell('覆盖范围')),
    省份: provinceCell(cell('省份'), provinces),
    发证日期: dateCell(cell('发证日期'), today),
    到期日期: dateCell(cell('到期日期'), today),
    聊天: chatsCell(cell('聊天')),
    其余: restCell(cell('其余')),
  } satisfies Record<Column, Cell<unknown>>
}

type Read = ReturnType<typeof readCells>

function faultOf(row: number, column: Column, cell: Cell<unknown>): readonly TableFault[] {
  return cell.ok ? [] : [{ row, column, says: cell.says }]
}

interface Written extends LicenceDates {
  readonly holder: string
  readonly number: string | undefined
  readonly scope: 'national' | 'provincial' | undefined
  readonly province: string | undefined
  readonly chats: readonly ChatRef[]
  readonly rest: Rest | undefined
}

function writtenIn(read: Read): Written | undefined {
  const { 公司名: holder, 许可证编号: number, 覆盖范围: scope, 省份: province } = read
  const { 发证日期: issued, 到期日期: expires, 聊天: chats, 其余: rest } = read
  if (!holder.ok || !number.ok || !scope.ok || !province.ok) return undefined
  if (!issued.ok || !expires.ok || !chats.ok || !rest.ok) return undefined
  return {
    holder: holder.value,
    number: number.value,
    scope: scope.value,
    province: province.value,
    issued: issued.value,
    expires: expires.value,
    chats: chats.value,
    rest: rest.value,
  }
}

type Row = Written & { readonly row: number }
type LicenceRead = Omit<RowRead, 'named'>

/** Written by a person: what its number tells fills what the row leaves open. */
function newLicence(one: Row, reading: RowReading): LicenceRead {
  const { row, number, issued, expires } = one
  const told = number === undefined ? undefined : reading.readNumber(number)
  const scope = one.scope ?? told?.scope
  const province = one.province ?? (scope === 'national' ? undefined : told?.province)
  const chats = one.chats.length === 0 && reading.chat !== undefined ? [reading.chat] : one.chats
  const log = [...noted(issuedKind, issued, reading.at), ...noted(expiresKind, expires, reading.at)]
  const matter = matterOf({ ...one, scope, province }, { id: reading.newId(), has: [], log })
  const watches = chats.map((chat) => ({ chat, keepers: [], ladders: {} }))
  return {
    licence: { row, matter, exported: false, watches },
    faults: [],
    notices: [...numberNotices(one, told), ...termNotices(one, reading.termMonths)],
  }
}

/** What a person has to write, and what cannot be; each looked at by itself, so that all faults are told at once. */
function newFaults(row: number, read: Read, chat: ChatRef | undefined): readonly TableFault[] {
  const { 发证日期: issued, 到期日期: expires, 聊天: chats } = read
  const faults: TableFault[] = []
  if (expires.ok && expires.value === undefined)
    faults.push({ row, column: '到期日期', says: '没有写，请照许可证首页写 2027-03-02 这样' })
  if (issued.ok && expires.ok && isBackwards(issued.value, expires.value))
    faults.push({ row, column: '到期日期', says: `不在发证日期 ${issued.value ?? ''} 之后，请对照证书核对` })
  if (chats.ok && chats.value.length === 0 && chat === undefined)
    faults.push({ row, column: '聊天', says: '没有写在哪里提醒：写 telegram:ID 或 feishu:ID，或者加 --chat' })
  return faults
}

const isBackwards = (issued: CivilDate | undefined, expires: CivilDate | undefined): boolean =>
  issued !== undefined && expires !== undefined && expires <= issued

function noted(event: EventKind, on: CivilDate | undefined, at: Instant): readonly Noted[] {
  return on === undefined ? [] : [{ at, kind: 'event', event, on }]
}

function matterOf(
  { holder, number, scope, province }: Pick<Matter, 'holder'> & Partial<Written>,
  rest: Pick<Matter, 'id' | 'has' | 'log'>,
): Matter {
  return {
    id: rest.id,
    kind: 'licence',
    holder,
    ...(number !== undefined && { number }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
    has: rest.has,
    log: rest.log,
  }
}

/** What is known of numbers was learnt from samples: so it is said, and nothing is refused for it. */
function numberNotices(
  { row, number = '', scope, province }: Row,
  told: NumberTold | undefined,
): readonly TableFault[] {
  const notice = (says: string): readonly TableFault[] => [{ row, column: '许可证编号', says }]
  if (told === undefined) return []
  if (!told.usual) return notice(`“${number}”和常见样式（B2-20220123、沪B2-20140120）不一样，请对照证书核对`)
  if (told.scope !== undefined && scope !== undefined && told.scope !== scope)
    return notice(`看编号“${number}”像${told.scope === 'national' ? '全国' : '省内'}的证，和覆盖范围写的不同`)
  if (told.province !== undefined && province !== undefined && told.province !== province)
    return notice(`编号的省简称是${told.province}，省份写的是${province}`)
  return []
}

/** Some licences end on the day before the same day, some on that day. */
function termNotices({ row, issued, expires }: Row, termMonths: number | undefined): readonly TableFault[] {
  if (issued === undefined || expires === undefined || termMonths === undefined) return []
  const usual = monthsAfter(issued, termMonths)
  if (expires === usual || expires === daysAfter(usual, -1) || expires <= issued) return []
  const says = `${issued} 发证、${expires} 到期，不是 ${termMonths / monthsOfYear} 年，请对照证书核对`
  return [{ row, column: '到期日期', says }]
}

const monthsOfYear = 12

/** As it was when it was exported; what a person changed beside `其余` would be lost, so it is refused. */
function exportedLicence(one: Row, rest: Rest | undefined): LicenceRead {
  if (rest === undefined) return { faults: [], notices: [] }
  const { row } = one
  const { watches, ...known } = rest
  const matter = matterOf(one, known)
  return {
    licence: { row, matter, exported: true, watches },
    faults: [...dateFaults(one, datesOf(matter)), ...chatFaults(one, rest)],
    notices: [],
  }
}

const dateColumns = { issued: '发证日期', expires: '到期日期' } as const

function dateFaults(one: Row, dates: LicenceDates): readonly TableFault[] {
  return (['issued', 'expires'] as const).flatMap((which) =>
    one[which] === undefined || one[which] === dates[which]
      ? []
      : [{ row: one.row, column: dateColumns[which], says: differs(one[which], dates[which] ?? '没有') }],
  )
}

function chatFaults({ row, chats }: Row, { watches }: Rest): readonly TableFault[] {
  const same =
    chats.length === watches.length && chats.every((chat) => watches.some((one) => sameChat(one.chat, chat)))
  if (chats.length === 0 || same) return []
  const recorded = watches.map(({ chat }) => chatText(chat)).join(' ')
  return [{ row, column: '聊天', says: differs(chats.map(chatText).join(' '), recorded) }]
}

const differs = (written: string, recorded: string): string =>
  `写的是 ${written}，“其余”里记的是 ${recorded}：改回去，或者清空“其余”当作新的登记`
