import type { Content } from '../../src/app/content.js'
import { answerClasses } from '../../src/interview/walk/answer-classes.js'
import type { Answer, Answers } from '../../src/interview/answers.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import type { Asking } from '../../src/interview/replay.js'
import type { CivilDate } from '../../src/values/civil-date.js'
import { contentOf } from '../app/content.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { day } from '../deadlines/small.js'
import { shippedFlows } from '../interview/shipped-flows.js'
import { shipped } from '../knowledge/shipped.js'
import { seededDice } from './year-dice.js'

/** Companies by chance: of each question an answer of any class that the flow tells apart, or none known. */
export interface RandomAnswers {
  readonly content: Content
  readonly asking: Asking
  readonly today: CivilDate
  readonly next: (flow: Flow) => Answers
}

/** One in so many does not know. */
const unknownOneIn = 7

export function interviewAnswers(): RandomAnswers {
  const today = day('2026-11-21')
  const all = new Map(shippedFlows.map((flow) => [flow.id, flow]))
  const content = contentOf(shipped, shippedRules, { all, version: shipped.version })
  const { inputs, figures } = content.knowledge
  const asking: Asking = { inputs, figures, asOf: today }
  const classes = new Map(
    [...content.flows.all.values()].map((flow) => [flow.id, answerClasses(flow, asking)]),
  )
  const dice = seededDice(24)
  return {
    content,
    asking,
    today,
    next: (flow) =>
      new Map(
        [...(classes.get(flow.id) ?? [])].map(([input, some]): readonly [typeof input, Answer] => {
          const one = dice.below(unknownOneIn) === 0 ? undefined : some[dice.below(some.length)]
          return [input, one ?? { kind: 'unknown' }]
        }),
      ),
  }
}
