import { faultText } from '../../deadlines/licence-table/fault.js'
import {
  columns,
  datesOf,
  type Column,
  type LicenceRow,
  type TableFault,
} from '../../deadlines/licence-table/licence-table.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Watched } from '../../deadlines/watch.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Block, Button, Reply, Text } from '../../reply/reply.js'
import type { FileHad } from '../arrival.js'
import { matterText, paragraph, verdict } from './deadline.js'
import { exampleSheet } from './import-help.js'
import { templatesButton } from './interview/prospects.js'
import { said } from './trouble.js'

/** What a table says beside what its chat watches. */
export interface SheetFound {
  readonly header: readonly string[]
  readonly fresh: readonly LicenceRow[]
  /** How many are watched already, just as the table says. */
  readonly same: number
  readonly faults: readonly TableFault[]
  /** Odd, but nothing is refused for it. */
  readonly notices: readonly TableFault[]
  /** Columns that count for nothing in a chat. */
  readonly leftOut: readonly Column[]
}

const asCsv = '请在 Excel 里选“另存为”，类型选“CSV UTF-8（逗号分隔）”'

const noSheetTexts: Readonly<Record<Exclude<FileHad['kind'], 'text'>, string>> = {
  workbook: `Excel 工作簿我读不了：${asCsv}，再发一次。`,
  'not-text': `这个文件不是文字表格：${asCsv}，再发一次。`,
  'too-large': '文件太大了，最多 1 MB。请只留公司名、到期日期等几列，或分成几份再发。',
  refused: '没拿到这个文件，可能已经撤回或过期了。请再发一次。',
  unreached: '没拿到这个文件，网络不通。请过几分钟再发一次。',
}

export const noSheetReply = (why: keyof typeof noSheetTexts): Reply =>
  said(`${noSheetTexts[why]}怎么写表格，发 /licence 导入。`)

export const tooManyRowsReply = (rows: number, most: number): Reply =>
  said(`这份表格有 ${rows} 行，一次最多 ${most} 行，什么都没有保存。请分成几份再发。`)

export const sheetGoneReply: Reply = said('这份表格放得太久，已经不在了，什么都没有导入。请再发一次。')

const mostFaults = 15
const mostNotices = 5
const mostNamed = 3

type ImportPress = Extract<DeadlinePress, { kind: 'import' }>

/** What would come of it; `isOther`: of what was shown before, something has changed. */
export function foundReply(found: SheetFound, press: ImportPress, { isOther = false } = {}): Reply {
  const { fresh, faults, header, notices } = found
  const isUnread = faults.some(({ row }) => row === headRow)
  const isNeither = isUnread && !header.some((name) => columns.some((column) => column === name))
  const elsewise = isNeither ? [exporting, templatesButton] : [exporting]
  const buttons = isUnread ? elsewise : buttonsOf(found, press)
  return {
    blocks: [
      verdict(headline(found)),
      paragraph(`${isOther ? '这期间登记的证有变化，请再看一遍。' : ''}${standing(found)}`),
      ...faultList(faults, header),
      ...(faults.length === 0 ? [] : [paragraph(remedyOf(found))]),
      ...(isNeither ? [paragraph('要一次判断很多家公司能不能申请，按“面谈表格”拿一份来填。')] : []),
      ...noticeList(notices, header),
      ...found.leftOut.map((column) => paragraph(leftOutTexts[column] ?? '')),
      ...named(fresh),
    ],
    ...(buttons.length > 0 && { buttons: [buttons] }),
    ...(isUnread && { attachments: [exampleSheet] }),
  }
}

/** What is wrong there is wrong of the whole table. */
const headRow = 1
const exporting: Button = { label: '导出', press: { kind: 'command', command: 'export' } }

function headline({ fresh, faults, same }: SheetFound): string {
  const wrong = faultyRows(faults).length
  if (fresh.length === 0 && wrong === 0)
    return same === 0 ? '表格里没有许可证' : `${same} 张都一样，没有要改的`
  return `新的 ${fresh.length} 张，${wrong === 0 ? '没有错' : `有错 ${wrong} 行`}`
}

const faultyRows = (faults: readonly TableFault[]): readonly number[] => [
  ...new Set(faults.map(({ row }) => row)),
]

function standing({ fresh, same, faults }: SheetFound): string {
  if (fresh.length === 0 && faults.length === 0)
    return same === 0 ? '第一行是列名，下面每张证写一行。发 /licence 导入 看例子。' : '这些证早就登记好了。'
  return `先试读了一遍，什么都没有保存。${same === 0 ? '' : `另有 ${same} 张已经登记过，不用动。`}`
}

function faultList(faults: readonly TableFault[], header: readonly string[]): readonly Block[] {
  if (faults.length === 0) return []
  const rest = faults.slice(mostFaults)
  return [
    list(faults.slice(0, mostFaults).map((fault) => [faultText(fault, header)])),
    ...(rest.length === 0 ? [] : [paragraph(`另有 ${rest.length} 处没有列出：在${rowsText(rest)}。`)]),
  ]
}

const list = (items: readonly Text[]): Block => ({ kind: 'list', items })

function rowsText(faults: readonly TableFault[]): string {
  const rows = faultyRows(faults)
  return `第 ${rows.slice(0, mostFaults).join('、')} 行${rows.length > mostFaults ? '等' : ''}`
}

function remedyOf({ fresh, faults }: SheetFound): string {
  if (faults.some(({ row }) => row === headRow))
    return '可以照着后面的例子写，或者按“导出”，在已经登记的表格上改。改好以后，把表格再发一次。'
  return fresh.length === 0 ? '改好以后，把表格再发一次。' : '可以改好再发一次，或者先只导入没有错的。'
}

function noticeList(notices: readonly TableFault[], header: readonly string[]): readonly Block[] {
  if (notices.length === 0) return []
  const rest = notices.length - mostNotices
  return [
    paragraph('请核对（不影响导入）：'),
    list(notices.slice(0, mostNotices).map((notice) => [faultText(notice, header)])),
    ...(rest > 0 ? [paragraph(`另有 ${rest} 处类似的。`)] : []),
  ]
}

const leftOutTexts: Partial<Readonly<Record<Column, string>>> = {
  聊天: '“聊天”一列没有用到：都登记在这个聊天里，在这里提醒。',
  其余: '“其余”一列没有用到：办事记录和负责人不随表格过来，请在这里重新安排。',
}

function named(fresh: readonly LicenceRow[]): readonly Block[] {
  if (fresh.length === 0) return []
  const rest = fresh.length - mostNamed
  return [
    paragraph(rest > 0 ? `新的里面前 ${mostNamed} 张：` : '新的是：'),
    list(fresh.slice(0, mostNamed).map(({ matter }) => [licenceText(matter)])),
  ]
}

function licenceText(matter: Matter): string {
  const { expires } = datesOf(matter)
  const number = matter.number === undefined ? '' : `（${matter.number}）`
  return `${matterText(matter)}${number}${expires === undefined ? '' : `，${expires} 到期`}`
}

const cancel: Button = { label: '取消', press: { kind: 'drop' } }

function buttonsOf({ fresh, faults }: SheetFound, press: ImportPress): readonly Button[] {
  if (fresh.length === 0) return []
  const label = faults.length === 0 ? '导入' : `只导入没有错的 ${fresh.length} 张`
  return [{ label, press, style: 'primary' }, cancel]
}

/** `already`: of what was shown, so many were registered by somebody else meanwhile. */
export function importedReply(
  { fresh, faults, header }: SheetFound,
  undo: Extract<DeadlinePress, { kind: 'import-undo' }>,
  already: number,
): Reply {
  const skipped = faultyRows(faults).length
  return {
    blocks: [
      verdict(`✓ 已导入 ${fresh.length} 张，都在这里提醒`),
      ...(already > 0 ? [paragraph(`另有 ${already} 张这期间已经登记过，没有重复登记。`)] : []),
      ...(skipped === 0 ? [] : [paragraph(`有错的 ${skipped} 行没有导入，改好可以再发：`)]),
      ...faultList(faults, header),
      paragraph('导入错了，一天之内可以撤销。'),
    ],
    buttons: [
      [
        { label: '看期限', press: { kind: 'command', command: 'due' } },
        { label: '看证照', press: { kind: 'command', command: 'licence' } },
        { label: '撤销这次导入', press: undo },
      ],
    ],
  }
}

const mostTouched = 10

/** `touched`: changed since, so they stay. */
export function undoneReply(ended: number, touched: readonly Watched[]): Reply {
  if (ended === 0 && touched.length === 0) return said('这次导入的证已经都不在这里了，没有要撤销的。')
  const names = touched.slice(0, mostTouched).map(({ matter }) => matterText(matter))
  const rest = touched.length - mostTouched
  return {
    blocks: [
      verdict(ended === 0 ? '没有撤销' : `✓ 已撤销：${ended} 张不再提醒`),
      ...(touched.length === 0
        ? []
        : [
            paragraph(
              `${touched.length} 张导入以后改过，没有动：${names.join('、')}${rest > 0 ? `等` : ''}。要停止提醒，发 /licence 一张一张停。`,
            ),
          ]),
    ],
  }
}

export const undoOverReply: Reply = said(
  '导入超过一天，不能整批撤销了。要停止提醒，发 /licence 找到那张证，按“停止提醒”。',
)
