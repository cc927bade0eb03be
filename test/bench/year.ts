import { cpus, loadavg } from 'node:os'
import { instantAt } from '../../src/deadlines/hours.js'
import { dayAt } from '../../src/values/civil-date.js'
import { shippedContent, zone } from '../app/watching.js'
import { day } from '../deadlines/small.js'
import { table } from './table.js'
import { seededDice } from './year-dice.js'
import type { History } from './year-history.js'
import { judged, type Verdict } from './year-judge.js'
import { rivalYears } from './year-rivals.js'
import { yearOf } from './year-run.js'
import { townOf } from './year-town.js'
import { weatherOf } from './year-weather.js'

export interface YearSize {
  readonly licences: number
  readonly days: number
  readonly seed: number
}

/** One year of the bot and of the usual designs under the same faults, all judged alike. */
export async function triedYear({ licences, days, seed }: YearSize) {
  const content = shippedContent()
  const from = instantAt(day('2026-03-02'), '00:00', zone)
  const dice = seededDice(seed)
  const town = townOf(licences, { today: dayAt(from, zone), at: from }, dice)
  const weather = weatherOf({ from, days, chats: town.rooms.length }, dice)
  const ours = await yearOf({ town, weather, content, from, days, seed })
  const { rules } = content
  const verdictOf = (history: History): Verdict => judged(history, town, rules)
  const rivals = rivalYears({ town, weather, rules, from, days, ours }, () => seededDice(seed))
  return {
    weather: weather.words,
    ours: verdictOf(ours),
    rivals: new Map([...rivals].map(([name, history]) => [name, verdictOf(history)])),
  }
}

/** `npm run bench -- year [LICENCES] [DAYS] [SEED]` */
export async function yearBench([
  licences = '1000',
  days = '400',
  seed = '1',
]: readonly string[]): Promise<void> {
  const size = { licences: Number(licences), days: Number(days), seed: Number(seed) }
  const began = performance.now()
  const { weather, ours, rivals } = await triedYear(size)
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  const load = loadavg()[0]?.toFixed(1) ?? ''
  console.log(`\n${licences} licences, ${days} days, seed ${seed}: ${weather}`)
  console.log(`${ours.expected} reminders to be told; ${seconds} s, load ${load} on ${cpus().length} cores\n`)
  const all: readonly (readonly [string, Verdict])[] = [['ours', ours], ...rivals]
  console.log(
    table(
      heads,
      all.map(([name, verdict]) => [name, ...figures(verdict, size.licences)]),
    ),
  )
  const { faults, lost, toldNowhere, unmarkedRepeats, overdueTooEarly, wrongDays, afterItsEnd } = ours
  const wrong = [faults, lost, toldNowhere, unmarkedRepeats, overdueTooEarly, wrongDays, afterItsEnd]
  for (const fault of wrong.flat()) console.log(fault)
}

const heads = [
  '',
  'lost',
  'told nowhere',
  'listed',
  'unmarked repeats',
  'marked repeats',
  'overdue too early',
  'wrong days left',
  'after its end',
  'late days',
  'messages a licence',
]

function figures(verdict: Verdict, licences: number): readonly (string | number)[] {
  const {
    lost,
    toldNowhere,
    listed,
    unmarkedRepeats,
    markedRepeats,
    overdueTooEarly,
    wrongDays,
    afterItsEnd,
  } = verdict
  return [
    ...[
      lost,
      toldNowhere,
      listed,
      unmarkedRepeats,
      markedRepeats,
      overdueTooEarly,
      wrongDays,
      afterItsEnd,
    ].map(({ length }) => length),
    verdict.lateDays,
    (verdict.messages / licences).toFixed(0),
  ]
}
