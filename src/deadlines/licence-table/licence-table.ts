import { csvText } from '../../values/csv.js'
import type { CivilDate } from '../../values/civil-date.js'
import { eventKind, type ChatRef } from '../../values/ids.js'
import { eventsOf, newestOf } from '../log.js'
import type { Matter } from '../matter.js'
import { usualSettings, type ChatSettings, type Watch, type Watched } from '../watch.js'

/**
 * What a person writes of a licence, a column each. `其余` is what no person would: the whole log and who is in charge, as
 * JSON. Columns for each of the forty kinds of events could not tell their order, who noted them and what was taken back.
 */
export const columns = [
  '公司名',
  '许可证编号',
  '覆盖范围',
  '省份',
  '发证日期',
  '到期日期',
  '聊天',
  '其余',
] as const
export type Column = (typeof columns)[number]

/** One licence of the table. */
export interface LicenceRow {
  readonly row: number
  readonly matter: Matter
  /** It was exported, with all that was noted of it; else a person wrote it and its id is a new one. */
  readonly exported: boolean
  readonly watches: readonly TableWatch[]
}

export interface TableWatch extends Pick<Watch, 'chat' | 'keepers' | 'ladders'> {
  /** Of the chat as a whole, where they are not the usual ones. */
  readonly settings?: ChatSettings
}

/** What is wrong with a cell, or with a whole row, and what to write instead. Row 1 names the columns. */
export interface TableFault {
  readonly row: number
  readonly column?: Column
  readonly says: string
}

/** The licences that chats watch, as a table that `readLicences` reads back. */
export function licenceTable(watched: readonly Watched[]): string {
  return csvText([columns, ...watched.filter(isTabled).map(cellsOf)])
}

export const isTabled = ({ matter, watches }: Watched): boolean =>
  matter.kind === 'licence' && watches.length > 0

const scopeNames = { national: '全国', provincial: '省内' } as const

function cellsOf({ matter, watches }: Watched): readonly string[] {
  const { id, holder, number = '', scope, province = '', has, log } = matter
  const { issued = '', expires = '' } = datesOf(matter)
  return [
    holder,
    number,
    scope === undefined ? '' : scopeNames[scope],
    province,
    issued,
    expires,
    ownWatches(watches)
      .map(({ chat }) => chatText(chat))
      .join(' '),
    JSON.stringify({ id, has, log, watches: tableWatches(watches) }),
  ]
}

/** What a chat took over goes back by itself. */
const ownWatches = (watches: readonly Watch[]): readonly Watch[] =>
  watches.filter((watch) => watch.for === undefined)

export const tableWatches = (watches: readonly Watch[]): readonly TableWatch[] =>
  ownWatches(watches).map(tableWatch)

function tableWatch({ chat, keepers, ladders, settings }: Watch): TableWatch {
  const usual = JSON.stringify(settings) === JSON.stringify(usualSettings)
  return { chat, keepers, ladders, ...(!usual && { settings }) }
}

export const chatText = ({ channel, chat }: ChatRef): string => `${channel}:${chat}`

export interface LicenceDates {
  readonly issued: CivilDate | undefined
  readonly expires: CivilDate | undefined
}

export function datesOf(matter: Matter): LicenceDates {
  const newest = newestOf(eventsOf(matter))
  return { issued: newest.get(issuedKind)?.on, expires: newest.get(expiresKind)?.on }
}

export const issuedKind = eventKind('issued')
export const expiresKind = eventKind('expires')
