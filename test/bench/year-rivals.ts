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
type Rival = (course: Course, moment: Moment) => void

interface Moment {
  readonly day: CivilDate
  readonly hour: number
  /** Tells one chat; whether it knows that this worked. */
  readonly send: (seat: Seat) => boolean
  readonly seats: readonly Seat[]
  readonly memory: Set<string>
}

const threshold = 30

const rivals: Readonly<Record<string, Rival>> = {
  'days left equals N, at 09:00': ({ expected }, { day, hour, seats, send }) => {
    if (hour === 9 && expected.some(({ on }) => on === day)) for (const seat of seats) send(seat)
  },
  'inside a threshold, daily': ({ due }, { day, hour, seats, send }) => {
    const left = daysBetween(day, due as CivilDate)
    if (hour === 9 && Math.abs(left) <= threshold) for (const seat of seats) send(seat)
  },
  'done if any channel worked': (course, { day, seats, send, memory }) => {
    const rungs = untold(course, day, memory)
    if (rungs.length === 0) return
    const worked = seats.map(send).includes(true)
    if (worked) for (const rung of rungs) memory.add(rung)
  },
  'claim, then send': (course, { day, seats, send, memory }) => {
    for (const seat of seats) {
      const rungs = untold(course, day, memory, seat.channel)
      for (const rung of rungs) memory.add(rung)
      if (rungs.length > 0) send(seat)
    }
  },
}

function untold(course: Course, day: string, memory: ReadonlySet<string>, of = ''): readonly string[] {
  const { matter, rule, cycle, expected } = course
  return expected
    .filter(({ on, optional }) => on <= day && !optional)
    .map(({ on }) => `${matter} ${rule.id} ${cycle} ${on} ${of}`)
    .filter((rung) => !memory.has(rung))
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
  const courses = world.town.matters.flatMap(({ id }) => coursesOf(id, facts.get(id) ?? [], world.rules))
  return new Map(
    Object.entries(rivals).map(([name, rival]) => [name, livedBy(rival, courses, world, diceOf())]),
  )
}

function livedBy(rival: Rival, courses: readonly Course[], world: World, dice: SeededDice): History {
  const { weather, from, days, town, ours } = world
  const told: Told[] = []
  const memory = new Set<string>()
  const numberAt = numbering(ours)
  for (let hours = 0; hours < days * 24; hours++) {
    const hour = hours % 24
    const at = instant(from + hours * hourMs)
    if (hour < firstHour || hour > lastHour || weather.isDown(at)) continue
    const day = dayAt(instant(at + weather.clockOff(at)), 'Asia/Shanghai')
    // Whoever dies goes on with the next hour: what was in its hands is gone.
    let sendsLeft = weather.isDeadly(at) ? dice.below(6) : Infinity
    for (const course of courses.filter(({ begun, over }) => begun.at <= at && (over?.at ?? Infinity) > at)) {
      const room = town.rooms[town.roomOf.get(course.matter) ?? -1]
      const seats = (room?.channels ?? []).map((channel): Seat => ({ channel, room: room?.number ?? -1 }))
      const send = (seat: Seat): boolean => {
        sendsLeft -= 1
        if (sendsLeft < 0) return false
        const { reached, known } = attempt(seat, at, weather, dice)
        if (reached) told.push(toldOf(course, seat, { number: numberAt(at), at, day }))
        return known
      }
      if (sendsLeft >= 0) rival(course, { day, hour, seats, send, memory })
    }
  }
  return { ...ours, told, messages: told.length, faults: [], doubted: [] }
}

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
