import type { Block, Button, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { daysAfter } from '../../values/civil-date.js'
import { csvText } from '../../values/csv.js'
import type { Month } from '../said/month-said.js'
import { noReports } from './monthly.js'
import { holderText, note, paragraph, verdict } from './deadline.js'

/** What a chat was told about one client in a month. */
export interface ClientMonth {
  readonly holder: string
  readonly sent: number
  /** Of those: nobody knows whether they arrived. */
  readonly doubted: number
  /** Answered within two days. */
  readonly prompt: number
  /** Told to the next person because nobody had answered. */
  readonly escalated: number
  /** Past their last day and not settled at the end of the month. */
  readonly overdue: number
}

interface Reporting {
  readonly month: Month
  readonly today: CivilDate
  /** From 0. */
  readonly page: number
}

const mostOnPage = 20

/** Who needs looking after stands first. */
export function monthReply(clients: readonly ClientMonth[], { month, today, page }: Reporting): Reply {
  const told = clients.filter(hasNews).sort(byNeed)
  const pages = Math.max(1, Math.ceil(told.length / mostOnPage))
  const at = Math.min(Math.max(page, 0), pages - 1)
  const shown = told.slice(at * mostOnPage, (at + 1) * mostOnPage)
  const quiet = clients.length - told.length
  return {
    blocks: [
      verdict(`${monthText(month, today)}：${countsText(sumOf(clients))}`),
      ...(shown.length === 0
        ? []
        : [
            {
              kind: 'list' as const,
              items: shown.map((one) => [`${holderText(one.holder)}：${countsText(one)}`]),
            },
          ]),
      ...(pages > 1 ? [paragraph(`第 ${at + 1} 页，共 ${pages} 页。`)] : []),
      ...(quiet > 0
        ? [paragraph(`${told.length === 0 ? '' : '其余'} ${quiet} 家没有提醒，也没有逾期。`.trim())]
        : []),
      ...doubtedNote(clients),
    ],
    buttons: buttonsFor(month, { at, pages, isTable: told.length > 0 }),
  }
}

/** The same unasked, with a way to have it no more. */
export function monthOverReply(clients: readonly ClientMonth[], how: Reporting): Reply {
  const { blocks, buttons = [] } = monthReply(clients, how)
  return { blocks, buttons: [...buttons, [noReports]] }
}

/** Whether anything was told of it, or ought to be looked at. */
export const hasNews = ({ sent, escalated, overdue }: ClientMonth): boolean => sent + escalated + overdue > 0

function byNeed(a: ClientMonth, b: ClientMonth): number {
  return b.overdue - a.overdue || b.escalated - a.escalated || unanswered(b) - unanswered(a)
}

const unanswered = ({ sent, prompt }: ClientMonth): number => sent - prompt

function monthText({ from, to }: Month, today: CivilDate): string {
  const name = `${from.slice(0, 4)} 年 ${Number(from.slice(5, 7))} 月月报`
  return from <= today && today <= to ? `${name}（到今天）` : name
}

const countsText = ({ sent, prompt, escalated, overdue }: Omit<ClientMonth, 'holder'>): string =>
  `提醒 ${sent} 次，两天内有回应 ${prompt} 次，转给下一位 ${escalated} 次，逾期 ${overdue} 项`

function sumOf(clients: readonly ClientMonth[]): Omit<ClientMonth, 'holder'> {
  const sum = (what: Exclude<keyof ClientMonth, 'holder'>): number =>
    clients.reduce((total, one) => total + one[what], 0)
  return {
    sent: sum('sent'),
    doubted: sum('doubted'),
    prompt: sum('prompt'),
    escalated: sum('escalated'),
    overdue: sum('overdue'),
  }
}

function doubtedNote(clients: readonly ClientMonth[]): readonly Block[] {
  const { doubted } = sumOf(clients)
  return doubted === 0 ? [] : [note(`其中 ${doubted} 次提醒不知道有没有送到。`, 'warning')]
}

function buttonsFor(
  { from }: Month,
  { at, pages, isTable }: { readonly at: number; readonly pages: number; readonly isTable: boolean },
): readonly (readonly Button[])[] {
  const before: Button = { label: '上个月', press: { kind: 'month', from: daysAfter(from, -1) } }
  const table: Button = { label: '发表格', press: { kind: 'month', from, file: true } }
  const next: Button = { label: '下一页', press: { kind: 'month', from, page: at + 1 } }
  return [[before, ...(isTable ? [table] : []), ...(at + 1 < pages ? [next] : [])]]
}

/** All clients, for a spreadsheet. */
export function monthTable(clients: readonly ClientMonth[]): string {
  const rows = [...clients].sort(byNeed).map(({ holder, sent, doubted, prompt, escalated, overdue }) => {
    return [holderText(holder), ...[sent, doubted, prompt, escalated, overdue].map(String)]
  })
  return csvText([
    ['客户', '提醒次数', '其中不知道是否送到', '两天内有回应', '转给下一位', '逾期项数'],
    ...rows,
  ])
}
