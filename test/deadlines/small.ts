import type { Due, Hardness, Rule, Rung, RungWhen, Span } from '../../src/deadlines/rule.js'
import type { Mark, Matter, Noted } from '../../src/deadlines/matter.js'
import { rulesOf, type Rules } from '../../src/deadlines/rules.js'
import type { HolidayYear } from '../../src/deadlines/working-days.js'
import { civilDate, instant, type CivilDate } from '../../src/values/civil-date.js'
import { cycleId, eventKind, matterId, ruleId, rungId, sourceId } from '../../src/values/ids.js'

/** Rules and matters of a few words, for tests: what is not said is as plain as can be. */

export function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}

/** 'expires -90d', 'due +10wd', 'filed +24h', '+1y'; d, wd, h, m and y are days, working days, hours, months, years. */
export function counted(text: string): Extract<Due, { kind: 'counted' }> {
  const [, from = '', amount = '', unit = ''] = /^(\S+) ([+-]?\d+)(d|wd|h|m|y)$/.exec(text) ?? []
  const known = units.get(unit)
  if (known === undefined) throw new Error(`not counted: ${text}`)
  return { kind: 'counted', from: eventKind(from), span: { unit: known, amount: Number(amount) } }
}

const units = new Map<string, Span['unit']>([
  ['d', 'day'],
  ['wd', 'working-day'],
  ['h', 'hour'],
  ['m', 'month'],
  ['y', 'year'],
])

/** 'window 01-01..03-31', 'date 2027-06-30', 'recurring', 'earliest A, B', 'named NOTICE DAY', 'named NOTICE DAY else …' */
export function due(text: string): Due {
  const [, kind = '', rest = ''] = /^(window|date|recurring|earliest|named)\b ?(.*)$/.exec(text) ?? []
  switch (kind) {
    case 'window': {
      const [opens, closes] = rest.split('..')
      return { kind, opens: monthDay(opens), closes: monthDay(closes) }
    }
    case 'date':
      return { kind, on: day(rest) }
    case 'recurring':
      return { kind }
    case 'earliest':
      return { kind, of: rest.split(', ').map(counted) }
    case 'named': {
      const [names = '', fallback] = rest.split(' else ')
      const [by = '', named = ''] = names.split(' ').map(eventKind)
      return {
        kind,
        by: eventKind(by),
        named: eventKind(named),
        ...(fallback && { fallback: due(fallback) }),
      }
    }
    default:
      return counted(text)
  }
}

function monthDay(text: string | undefined): `${string}-${string}` {
  const [month = '', date = ''] = (text ?? '').split('-')
  return `${month}-${date}`
}

/** 'due -7d', 'due every day 1..30', 'due every week 1', 'due every day 1 until 04-30', 'on 12-15', 'monthly 10', 'quarterly 1 15', 'date 2027-03-31' */
export function when(text: string): RungWhen {
  const [first = '', second = '', third = ''] = text.split(' ')
  if (first === 'on') return { kind: 'month-day', on: monthDay(second) }
  if (first === 'monthly') return { kind: 'monthly', day: Number(second) }
  if (first === 'quarterly') return { kind: 'quarterly', month: Number(second), day: Number(third) }
  if (first === 'date') return { kind: 'date', on: day(second) }
  return second === 'every' ? repeated(text) : counted(text)
}

function repeated(text: string): RungWhen {
  const shape = /^(\S+) every (day|week) (-?\d+)(?:\.\.(-?\d+))?(?: until (\S+))?$/
  const [, from = '', every, first, last, until] = shape.exec(text) ?? []
  return {
    kind: 'repeated',
    from: from === 'due' ? from : eventKind(from),
    every: every === 'day' ? 'day' : 'week',
    first: Number(first),
    ...(last !== undefined && { last: Number(last) }),
    ...(until !== undefined && { until: monthDay(until) }),
  }
}

/** Rungs by id: when, at what time and in what tone if that matters: 'due -7d 15:00 urgent'. */
export type RungTexts = Readonly<Record<string, string>>

export function rungs(texts: RungTexts): readonly Rung[] {
  return Object.entries(texts).map(([id, text]) => {
    const [, said = text, at, tone] =
      /^(.*?)(?: (\d\d:\d\d))?(?: (info|warn|urgent|critical))?$/.exec(text) ?? []
    return { id: rungId(id), when: when(said), ...(at !== undefined && { at }), tone: toneOf(tone) }
  })
}

const toneOf = (text: string | undefined): Rung['tone'] =>
  text === 'warn' || text === 'urgent' || text === 'critical' ? text : 'info'

export interface SmallRule {
  readonly id?: string
  readonly due: string
  readonly hardness?: Hardness
  readonly safe?: number
  readonly needs?: string
  readonly starts?: string
  readonly done?: string
  readonly ends?: readonly string[]
  readonly each?: true
  readonly optional?: true
  readonly heldAtYearEnd?: true
  readonly rungs?: RungTexts
}

export function rule({ id = 'rule', ...small }: SmallRule): Rule {
  const { hardness = 'hard-legal', starts, done, ends, rungs: texts = {}, due: falls, ...same } = small
  return {
    ...same,
    id: ruleId(id),
    name: id,
    matter: 'licence',
    hardness,
    due: due(falls),
    ...(starts !== undefined && { starts: eventKind(starts) }),
    ...(done !== undefined && { done: eventKind(done) }),
    ...(ends !== undefined && { ends: ends.map(eventKind) }),
    owner: '资质负责人',
    ladder: rungs(texts),
    citations: [{ source: sourceId('test'), authority: 'law', evidence: 'A', checkedOn: day('2026-11-21') }],
  }
}

/**
 * What was noted, in order: 'expires 2027-03-02; filed 2026-11-25'. Also 'back 0' (takes entry 0 back), 'closed', and
 * 'seen|preparing|given-up CYCLE', 'snoozed CYCLE 2026-12-01'. A moment is '2026-12-01T22:30', Shanghai time. Entry by
 * entry a minute later, or noted at the day said first: '@2026-05-20 expires 2027-03-02'.
 */
export function log(text: string): readonly Noted[] {
  const entries = text.split(';').map((entry) => entry.trim())
  return entries.filter((entry) => entry !== '').map(noted)
}

function noted(text: string, place: number): Noted {
  const [, on, entry = text] = /^@(\S+) (.*)$/.exec(text) ?? []
  const at = instant((on === undefined ? 0 : Date.parse(`${on}T09:00:00+08:00`)) + place * 60_000)
  const [kind = '', first = '', second = ''] = entry.split(' ')
  switch (kind) {
    case 'closed':
      return { kind, at }
    case 'back':
      return { kind: 'taken-back', at, entry: Number(first) }
    case 'seen':
    case 'preparing':
    case 'given-up':
    case 'snoozed':
      return { kind: 'marked', at, rule: ruleId('rule'), cycle: cycleId(first), mark: mark(kind, second) }
    default:
      return { kind: 'event', at, event: eventKind(kind), ...dated(first) }
  }
}

function mark(kind: Mark['kind'], until: string): Mark {
  return kind === 'snoozed' ? { kind, until: day(until) } : { kind }
}

function dated(text: string): { readonly on: CivilDate; readonly moment?: ReturnType<typeof instant> } {
  const on = day(text.slice(0, 10))
  return text.length === 10 ? { on } : { on, moment: instant(Date.parse(`${text}:00+08:00`)) }
}

export function matter(entries: string, has: readonly string[] = []): Matter {
  return { id: matterId('matter'), kind: 'licence', holder: '甲公司', has, log: log(entries) }
}

export function rulesWith(rules: readonly Rule[], years: readonly HolidayYear[] = knownYears): Rules {
  const days = (year: HolidayYear) => [...year.days]
  return rulesOf({
    rules,
    events: [],
    traits: [],
    years: years.map((year) => ({ ...year, days: days(year) })),
  })
}

type Special = readonly [string, 'off' | 'working']

const holidays = (year: number, days: readonly Special[]): HolidayYear => ({
  year,
  notice: `${year}`,
  days: new Map(days.map(([on, kind]) => [day(on), kind])),
})

const run = (month: string, first: number, last: number): readonly Special[] =>
  Array.from({ length: last - first + 1 }, (_, at): Special => [
    `${month}-${String(first + at).padStart(2, '0')}`,
    'off',
  ])
const worked = (...days: readonly string[]): readonly Special[] => days.map((on): Special => [on, 'working'])

/** The arrangements of three years as they were published; no other year is known. */
export const knownYears: readonly HolidayYear[] = [
  holidays(2024, [
    ...run('2024-01', 1, 1),
    ...run('2024-02', 10, 17),
    ...run('2024-04', 4, 6),
    ...run('2024-05', 1, 5),
    ...run('2024-06', 8, 10),
    ...run('2024-09', 15, 17),
    ...run('2024-10', 1, 7),
    ...worked('2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11'),
    ...worked('2024-09-14', '2024-09-29', '2024-10-12'),
  ]),
  holidays(2025, [
    ...run('2025-01', 1, 1),
    ...run('2025-01', 28, 31),
    ...run('2025-02', 1, 4),
    ...run('2025-04', 4, 6),
    ...run('2025-05', 1, 5),
    ...run('2025-05', 31, 31),
    ...run('2025-06', 1, 2),
    ...run('2025-10', 1, 8),
    ...worked('2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'),
  ]),
  holidays(2026, [
    ...run('2026-01', 1, 3),
    ...run('2026-02', 15, 23),
    ...run('2026-04', 4, 6),
    ...run('2026-05', 1, 5),
    ...run('2026-06', 19, 21),
    ...run('2026-09', 25, 27),
    ...run('2026-10', 1, 7),
    ...worked('2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'),
  ]),
]
