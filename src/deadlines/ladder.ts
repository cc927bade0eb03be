import { dayOfYear, daysAfter, yearOf, type CivilDate } from '../values/civil-date.js'
import { rungId } from '../values/ids.js'
import { nominalsOf, sideOf, type Nominal, type Round } from './nominal.js'
import type { MonthDay, Rule, Tone } from './rule.js'
import type { LadderChange, Ladders } from './watch.js'
import type { WorkingDays } from './working-days.js'

/** What differs from a rule's own ladder: the first of `ladders` that says anything of it. */
export function changeOf(rule: Rule, ladders: readonly Ladders[]): LadderChange | undefined {
  return ladders.map((one) => one[rule.id]).find((change) => change !== undefined)
}

/** Whether a rule is spoken of at all: what is optional, only where somebody asked for it. */
export function isOn(rule: Rule, ladders: readonly Ladders[]): boolean {
  const change = changeOf(rule, ladders)
  return change === undefined ? rule.optional !== true : change.kind !== 'off'
}

/** The rungs of a rule in one round of it, as changed for a chat and a matter. */
export function ladderOf(
  rule: Rule,
  round: Round,
  { ladders, days }: { readonly ladders: readonly Ladders[]; readonly days: WorkingDays },
): readonly Nominal[] {
  if (!isOn(rule, ladders)) return []
  const usual = rule.ladder.flatMap((rung) => nominalsOf(rung, round, days))
  const change = changeOf(rule, ladders)
  if (!('on' in round.due) || change === undefined) return usual
  const { on } = round.due
  if (change.kind === 'days') return chosen(change.days, usual, on)
  if (change.kind !== 'dates') return usual
  const besides = change.days === undefined ? usual : chosen(change.days, usual, on)
  return withDates(change.dates, besides, on)
}

/** The last of each before the deadline is over. */
function withDates(
  dates: readonly MonthDay[],
  besides: readonly Nominal[],
  due: CivilDate,
): readonly Nominal[] {
  const own = dates.map((monthDay): Nominal => {
    const thatYear = dayOfYear(yearOf(due), monthDay)
    const on = thatYear <= due ? thatYear : dayOfYear(yearOf(due) - 1, monthDay)
    const id = rungId(`date-${monthDay}`)
    const when = { kind: 'month-day', on: monthDay } as const
    return {
      rung: id,
      of: { id, when, tone: toneBy(on, besides) },
      on,
      provisional: false,
      side: sideOf('due', due, on),
    }
  })
  return [...besides, ...own.filter(({ on }) => besides.every((one) => one.on !== on))]
}

/** Days chosen by somebody stand for the rule's own before the deadline. Its last day and what follows stay. */
function chosen(days: readonly number[], usual: readonly Nominal[], due: CivilDate): readonly Nominal[] {
  const kept = usual.filter(({ on }) => on >= due)
  const own = days.map((offset) => chosenRung(offset, usual, due))
  return [...own.filter(({ on }) => kept.every((one) => one.on !== on)), ...kept]
}

/** As loud as the rule's own ladder would be by then. */
const toneBy = (on: CivilDate, usual: readonly Nominal[]): Tone =>
  usual.findLast((one) => one.on <= on)?.of.tone ?? 'info'

/** On a day of the rule's own it says what the rule would say. */
function chosenRung(offset: number, usual: readonly Nominal[], due: CivilDate): Nominal {
  const on = daysAfter(due, offset)
  const id = rungId(`due${offset < 0 ? '' : '+'}${offset}d`)
  const words = usual.find((one) => one.on === on)?.of.do
  const when = { kind: 'counted', from: 'due', span: { unit: 'day', amount: offset } } as const
  return {
    rung: id,
    of: { id, when, tone: toneBy(on, usual), ...(words !== undefined && { do: words }) },
    on,
    provisional: false,
    side: sideOf('due', due, on),
  }
}
