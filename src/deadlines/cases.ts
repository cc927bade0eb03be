import type { CivilDate } from '../values/civil-date.js'
import type { EventKind } from '../values/ids.js'
import type { Events, Happened } from './log.js'
import type { Due, Rule } from './rule.js'

/** One run of a matter through a rule: what it counts from, and what ended it. */
export interface Case {
  readonly events: Events
  /** The day of what ended it. */
  readonly ended?: CivilDate
}

/** The events that a deadline hangs on: another date of one of them is another cycle. */
export function anchorsOf({ due, starts }: Rule): readonly EventKind[] {
  const own = dueAnchors(due)
  return starts === undefined || own.includes(starts) ? own : [...own, starts]
}

function dueAnchors(due: Due): readonly EventKind[] {
  switch (due.kind) {
    case 'counted':
      return [due.from]
    case 'earliest':
      return [...new Set(due.of.flatMap(dueAnchors))]
    case 'named':
      return [
        ...new Set([due.by, due.named, ...(due.fallback === undefined ? [] : dueAnchors(due.fallback))]),
      ]
    case 'window':
    case 'date':
    case 'recurring':
      return []
  }
}

/**
 * The cases of a rule that hangs on events. Until one has ended, a newer date corrects it and the older one never was; after
 * that, what happens belongs to the next: a new expiry begins the next cycle.
 */
export function casesOf(rule: Rule, events: readonly Happened[]): readonly Case[] {
  if (rule.each) return separateCases(rule, events)
  const anchors = anchorsOf(rule)
  const walked = events.reduce<Walk>(
    (walk, event) => (isEnd(rule, event) ? ended(walk, event, anchors) : noted(walk, event, anchors)),
    { over: [], now: { events: new Map() }, next: new Map() },
  )
  return [...walked.over, walked.now].filter((one) => hasBegun(one, anchors))
}

interface Walk {
  readonly over: readonly Case[]
  readonly now: Case
  /** What has happened since `now` ended. */
  readonly next: Events
  /** The day of an end that was told before what it ends. */
  readonly early?: CivilDate
}

function isEnd({ done, ends = [] }: Rule, { event }: Happened): boolean {
  return event === done || ends.includes(event)
}

function ended(walk: Walk, { on }: Happened, anchors: readonly EventKind[]): Walk {
  const { now } = walk
  if (!hasBegun(now, anchors)) return { ...walk, early: on }
  return now.ended === undefined ? { ...walk, now: { ...now, ended: on } } : walk
}

const hasBegun = ({ events }: Case, anchors: readonly EventKind[]): boolean =>
  anchors.some((anchor) => events.has(anchor))

function noted(walk: Walk, event: Happened, anchors: readonly EventKind[]): Walk {
  const { over, now, next, early } = walk
  // Said once more, it is nothing new.
  if (isSame(now.events.get(event.event), event)) return walk
  if (now.ended === undefined) {
    const isOver =
      early !== undefined && anchors.includes(event.event) && !hasBegun(now, anchors) && event.on <= early
    return { ...walk, now: { events: including(now.events, event), ...(isOver && { ended: early }) } }
  }
  if (!anchors.includes(event.event)) return { ...walk, next: including(next, event) }
  return { over: [...over, now], now: { events: including(next, event) }, next: new Map() }
}

const isSame = (known: Happened | undefined, { on, moment }: Happened): boolean =>
  known?.on === on && known.moment === moment

const including = (events: Events, event: Happened): Events => new Map(events).set(event.event, event)

/** Each event is a case of its own, and an end is that of the oldest one that is still open. */
function separateCases(rule: Rule, events: readonly Happened[]): readonly Case[] {
  const anchors = anchorsOf(rule)
  return events.reduce<readonly Case[]>((cases, event) => {
    if (isEnd(rule, event)) return oldestEnded(cases, event)
    return anchors.includes(event.event) ? [...cases, { events: new Map([[event.event, event]]) }] : cases
  }, [])
}

function oldestEnded(cases: readonly Case[], { on }: Happened): readonly Case[] {
  const oldest = cases.findIndex((one) => one.ended === undefined)
  return cases.map((one, at) => (at === oldest ? { ...one, ended: on } : one))
}
