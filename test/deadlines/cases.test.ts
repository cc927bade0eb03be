import { readFileSync } from 'node:fs'
import { expect, describe, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import type { Deadline, Reminder } from '../../src/deadlines/deadline.js'
import { remindersOf } from '../../src/deadlines/rungs.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import { hardnesses } from '../../src/deadlines/rule.js'
import { day, matter, rule, rulesWith } from './small.js'

/** Worked out by hand and by a script of its own, never by what is tested here: see the head of the file. */

const flag = z.literal(true).exactOptional()
const ruleShape = z.strictObject({
  due: z.string(),
  hardness: z.enum(hardnesses).exactOptional(),
  safe: z.number().exactOptional(),
  needs: z.string().exactOptional(),
  starts: z.string().exactOptional(),
  done: z.string().exactOptional(),
  ends: z.array(z.string()).exactOptional(),
  each: flag,
  optional: flag,
  heldAtYearEnd: flag,
})
const caseShape = z.strictObject({
  log: z.string().default(''),
  /** What the matter is known to have. */
  has: z.array(z.string()).default([]),
  /** Instead of the group's rule. */
  rule: ruleShape.exactOptional(),
  /** When its only rung speaks. */
  rung: z.string().exactOptional(),
  today: z.string().default('2000-01-01'),
  /** Which deadline is meant, where there are several. */
  of: z.string().exactOptional(),
  due: z.string().exactOptional(),
  safe: z.string().exactOptional(),
  opens: z.string().exactOptional(),
  provisional: z.boolean().exactOptional(),
  unmeetable: z.boolean().exactOptional(),
  /** Every reminder: its day, with ! if at any hour, ? if provisional, a time where hours count. */
  says: z.string().exactOptional(),
  /** Every deadline with its state, in order. */
  cycles: z.string().exactOptional(),
  why: z.string(),
})
const groupsShape = z.array(
  z.strictObject({ class: z.string(), rule: ruleShape.exactOptional(), cases: z.array(caseShape) }),
)

const file = new URL('cases.yaml', import.meta.url)
const groups = groupsShape.parse(parse(readFileSync(file, 'utf8')))
type Case = z.output<typeof caseShape>

describe.each(groups)('$class', ({ rule: shared, cases }) => {
  test.each(cases.map((one) => [title(one), one] as const))('%s', (_, one) => {
    const { rule: own = shared, rung } = one
    if (own === undefined) throw new Error('a case without a rule')
    const small = rule({ ...own, ...(rung !== undefined && { rungs: { rung } }) })
    const rules = rulesWith([small])
    const its = matter(one.log, one.has)
    const deadlines = deadlinesOf(its, rules, { from: day('2024-01-01'), to: day('2034-12-31') })
    if (one.cycles !== undefined) expect(deadlines.map(stateText).join(', ')).toBe(one.cycles)
    const deadline = chosen(deadlines, one.of)
    if (deadline !== undefined) expectDates(deadline, one)
    if (one.says !== undefined) {
      const how = { rules, ladders: [], today: day(one.today) }
      const said = deadline === undefined ? [] : remindersOf(deadline, its, how)
      expect(said.map(reminderText).join(', ')).toBe(one.says)
    }
  })
})

test('there are two hundred of them, and none twice', () => {
  const all = groups.flatMap(({ cases }) => cases)
  expect(all.length).toBeGreaterThanOrEqual(200)
  const shown = groups.flatMap((group) => group.cases.map((one) => JSON.stringify([group.rule, one])))
  expect(new Set(shown).size).toBe(all.length)
})

const title = ({ log, rung = '', why }: Case): string => `${log} ${rung}: ${why}`

function chosen(deadlines: readonly Deadline[], of: string | undefined): Deadline | undefined {
  const found = of === undefined ? deadlines : deadlines.filter(({ cycle }) => cycle === of)
  if (of !== undefined && found.length !== 1) throw new Error(`no cycle ${of}`)
  return found.length === 1 ? found[0] : undefined
}

function expectDates(deadline: Deadline, { due, safe, opens, provisional, unmeetable }: Case): void {
  const { safeLastDay, opensOn } = deadline
  if (due !== undefined) expect(dueText(deadline)).toBe(due)
  if (safe !== undefined) expect(safeLastDay).toBe(safe)
  if (opens !== undefined) expect(opensOn).toBe(opens)
  if (provisional !== undefined) expect(deadline.provisional).toBe(provisional)
  if (unmeetable !== undefined) expect(deadline.unmeetable ?? false).toBe(unmeetable)
}

function dueText({ due }: Deadline): string {
  if (due.kind === 'day') return due.on
  return due.kind === 'moment' ? shanghai(due.at) : due.kind
}

/** '2026-12-01T22:30', eight hours ahead of Greenwich. */
const shanghai = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)

function reminderText({ on, moment, anyHour, provisional }: Reminder): string {
  if (moment !== undefined) return shanghai(moment)
  return `${on}${anyHour ? '!' : ''}${provisional ? '?' : ''}`
}

function stateText({ cycle, state }: Deadline): string {
  switch (state.kind) {
    case 'open':
      return `${cycle} ${state.mark?.kind ?? 'open'}`
    case 'done':
      return `${cycle} done ${state.on}`
    case 'given-up':
      return `${cycle} ${state.kind}`
  }
}
