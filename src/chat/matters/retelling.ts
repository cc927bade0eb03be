import type { Noted } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import { deadlinesOf } from '../../deadlines/schedule.js'
import type { LineKey, Watched } from '../../deadlines/watch.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { LineRef } from '../../reply/deadline-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { CardKey, ChatRef, MatterId } from '../../values/ids.js'
import type { Said } from '../decision.js'
import { linesShown, restingView } from './lines.js'
import { mostLines } from '../say/reminder.js'
import { reachAround } from './watching.js'

/** A card that tells of deadlines, in its chat. */
export interface TellingCard {
  readonly chat: ChatRef
  readonly group: boolean
  readonly card: CardKey
  readonly lines: readonly LineKey[]
  readonly watched: readonly Watched[]
}

/** By matter: what is about to be noted of it. */
export type News = ReadonlyMap<MatterId, readonly Noted[]>

interface Knowing {
  readonly knowledge: Knowledge
  readonly rules: Rules
  readonly today: CivilDate
}

/** The cards on which news put a line in another light, as they read with it. */
export function retold(cards: readonly TellingCard[], news: News, how: Knowing): readonly Said[] {
  return cards.flatMap(({ lines, card, watched, ...place }): readonly Said[] => {
    const after = withNews(watched, news)
    if (statesOf(lines, watched, how) === statesOf(lines, after, how)) return []
    const refs = refsOf(lines)
    const reply = linesShown(refs, restingView(refs), { ...place, ...how, watched: after })
    return [{ reply, card, to: place.chat, forAll: true }]
  })
}

/** Matters as they are once it is noted. */
export function withNews(watched: readonly Watched[], news: News): readonly Watched[] {
  return watched.map((one) => {
    const log = [...one.matter.log, ...(news.get(one.matter.id) ?? [])]
    return { ...one, matter: { ...one.matter, log } }
  })
}

/** What an outage swallowed was told; once somebody has acted, nobody needs to read it again. */
function refsOf(lines: readonly LineKey[]): readonly LineRef[] {
  const newest = new Map(lines.map((line) => [keyOf(line.matter, line.rule, line.cycle), line]))
  return [...newest.values()]
    .slice(0, mostLines)
    .map(({ matter, rule, cycle, rung }) => ({ matter, rule, cycle, rung }))
}

const keyOf = (...parts: readonly string[]): string => parts.join(' ')

/** How the deadlines of these lines stand, as a text to compare. */
function statesOf(lines: readonly LineKey[], watched: readonly Watched[], { rules, today }: Knowing): string {
  const told = new Set(lines.map(({ matter, rule, cycle }) => keyOf(matter, rule, cycle)))
  const asked = new Set(lines.map(({ rule }) => rule))
  const deadlines = watched.flatMap(({ matter }) =>
    deadlinesOf(matter, rules, reachAround(today), ({ id }) => asked.has(id)),
  )
  const states = deadlines
    .filter(({ matter, rule, cycle }) => told.has(keyOf(matter, rule.id, cycle)))
    .map(({ matter, rule, cycle, state, due }) => [matter, rule.id, cycle, state, due])
  return JSON.stringify(states)
}
