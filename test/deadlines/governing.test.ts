import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rulesFrom, type LoadedRules } from '../../src/deadlines/load-rules.js'
import type { MatterKind } from '../../src/deadlines/matter.js'
import { rulesOf, rulesOn, type Rules } from '../../src/deadlines/rules.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import type { FigureSource } from '../../src/knowledge/entry.js'
import { figuresOf } from '../../src/knowledge/figures.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { daysAfter } from '../../src/values/civil-date.js'
import { figureId, ruleId } from '../../src/values/ids.js'
import { small, today } from '../knowledge/small.js'
import { day, matter } from './small.js'

const folder = fileURLToPath(new URL('rules-small/', import.meta.url))

/** The rules of the small base, of which the complaint is to be answered within a figure of the law. */
const files: readonly TextFile[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => ({
    path,
    text: readFileSync(folder + path, 'utf8').replace('days: 15', 'figure: recording.days'),
  }))

type Value = FigureSource['value']

/** The small base in which a figure has another value from some day on, or with undefined none. */
function loadedWith(id: string, since: string, value: Value | undefined): LoadedRules {
  const rows = [...small.figures.values()].flat()
  const last = rows.findLast((row) => row.id === figureId(id))
  if (last === undefined) throw new Error(`no figure ${id}`)
  const ended = { ...last, until: daysAfter(day(since), -1) }
  const others = rows.filter((row) => row !== last)
  const next = value === undefined ? [] : [{ ...last, since: day(since), value }]
  return rulesFrom(files, { ...small, figures: figuresOf([...others, ended, ...next]) }, today)
}

function rulesWith(...change: Parameters<typeof loadedWith>): Rules {
  const read = loadedWith(...change)
  if (!read.ok) throw new Error('the rules do not pass')
  return rulesOf(read.contents)
}

/** The last days of a rule for a matter, as seen on a day. */
function lastDays(
  rule: string,
  events: string,
  rules: Rules,
  kind: MatterKind = 'licence',
): readonly string[] {
  return deadlinesOf({ ...matter(events), kind }, rules, { from: day('2023-06-01'), to: day('2031-12-31') })
    .filter((deadline) => deadline.rule.id === ruleId(rule))
    .map(({ due }) => ('on' in due ? due.on : due.kind))
}

describe('what counts back from a day ahead goes by the law of its last day', () => {
  const longer = rulesWith('renewal.lead', '2027-07-01', 120)
  const shorter = rulesWith('renewal.lead', '2027-07-01', 60)
  test.each([
    ['90 days, over before 120 are asked for', longer, '2027-09-28', '2027-05-01', '2027-06-30'],
    [
      'no longer in time the day after: the last day of the old law',
      longer,
      '2027-09-29',
      '2027-05-01',
      '2027-06-30',
    ],
    ['the same after the change', longer, '2027-09-29', '2027-08-01', '2027-06-30'],
    ['the last such day', longer, '2027-10-28', '2027-05-01', '2027-06-30'],
    ['120 days, in the time of the new law', longer, '2027-10-29', '2027-05-01', '2027-07-01'],
    ['120 days, years ahead', longer, '2030-10-29', '2027-05-01', '2030-07-01'],
    ['60 days, in the time of the new law', shorter, '2027-10-15', '2027-05-01', '2027-08-16'],
    ['of two days that would do the one in force', shorter, '2027-09-15', '2027-06-30', '2027-06-17'],
    ['and once the new law is in force, its day', shorter, '2027-09-15', '2027-07-01', '2027-07-17'],
  ])('%s', (_, rules, expires, seenOn, due) => {
    expect(lastDays('renewal', `expires ${expires}`, rulesOn(rules, day(seenOn)))).toEqual([due])
  })

  test.each(['2026-05-01', '2028-05-01', '2030-05-01'])(
    'a window closes by the law of its year, seen on %s',
    (seenOn) => {
      const rules = rulesWith('report.deadline', '2028-03-10', '02-28')
      const days = lastDays('report', '', rulesOn(rules, day(seenOn)))
      expect(days.filter((on) => '2026' < on && on < '2030')).toEqual([
        '2026-03-31',
        '2027-03-31',
        '2028-03-09',
        '2029-02-28',
      ])
    },
  )
})

test.each([
  ['2023-12-31', '2024-01-30'],
  ['2024-01-01', '2024-03-01'],
  ['2027-06-30', '2027-08-29'],
  ['2027-07-01', '2027-09-29'],
])('a time that runs since %s keeps the length it had then: until %s', (on, due) => {
  const rules = rulesWith('recording.days', '2027-07-01', 90)
  for (const seenOn of ['2023-01-01', '2026-05-01', '2030-05-01'])
    expect(lastDays('complaint-reply', `complaint ${on}`, rulesOn(rules, day(seenOn)), 'company')).toEqual([
      due,
    ])
})

test('a day on which nothing of the rules changes makes no other rules', () => {
  const rules = rulesOn(rulesWith('renewal.lead', '2027-07-01', 120), day('2027-01-01'))
  expect(rulesOn(rules, day('2027-06-30'))).toBe(rules)
  expect(rulesOn(rules, day('2027-07-01'))).not.toBe(rules)
})

test('a figure that ceases without a value that follows is a notice', () => {
  const told = (since: string, value?: Value): readonly string[] => {
    const read = loadedWith('renewal.lead', since, value)
    return read.ok ? read.notices.map(({ message }) => message).filter((text) => text.includes('没有值')) : []
  }
  expect(told('2027-07-01')).toEqual(['规则 renewal 用到的数字从 2027-07-01 起没有值'])
  expect(told('2027-07-01', 120)).toEqual([])
})
