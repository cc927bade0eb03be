import type { Rules } from '../../src/deadlines/rules.js'
import { dayAt, daysBetween, instant, type CivilDate, type Instant } from '../../src/values/civil-date.js'
import type { SeededDice } from './year-dice.js'
import { grouped } from './year-groups.js'
import type { History, Seat, Stamp, Told } from './year-history.js'
import { coursesOf, type Course } from './year-oracle.js'
import type { Town } from './year-town.js'
import type { Weather } from './year-weather.js'

/**
 * How reminders are usually made. Every one of them knows the very days and what was done as well as ours does; only how
 * it decides, sends and remembers differs. Shared by all: they look once an hour from 09:00 to 20:00, while they run.
 */
type Rival = (watched: Watched, moment: Moment) => void

interface Watched {
  readonly course: Course
  readonly seats: readonly Seat[]
  /** On which it is to be spoken of, what may be left out included. */
  readonly days: ReadonlySet<string>
}

interface Moment {
  readonly day: CivilDate
  readonly hour: number
  /** Tells one chat; whether it knows that this worked. */
  readonly send: (seat: Seat) => boolean
  readonly memory: Memory
}

/** Up to which day it was spoken of, by course and, where that is remembered, channel. */
type Memory = Map<Course, Map<string, string>>

const threshold = 30

const rivals: Readonly<Record<string, Rival>> = {
  'days left equals N, at 09:00': ({ days, seats }, { day, hour, send }) => {
    if (hour === 9 && days.has(day)) for (const seat of seats) send(seat)
  },
  'inside a threshold, daily': ({ course, seats }, { day, hour, send }) => {
    const left = daysBetween(day, course.due as CivilDate)
    if (hour === 9 && Math.abs(left) <= threshold) for (const seat of seats) send(seat)
  },
  'done if any channel worked': ({ course, seats }, { day, send, memory }) => {
    const spoken = spokenOf(course, memory)
    if (!isUntold(course, day, spoken)) return
    if (seats.map(send).includes(true)) spoken.set('', day)
  },
  'claim, then send': ({ course, seats }, { day, send, memory }) => {
    const spoken = spokenOf(course, memory)
    for (const seat of seats) {
      if (!isUntold(course, day, spoken, seat.channel)) continue
      spoken.set(seat.channel, day)
      send(seat)
    }
  },
}

function spokenOf(course: Course, memory: Memory): Map<string, string> {
  const spoken = memory.get(course) ?? new Map<string, string>()
  memory.set(course, spoken)
  return spoken
}

function isUntold({ expected }: Course, day: string, spoken: Map<string, string>, of = ''): boolean {
  const last = spoken.get(of) ?? ''
  if (day <= last) return false
  if (expected.some(({ on, optional }) => last < on && on <= day && !optional)) return true
  // Later on the same day there is nothing to look for.
  spoken.set(of, day)
  return false
}

interface World {
  readonly town: Town
  readonly weather: Weather
  readonly rules: Rules
  readonly from: Instant
  readonly days: number
  /** What people noted and when all was well: the same for everybody. */
  readonly ours: History
}

const hourMs = 3_600_000
const firstHour = 9
const lastHour = 20

/** The year of each rival, by its name. */
export function rivalYears(world: World, diceOf: () => SeededDice): ReadonlyMap<string, History> {
  const facts = grouped(world.ours.facts, ({ matter }) => matter)
  const watched = world.town.matters.flatMap(({ id }) =>
    coursesOf(id, facts.get(id) ?? [], world.rules).map((course) => watchedIn(world.town, course)),
  )
  return new Map(
    Object.entries(rivals).map(([name, rival]) => [name, livedBy(rival, watched, world, diceOf())]),
  )
}

function watchedIn({ rooms, roomOf }: Town, course: Course): Watched {
  const { number = -1, channels = [] } = rooms[roomOf.get(course.matter) ?? -1] ?? {}
  const seats = channels.map((channel) => ({ channel, room: number }))
  return { course, seats, days: new Set(course.expected.map(({ on }) => on)) }
}

function livedBy(rival: Rival, all: readonly Watched[], world: World, dice: SeededDice): History {
  const { weather, from, days, ours } = world
  const told: Told[] = []
  const memory: Memory = new Map()
  const numberAt = numbering(ours)
  for (let hours = 0; hours < days * 24; hours++) {
    const hour = hours % 24
    const at = instant(from + hours * hourMs)
    if (hour < firstHour || hour > lastHour || weather.isDown(at)) continue
    const day = dayAt(instant(at + weather.clockOff(at)), 'Asia/Shanghai')
    // Whoever dies goes on with the next hour: what was in its hands is gone.
    let sendsLeft = weather.isDeadly(at) ? dice.below(6) : Infinity
    for (const watched of all.filter(({ course }) => isOpen(course, at))) {
      const send = (seat: Seat): boolean => {
        sendsLeft -= 1
        if (sendsLeft < 0) return false
        const { reached, known } = attempt(seat, at, weather, dice)
        if (reached) told.push(toldOf(watched.course, seat, { number: numberAt(at), at, day }))
        return known
      }
      if (sendsLeft >= 0) rival(watched, { day, hour, send, memory })
    }
  }
  return { ...ours, told, messages: told.length, faults: [], doubted: [] }
}

const isOpen = ({ begun, over }: Course, at: Instant): boolean =>
  begun.at <= at && (over?.at ?? Infinity) > at

interface Attempt {
  readonly reached: boolean
  readonly known: boolean
}

function attempt({ channel }: Seat, at: Instant, weather: Weather, dice: SeededDice): Attempt {
  switch (weather.illnessOf(channel, at)) {
    case 'refuses':
    case 'not-before':
    case 'loses':
      return { reached: false, known: false }
    case 'loses-answers':
      return { reached: true, known: false }
    case 'storm':
      return dice.holds(0.3) ? { reached: true, known: true } : { reached: false, known: false }
    case undefined:
      return { reached: true, known: true }
  }
}

function toldOf({ matter, rule, due }: Course, seat: Seat, stamp: Stamp): Told {
  const left = daysBetween(stamp.day, due as CivilDate)
  return { ...stamp, seat, matter, rule: rule.id, marked: false, left, missed: [] }
}

/** Where a later and later moment belongs among what happened. */
function numbering({ chances }: History): (at: Instant) => number {
  let next = 0
  return (at) => {
    while ((chances[next]?.at ?? Infinity) <= at) next += 1
    return (chances[next - 1]?.number ?? 0) + 0.5
  }
}
