import type { Fault } from '../../knowledge/fault.js'
import type { CaseProblem } from '../cases/cases.js'
import type { CaseFile } from '../cases/case-file.js'
import type { Coverage, Covered } from '../cases/coverage.js'
import type { YamlFile } from '../../knowledge/yaml-file.js'
import type { FlowAt, Path } from '../flow/flow-at.js'

/** What no case reaches, told where it stands in the flow. */
export function coverageFaults(file: FlowAt, coverage: Coverage): readonly Fault[] {
  const { flow, questions, requirements, outcomes } = file.value
  const remedy = `在 flows/${flow}.cases.yaml 添加一个例题`
  const missed = <What>(
    list: readonly Covered<What>[],
    told: (what: What) => readonly [path: Path, message: string],
  ): readonly Fault[] =>
    list
      .filter(({ isCovered }) => !isCovered)
      .map(({ what }) => {
        const [path, message] = told(what)
        return file.faultAt(path, message, remedy)
      })
  const question = (id: string): Path => [
    'questions',
    questions.findIndex(({ input }) => input === id),
    'input',
  ]
  const unasked = new Set(coverage.questions.flatMap((one) => (one.isCovered ? [] : [one.what])))
  return [
    ...missed(coverage.questions, (input) => [question(input), `没有例题问到 ${input}`]),
    ...missed(
      coverage.options.filter(({ what }) => !unasked.has(what.input)),
      ({ input, option }) => [question(input), `没有例题给 ${input} 答 ${option}`],
    ),
    ...missed(coverage.states, ({ entry, state }) => [
      ['requirements', requirements.findIndex((one) => one.entry === entry), 'entry'],
      `没有例题让 ${entry} 是 ${state}`,
    ]),
    ...missed(coverage.outcomes, (id) => [
      ['outcomes', outcomes.findIndex((one) => one.id === id), 'id'],
      `没有例题以 ${id} 结束`,
    ]),
  ]
}

/** Where a case does not come to what it expects. */
export function caseFaults(
  file: YamlFile<CaseFile>,
  runs: readonly { readonly problems: readonly CaseProblem[] }[],
): readonly Fault[] {
  return runs.flatMap(({ problems }, at) =>
    problems.map((problem) =>
      file.faultAt(['cases', at, ...problem.at], problem.message, '改正例题，或者改正面谈和条目'),
    ),
  )
}
