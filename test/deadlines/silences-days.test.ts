import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSilent, silencesOf } from '../../src/deadlines/silences.js'
import type { Mark, Noted } from '../../src/deadlines/matter.js'
import { daysAfter, instant, type Instant } from '../../src/values/civil-date.js'
import { cycleId, ruleId } from '../../src/values/ids.js'
import { day, matter, rule } from './small.js'

const ours = { rule: rule({ id: 'ours', due: 'expires -90d' }), cycle: cycleId('2027-03-02') }
const first = day('2026-12-01')
const length = 12

/** A minute of a day in China, the first and the last ones among them. */
const momentOn = (number: number, minute: number): Instant =>
  instant(Date.parse(`${daysAfter(first, number)}T00:00:00+08:00`) + minute * 60_000)

/** What somebody did on a day; `about` another deadline, or taking back the entry before it. */
interface Done {
  readonly on: number
  readonly minute: number
  readonly mark: Mark
  readonly about: 'ours' | 'another rule' | 'another cycle'
  readonly takenBack: boolean
}

const minutes = fc.constantFrom(0, 1, 479, 480, 481, 1_439)
const numbers = fc.integer({ min: 0, max: length - 1 })
const marks: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>({ kind: 'seen' }, { kind: 'preparing' }, { kind: 'given-up' }),
  numbers.map((until): Mark => ({ kind: 'snoozed', until: daysAfter(first, until) })),
)
const histories: fc.Arbitrary<readonly Done[]> = fc
  .array(
    fc.record({
      on: numbers,
      minute: minutes,
      mark: marks,
      about: fc.constantFrom('ours', 'ours', 'ours', 'another rule', 'another cycle'),
      takenBack: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.toSorted((a, b) => a.on - b.on || a.minute - b.minute))

function logOf(history: readonly Done[]): readonly Noted[] {
  return history.reduce<readonly Noted[]>((log, { on, minute, mark, about, takenBack }) => {
    const at = momentOn(on, minute)
    const marked: Noted = {
      kind: 'marked',
      rule: ruleId(about === 'another rule' ? 'other' : 'ours'),
      cycle: about === 'another cycle' ? cycleId('2032-03-02') : ours.cycle,
      mark,
      at,
    }
    return [...log, marked, ...(takenBack ? [{ kind: 'taken-back', entry: log.length, at } as const] : [])]
  }, [])
}

/** Day by day: what was said last until the end of it decides. Given up for good, nothing is open that could be silent. */
function silentOn(number: number, history: readonly Done[]): boolean {
  const said = history.filter(({ about, takenBack }) => about === 'ours' && !takenBack)
  const last = said.findLastIndex(({ on }) => on <= number)
  const mark = said[last]?.mark
  if (mark?.kind === 'snoozed') return daysAfter(first, number) < mark.until
  return mark?.kind === 'given-up' && last < said.length - 1
}

test('a deadline is silent on the days on which the last word about it was to leave it alone', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const silences = silencesOf({ ...matter(''), log: logOf(history) }, ours)
      const days = Array.from({ length }, (_, number) => number)
      expect(days.filter((number) => isSilent(daysAfter(first, number), silences))).toEqual(
        days.filter((number) => silentOn(number, history)),
      )
    }),
    { numRuns: 2_000 },
  )
})
