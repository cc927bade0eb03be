import type { Deadline } from '../deadlines/deadline.js'
import type { Matter } from '../deadlines/matter.js'
import type { Rules } from '../deadlines/rules.js'
import { deadlinesOf } from '../deadlines/schedule.js'
import type { LineKey, Watched } from '../deadlines/watch.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { LineRef } from '../reply/deadline-press.js'
import type { CivilDate } from '../values/civil-date.js'
import type { CardKey, ChatRef } from '../values/ids.js'
import type { Said } from './decision.js'
import { linesShown, restingView } from './lines.js'
import { mostLines } from './say/reminder.js'
import { reachAround } from './watching.js'

/** A card that tells of deadlines, in its chat. */
export interface TellingCard {
  readonly chat: ChatRef
  readonly group: boolean
  readonly card: CardKey
  readonly lines: readonly LineKey[]
  readonly watched: readonly Watched[]
}

interface Knowing {
  readonly knowledge: Knowledge
  readonly rules: Rules
  readonly today: CivilDate
}

/** The cards on which a change of a matter puts a line in another light, as they read after it. */
export function retold(cards: readonly TellingCard[], after: Matter, how: Knowing): readonly Said[] {
  return cards
    .filter(({ lines, watched }) => {
      const before = watched.find(({ matter }) => matter.id === after.id)?.matter
      return before !== undefined && changesAny(lines, before, after, how)
    })
    .map(({ lines, card, ...place }) => {
      const refs = refsOf(lines)
      const reply = linesShown(refs, restingView(refs), { ...place, ...how }, after)
      return { reply, card, to: place.chat, forAll: true }
    })
}

/** What an outage swallowed was told; once somebody has acted, nobody needs to read it again. */
function refsOf(lines: readonly LineKey[]): readonly LineRef[] {
  const newest = new Map(lines.map((line) => [`${line.matter} ${line.rule} ${line.cycle}`, line]))
  return [...newest.values()]
    .slice(0, mostLines)
    .map(({ matter, rule, cycle, rung }) => ({ matter, rule, cycle, rung }))
}

function changesAny(lines: readonly LineKey[], before: Matter, after: Matter, how: Knowing): boolean {
  const [old, now] = [before, after].map((matter) => statesOf(matter, how))
  return lines
    .filter(({ matter }) => matter === after.id)
    .some(({ rule, cycle }) => old?.get(`${rule} ${cycle}`) !== now?.get(`${rule} ${cycle}`))
}

/** By deadline: how it stands, as a text to compare. */
function statesOf(matter: Matter, { rules, today }: Knowing): ReadonlyMap<string, string> {
  const key = ({ rule, cycle }: Deadline): string => `${rule.id} ${cycle}`
  return new Map(
    deadlinesOf(matter, rules, reachAround(today)).map((one) => [
      key(one),
      JSON.stringify([one.state, one.due]),
    ]),
  )
}
