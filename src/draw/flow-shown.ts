import type { Covered } from '../interview/cases/coverage.js'
import { readBy, type DecisionList } from '../interview/decision-list.js'
import type { Requirement, RequirementState } from '../interview/flow/flow.js'
import type { Proof } from '../interview/load-flows.js'
import { filled } from '../knowledge/figures.js'
import type { CivilDate } from '../values/civil-date.js'
import { conditionWords, type Reading } from './flow-condition.js'

/** How much of a part the cases reach. */
export const covers = ['all', 'some', 'none'] as const
export type Cover = (typeof covers)[number]

export const coverNames: Readonly<Record<Cover, string>> = {
  all: '例题都走到了',
  some: '例题走到了一部分',
  none: '没有例题走到',
}

/** A part of a flow, as a drawing shows it. */
export interface PartShown {
  readonly name: string
  /** When it is asked, holds or is tested; absent: always. */
  readonly under?: string
  /** Smaller, below it. */
  readonly notes: readonly string[]
  readonly cover: Cover
  /** Places of the questions that it reads. */
  readonly reads: readonly number[]
}

export interface FlowShown {
  readonly title: string
  readonly topics: readonly {
    readonly name: string
    readonly questions: readonly (PartShown & { readonly place: number })[]
  }[]
  readonly requirements: readonly PartShown[]
  readonly outcomes: readonly PartShown[]
}

/** What there is to draw of a flow, in the order of its file. Figures are those of a day. */
export function flowShown(proof: Proof, asOf: CivilDate): FlowShown {
  return {
    title: proof.flow.title,
    topics: topicsOf(questionsOf(proof, asOf)),
    requirements: requirementsOf(proof, asOf),
    outcomes: outcomesOf(proof, asOf),
  }
}

type QuestionShown = FlowShown['topics'][number]['questions'][number]

function topicsOf(questions: readonly (QuestionShown & { readonly topic: string })[]): FlowShown['topics'] {
  const topics: { readonly name: string; readonly questions: QuestionShown[] }[] = []
  for (const { topic, ...question } of questions) {
    const last = topics.at(-1)
    if (last?.name === topic) last.questions.push(question)
    else topics.push({ name: topic, questions: [question] })
  }
  return topics
}

function questionsOf(proof: Proof, asOf: CivilDate) {
  const { flow, coverage, knowledge } = proof
  const reading = readingOf(proof, asOf)
  return flow.questions.map((question, place) => {
    const { input, topic, ask, when, implied, use } = question
    const asked = coverage.questions.find(({ what }) => what === input)
    const missed = missedOf(coverage.options, (what) => (what.input === input ? what.option : undefined))
    return {
      place,
      topic,
      name: `${place + 1}. ${filled(ask, knowledge.figures, asOf)}`,
      ...(when !== undefined && { under: conditionWords(when, reading) }),
      notes: [
        ...(implied === undefined ? [] : [`不用问：${conditionWords(implied.when, reading)}就知道了`]),
        ...(use === undefined ? [] : [uses[use]]),
        ...(missed.length === 0 ? [] : [`没有例题答：${missed.join('、')}`]),
      ],
      cover:
        asked?.isCovered !== true
          ? ('none' as const)
          : missed.length > 0
            ? ('some' as const)
            : ('all' as const),
      reads: [],
    }
  })
}

const readingOf = ({ flow, knowledge: { inputs, figures } }: Proof, asOf: CivilDate): Reading => ({
  flow,
  inputs,
  figures,
  asOf,
})

const uses = { timeline: '用来倒推时间', note: '写进结果' } as const

function requirementsOf(proof: Proof, asOf: CivilDate): readonly PartShown[] {
  const { flow, coverage } = proof
  const reading = readingOf(proof, asOf)
  return flow.requirements.map((requirement) => {
    const { entry, name, states } = requirement
    const of = coverage.states.filter(({ what }) => what.entry === entry)
    const missed = missedOf(of, ({ state }) => stateNames[state])
    const [unless, authority] = (['not-applicable', 'authority-decides'] as const).map(
      (state) => states.find(({ then, when }) => then === state && when !== undefined)?.when,
    )
    return {
      name,
      ...(unless !== undefined && { under: conditionWords({ kind: 'not', of: unless }, reading) }),
      notes: [
        weightOf(requirement),
        ...(authority === undefined ? [] : [`${conditionWords(authority, reading)}：由机关决定`]),
        ...(missed.length === 0 ? [] : [`没有例题是：${missed.join('、')}`]),
      ],
      cover: missed.length === 0 ? 'all' : missed.length < of.length ? 'some' : 'none',
      reads: placesOf(states, proof),
    }
  })
}

const stateNames: Readonly<Record<RequirementState, string>> = {
  met: '符合',
  unmet: '不符合',
  unknown: '定不下来',
  'authority-decides': '机关决定',
  'not-applicable': '不适用',
}

function weightOf({ severity, blocks }: Requirement): string {
  if (severity === 'practice') return '代办口径'
  if (severity === 'advice') return '建议'
  return blocks === 'application' ? '法规，挡住申请' : blocks === 'operation' ? '法规，挡住开业' : '法规'
}

function outcomesOf(proof: Proof, asOf: CivilDate): readonly PartShown[] {
  const { flow, coverage } = proof
  return flow.outcomes.map(({ when, then: { id, title } }, at) => {
    const isCovered = coverage.outcomes.find(({ what }) => what === id)?.isCovered === true
    return {
      name: `${at + 1}. ${title}`,
      ...(when !== undefined && { under: conditionWords(when, readingOf(proof, asOf)) }),
      notes: isCovered ? [] : ['没有例题走到'],
      cover: isCovered ? 'all' : 'none',
      reads: placesOf(flow.outcomes.slice(at, at + 1), proof),
    }
  })
}

function missedOf<What>(
  covered: readonly Covered<What>[],
  nameOf: (what: What) => string | undefined,
): readonly string[] {
  return covered.flatMap(({ what, isCovered }) => (isCovered ? [] : (nameOf(what) ?? [])))
}

function placesOf<Result>(list: DecisionList<Result>, { flow }: Proof): readonly number[] {
  const reads = new Set(readBy(list))
  return flow.questions.flatMap(({ input }, place) => (reads.has(input) ? [place] : []))
}
