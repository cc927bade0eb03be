import { inForce, type Figures } from '../../knowledge/figures.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { daysAfter, earliestDay, type CivilDate } from '../../values/civil-date.js'
import type { Flow, RequirementState } from '../flow/flow.js'
import { answersUnder, type CameTo, type Interview } from './interview.js'
import { judgedOn, type Judged } from '../judged.js'
import type { Tested } from '../result.js'

/** A result that was told, and what the same answers come to now that flows or figures are others. */
export interface Rejudged {
  readonly came: CameTo
  readonly is: Judged
  /** What the law asks for and is no longer as it was. */
  readonly changed: readonly ChangedRequirement[]
}

export interface ChangedRequirement {
  readonly tested: Tested
  /** Absent: nobody asked for it then. */
  readonly was?: RequirementState
}

/**
 * Undefined where nothing changed that a person was told: the verdict, the outcomes, what the law asks for. Days that
 * passed are no news: the same answers are held against the figures of today as of the day on which it was told.
 */
export function rejudged(
  { came, answers: given }: Interview,
  flow: Flow,
  knowledge: Knowledge,
  today: CivilDate,
): Rejudged | undefined {
  if (came === undefined) return undefined
  const answers = answersUnder(given, flow.questions)
  const then = judgedOn(came.on, flow, answers, { ...knowledge, figures: asOn(today, knowledge.figures) })
  if (isSame(came, then)) return undefined
  const is = judgedOn(today, flow, answers, knowledge)
  return isSame(came, is) ? undefined : { came, is, changed: changedIn(came, is) }
}

/** Names what interviews are judged by: another version of the files, or a day that changes figures. */
export function lawOn(today: CivilDate, { version, figures }: Knowledge): string {
  const changes = [...figures.values()]
    .flat()
    .flatMap(({ since, until }) => (until === undefined ? [since] : [since, daysAfter(until, 1)]))
  const last = changes.reduce((latest, day) => (latest < day && day <= today ? day : latest), earliestDay)
  return `${version} ${last}`
}

/** The figures of that day, for any day. */
function asOn(day: CivilDate, figures: Figures): Figures {
  return new Map(
    [...figures].map(([id, rows]) => [
      id,
      rows.filter((row) => inForce(row, day)).map(({ until, ...row }) => ({ ...row, since: earliestDay })),
    ]),
  )
}

function isSame(came: CameTo, judged: Judged): boolean {
  const { verdict, outcomes } = judged.result
  const ends = outcomes.map(({ id }) => id)
  const sameEnds = ends.length === came.outcomes.length && ends.every((id) => came.outcomes.includes(id))
  return verdict === came.verdict && sameEnds && changedIn(came, judged).length === 0
}

/** What is new and not missed changes nothing for anybody. */
function changedIn({ states }: CameTo, { result }: Judged): readonly ChangedRequirement[] {
  const known = new Map(states)
  return result.tested
    .filter(({ requirement }) => requirement.severity === 'law')
    .flatMap((tested): readonly ChangedRequirement[] => {
      const was = known.get(tested.requirement.entry)
      if (was === undefined) return tested.state === 'unmet' ? [{ tested }] : []
      return was === tested.state ? [] : [{ tested, was }]
    })
}
