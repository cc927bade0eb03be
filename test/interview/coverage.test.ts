import { expect, test } from 'vitest'
import type { Answer } from '../../src/interview/answers.js'
import { caseFile } from '../../src/interview/cases/case-file.js'
import { caseRuns, type CaseRun } from '../../src/interview/cases/cases.js'
import { coverageOf, type Coverage } from '../../src/interview/cases/coverage.js'
import { coverageFaults } from '../../src/interview/check/coverage.js'
import { flowFile } from '../../src/interview/flow/flow-file.js'
import { flowsFrom, type LoadedFlows, type Proof } from '../../src/interview/load-flows.js'
import { parseYamlFile, type TextFile, type YamlFile } from '../../src/knowledge/yaml-file.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'
import { loadedFlows, plantedFiles } from './planted.js'
import { flowTexts } from './shipped-flows.js'

interface Covering extends Proof {
  readonly file: YamlFile<Proof['source']>
  readonly runs: readonly CaseRun[]
}

/** The long one takes seconds to walk, and is covered by the same code. */
const shorter = flowTexts.filter(({ path }) => !path.includes('eligibility'))
const covering: readonly Covering[] = [
  ...provenIn(loadedFlows(plantedFiles), plantedFiles),
  ...provenIn(flowsFrom(shorter, shipped, today), shorter),
]

function provenIn({ proofs }: LoadedFlows, texts: readonly TextFile[]): readonly Covering[] {
  const named = (id: string, ending: string): TextFile =>
    texts.find(({ path }) => path === `flows/${id}${ending}`) ?? { path: '', text: '' }
  return proofs.flatMap((proof) => {
    const file = parseYamlFile(named(proof.flow.id, '.yaml'), flowFile)
    const cases = parseYamlFile(named(proof.flow.id, '.cases.yaml'), caseFile)
    if (!file.ok || !cases.ok) return []
    return [{ ...proof, file: file.file, runs: caseRuns(proof.flow, cases.file.value, proof.knowledge) }]
  })
}

/** A place that cases have to reach, by the words with which the check misses it, and which cases reach it. */
type Place = readonly [missed: string, isReachedBy: (run: CaseRun) => boolean]

const placesOf = ({ questions, options, states, outcomes }: Coverage): readonly Place[] => [
  ...questions.map(({ what }): Place => [`没有例题问到 ${what}`, asks(what)]),
  ...options.map(({ what: { input, option } }): Place => [
    `没有例题给 ${input} 答 ${option}`,
    (run) => asks(input)(run) && chose(run.answers.get(input), option),
  ]),
  ...states.map(({ what: { entry, state } }): Place => [
    `没有例题让 ${entry} 是 ${state}`,
    ({ result }) => result.tested.some((one) => one.requirement.entry === entry && one.state === state),
  ]),
  ...outcomes.map(({ what }): Place => [
    `没有例题以 ${what} 结束`,
    ({ result: { outcomes: ends } }) => ends.every(({ id }) => id === what),
  ]),
]

const asks =
  (input: CaseRun['position']['taken'][number]) =>
  ({ position }: CaseRun): boolean =>
    position.taken.includes(input)

function chose(answer: Answer | undefined, option: string): boolean {
  if (answer?.kind === 'many') return answer.options.has(option)
  if (answer?.kind === 'yes-no') return answer.yes === (option === 'yes')
  return answer?.kind === 'choice' && answer.option === option
}

test('interviews are here with all their cases', () => {
  expect(covering.map(({ flow, cases, runs }) => [flow.id, runs.length === cases])).toEqual([
    ['planted', true],
    ['annual-report-readiness', true],
    ['renewal-readiness', true],
  ])
})

test.each(covering)('every place of $flow.id is missed without the cases that reach it', (proof) => {
  const { file, flow, runs, walked, knowledge, coverage } = proof
  const { inputs } = knowledge
  for (const [missed, isReachedBy] of placesOf(coverage)) {
    const rest = runs.filter((run) => !isReachedBy(run))
    expect(rest.length, missed).toBeLessThan(runs.length)
    const faults = coverageFaults(file, coverageOf(flow, rest, { inputs, found: walked.found }))
    // Of a question that nobody is asked its options are not told as well.
    const told = faults.filter(({ message }) => message === missed || isQuestionOf(missed, message))
    expect(told.length, missed).toBe(1)
  }
})

const isQuestionOf = (missed: string, message: string): boolean => {
  const [, input] = /^没有例题给 (\S+) 答/.exec(missed) ?? []
  return input !== undefined && message === `没有例题问到 ${input}`
}
