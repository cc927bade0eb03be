import type { Rules } from '../../src/deadlines/rules.js'
import { daysAfter, daysBetween, type CivilDate } from '../../src/values/civil-date.js'
import { grouped } from './year-groups.js'
import { coursesOf, type Course, type Expected } from './year-oracle.js'
import type { Doubt, Fact, History, Seat, Stamp, Told } from './year-history.js'
import type { Town } from './year-town.js'

/** What a year is judged by. Each list names what it found, so that a fault can be looked into. */
export interface Verdict {
  readonly expected: number
  /** Never told and never named as missed, though there was a chance. */
  readonly lost: readonly string[]
  /** Not told because nobody could know whether an earlier message had come: operators have it on a list. */
  readonly listed: readonly string[]
  /** Of rooms that hear on two platforms: what neither told. */
  readonly toldNowhere: readonly string[]
  readonly unmarkedRepeats: readonly string[]
  readonly markedRepeats: readonly string[]
  readonly overdueTooEarly: readonly string[]
  readonly wrongDays: readonly string[]
  readonly afterItsEnd: readonly string[]
  /** Days by which what was told came after its day, summed. */
  readonly lateDays: number
  readonly messages: number
  readonly faults: readonly string[]
}

type Found = { -readonly [Key in keyof Verdict]: Verdict[Key] extends readonly string[] ? string[] : number }

/** So many days on which all was well are a chance. */
const chanceDays = 3

export function judged(history: History, town: Town, rules: Rules): Verdict {
  const found: Found = {
    expected: 0,
    lost: [],
    listed: [],
    toldNowhere: [],
    unmarkedRepeats: [],
    markedRepeats: [],
    overdueTooEarly: [],
    wrongDays: [],
    afterItsEnd: [],
    lateDays: 0,
    messages: history.messages,
    faults: [...history.faults],
  }
  const facts = grouped(history.facts, ({ matter }) => matter)
  const told = grouped(history.told, keyOf)
  const doubted = grouped(history.doubted, keyOf)
  const well = new Map<string, readonly Stamp[]>(
    ['telegram', 'feishu'].map((name) => [name, wellDays(history, name)]),
  )
  for (const { id } of town.matters) {
    const its: readonly Fact[] = facts.get(id) ?? []
    const courses = coursesOf(id, its, rules)
    const room = town.rooms[town.roomOf.get(id) ?? -1]
    for (const channel of room?.channels ?? [])
      for (const rule of new Set(courses.map((course) => course.rule))) {
        const seat = { channel, room: room?.number ?? -1 }
        const key = keyOf({ seat, matter: id, rule: rule.id })
        judge(
          {
            seat,
            courses: courses.filter((course) => course.rule === rule),
            told: told.get(key) ?? [],
            doubted: doubted.get(key) ?? [],
            well: well.get(channel) ?? [],
          },
          found,
        )
      }
  }
  found.toldNowhere.push(...nowhereIn([...found.lost, ...found.listed]))
  return found
}

/** Named for each platform. Two rungs of one day have one name. */
function nowhereIn(names: readonly string[]): readonly string[] {
  const groups = grouped([...new Set(names)], (name) => name.slice(name.indexOf(' ')))
  return [...groups].filter(([, of]) => of.length > 1).map(([name]) => name.trim())
}

const keyOf = ({ seat, matter, rule }: Pick<Told, 'seat' | 'matter' | 'rule'>): string =>
  `${seat.channel} ${seat.room} ${matter} ${rule}`

interface Case {
  readonly seat: Seat
  readonly courses: readonly Course[]
  readonly told: readonly Told[]
  readonly doubted: readonly Doubt[]
  readonly well: readonly Stamp[]
}

function judge({ seat, courses, told, doubted, well }: Case, found: Found): void {
  const satisfied: Satisfied = new Map()
  for (const one of told) {
    const course = courseAt(courses, one)
    if (course === undefined) {
      found.afterItsEnd.push(nameOf(one, 'never begun'))
      continue
    }
    judgeWords(one, course, found)
    const end = endBefore(one, course)
    if (end !== undefined) found.afterItsEnd.push(nameOf(one, `over ${end.day}`))
    else if (!settles(one, course, satisfied, found)) {
      if (one.marked) found.markedRepeats.push(nameOf(one))
      else found.unmarkedRepeats.push(nameOf(one))
    }
  }
  for (const course of courses)
    for (const expected of course.expected) {
      if (expected.optional) continue
      found.expected += 1
      if (satisfied.has(expected) || !hadChance(expected, course, well)) continue
      const name = `${seat.channel} ${course.matter} ${course.rule.id} ${course.cycle} ${expected.on}`
      if (isInDoubt(expected, { told, doubted })) found.listed.push(name)
      else found.lost.push(name)
    }
}

/** It was in a message of which nobody knows whether it came: of its own day, or one that named it as missed. */
function isInDoubt({ on }: Expected, { told, doubted }: Pick<Case, 'told' | 'doubted'>): boolean {
  const next = told.find(({ day }) => day >= on)?.day ?? '9999'
  return doubted.some((doubt) => on <= doubt.on && doubt.on <= next)
}

/** Since when nobody wanted to hear of it at that moment. */
function endBefore({ number }: Told, { over, pauses }: Course): Stamp | undefined {
  if (over !== undefined && over.number < number) return over
  return pauses.find(({ from, to }) => from.number < number && number < to.number)?.from
}

/** The last one that had begun by then. */
function courseAt(courses: readonly Course[], { number, day }: Told): Course | undefined {
  return courses.findLast(
    ({ begun, expected, due }) => begun.number <= number && (expected[0]?.on ?? due) <= day,
  )
}

/**
 * Whether a message told anything that was not told before: of its day, the latest of what was untold, what it names. One
 * that goes once more has the words of its first attempt: where it is late and counts no days, nobody can say whether it
 * told of this day.
 */
function settles(told: Told, { expected, due }: Course, satisfied: Satisfied, found: Found): boolean {
  const { day, missed, marked } = told
  const open = expected
    .filter(({ on }) => on <= spokenOn(told, due))
    .filter((one) => satisfied.get(one) !== 'surely')
  const latest = open.at(-1)
  const names = ({ on }: Expected): boolean => missed.includes(on.slice(5))
  const news = open.filter((one) => names(one) || one.on === latest?.on)
  for (const one of news) {
    if (!satisfied.has(one)) found.lateDays += daysBetween(one.on as CivilDate, day)
    satisfied.set(one, marked && missed.length > 0 && !names(one) ? 'perhaps' : 'surely')
  }
  return news.length > 0
}

/** From which day it speaks: what goes once more counts the days as its first attempt did. */
const spokenOn = ({ day, marked, left }: Told, due: string): string =>
  marked && left !== undefined ? daysAfter(due as CivilDate, -left) : day

type Satisfied = Map<Expected, 'surely' | 'perhaps'>

function judgeWords(one: Told, { due }: Course, found: Found): void {
  if (one.left === undefined) return
  if (one.left < 0 && one.day <= due) found.overdueTooEarly.push(nameOf(one, due))
  if (!one.marked && one.left !== daysBetween(one.day, due as CivilDate))
    found.wrongDays.push(nameOf(one, `${one.left} to ${due}`))
}

/** The last moment of each day on which all was well. */
function wellDays({ chances }: History, channel: string): readonly Stamp[] {
  const days = new Map(
    chances.filter(({ channels }) => channels.some((one) => one === channel)).map((one) => [one.day, one]),
  )
  return [...days.values()]
}

/** All was well for long enough before somebody was done with it, or gave it up for a while, and while nobody had put it off. */
function hadChance(
  { on, answered }: Expected,
  { begun, over, pauses, silences }: Course,
  well: readonly Stamp[],
): boolean {
  const heard = well.filter(({ day }) => !silences.some(({ from, until }) => from <= day && day < until))
  const first = heard.findIndex(({ day, number }) => day >= on && number > begun.number)
  const last = heard[first + chanceDays]
  if (first < 0 || last === undefined) return false
  if (answered !== undefined && answered.number <= last.number) return false
  const paused = pauses.some(({ from, to }) => on <= to.day && from.number < last.number)
  return !paused && (over === undefined || last.number < over.number)
}

const nameOf = ({ seat, matter, rule, day, at }: Told, more = ''): string =>
  `${day} ${new Date(at).toISOString()} ${seat.channel} ${seat.room} ${matter} ${rule} ${more}`
