import { digestReply } from '../chat/say/reminder.js'
import type { Reminder } from '../deadlines/deadline.js'
import { momentOf, timeAt } from '../deadlines/hours.js'
import type { Matter, Noted } from '../deadlines/matter.js'
import { planOf } from '../deadlines/plan.js'
import { usualSettings } from '../deadlines/watch.js'
import type { Content } from '../app/content.js'
import { plainText } from '../reply/plain.js'
import { civilDate, daysAfter, instant, type CivilDate } from '../values/civil-date.js'
import { eventKind, matterId } from '../values/ids.js'
import { complain, print, type Console } from './console.js'
import { ready, today } from './settings.js'

export interface PlanOptions {
  readonly issued: string | undefined
  readonly expires: string
  readonly scope: string | undefined
  readonly from: string | undefined
  readonly days: string
  readonly json: boolean
}

/** What was asked for, read: all of it right, or what is wrong with each. */
interface Asked {
  readonly matter: Matter
  readonly from: CivilDate
  readonly to: CivilDate
}

const mostDays = 4_000

/** Prints every reminder that a licence with these dates would get, in order. */
export async function plan(console: Console, options: PlanOptions): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  const { config, content } = set
  const asked = askedFor(options, today(config))
  if (!asked.ok) {
    for (const fault of asked.faults) complain(console, fault)
    return 1
  }
  const { matter, from, to } = asked.asked
  const reminders = planOf(matter, { rules: content.rules, ladders: [], from, to })
  const line = options.json ? jsonLine : textLine
  for (const reminder of reminders)
    print(console, line(reminder, { matter, content, timeZone: config.timeZone }))
  if (!options.json)
    print(console, `共 ${reminders.length} 次提醒，${from} 到 ${to}。${overText(options.expires, from)}`)
  return 0
}

const overText = (expires: string, from: CivilDate): string =>
  expires < from ? `这张证 ${expires} 已经到期，到期后没有要提醒的日子。` : ''

type Read =
  { readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly faults: readonly string[] }

function askedFor({ issued, expires, scope, from, days }: PlanOptions, now: CivilDate): Read {
  const begin = from === undefined ? now : civilDate(from)
  const expiry = civilDate(expires)
  const issue = issued === undefined ? undefined : civilDate(issued)
  const length = /^\d{1,4}$/.test(days) ? Number(days) : 0
  const faults = [
    ...(expiry === undefined ? [notADay('--expires', expires)] : []),
    ...(issued !== undefined && issue === undefined ? [notADay('--issued', issued)] : []),
    ...(begin === undefined ? [notADay('--from', from ?? '')] : []),
    ...(length < 1 || length > mostDays ? [`--days 要写成 1 到 ${mostDays} 的整数，现在是“${days}”`] : []),
    ...(scope === undefined || scope === 'national' || scope === 'provincial'
      ? []
      : [`--scope 只能是 national（跨省）或 provincial（省内），现在是“${scope}”`]),
    ...(issue !== undefined && expiry !== undefined && expiry <= issue
      ? [`--expires ${expiry} 不在 --issued ${issue} 之后`]
      : []),
  ]
  if (faults.length > 0 || expiry === undefined || begin === undefined) return { ok: false, faults }
  const matter = licenceOf(issue, expiry, scope)
  return { ok: true, asked: { matter, from: begin, to: daysAfter(begin, length - 1) } }
}

const notADay = (option: string, typed: string): string =>
  `${option} 要写成 2027-03-02 这样的日期，现在是“${typed}”`

function licenceOf(issue: CivilDate | undefined, expiry: CivilDate, scope: string | undefined): Matter {
  const event = (kind: string, on: CivilDate): Noted => {
    return { kind: 'event', event: eventKind(kind), on, at: instant(0) }
  }
  return {
    id: matterId('plan'),
    kind: 'licence',
    holder: '这张证',
    ...((scope === 'national' || scope === 'provincial') && { scope }),
    has: [],
    log: [...(issue === undefined ? [] : [event('issued', issue)]), event('expires', expiry)],
  }
}

interface Shown {
  readonly matter: Matter
  readonly content: Content
  readonly timeZone: string
}

function textLine(reminder: Reminder, shown: Shown): string {
  const { on, movedFrom, provisional, deadline } = reminder
  const moved = movedFrom === undefined ? '' : `（原定 ${movedFrom}，不是工作日）`
  return `${on} ${hourOf(reminder, shown)} ${deadline.rule.name}${moved}${provisional ? '（暂定）' : ''}`
}

function jsonLine(reminder: Reminder, shown: Shown): string {
  const { on, deadline, rung, movedFrom, provisional } = reminder
  const { due, safeLastDay } = deadline
  return JSON.stringify({
    on,
    at: hourOf(reminder, shown),
    deadline: deadline.rule.id,
    ...((due.kind === 'day' || due.kind === 'moment') && { due: due.on }),
    ...(safeLastDay !== undefined && { lastSafeDay: safeLastDay }),
    rung,
    text: textOf(reminder, shown),
    ...(movedFrom !== undefined && { movedFrom }),
    ...((provisional || deadline.provisional) && { provisional: true }),
  })
}

const hourOf = (reminder: Reminder, { timeZone }: Shown): string =>
  timeAt(momentOf(reminder, usualSettings, timeZone), timeZone)

/** As it would be sent on its day, without its buttons. */
function textOf(reminder: Reminder, { matter, content }: Shown): string {
  const line = { matter, deadline: reminder.deadline, reminder, missed: [] }
  const reply = digestReply([line], { ...content, today: reminder.on, group: false })
  return plainText({ ...reply, buttons: [] })
}
