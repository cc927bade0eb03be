import type { Inputs } from '../../knowledge/condition/inputs.js'
import type { EntryId, InputId, OutcomeId } from '../../values/ids.js'
import type { Answer, Answers } from '../answers.js'
import type { Flow, RequirementState } from '../flow/flow.js'
import type { Position } from '../replay.js'
import type { Result } from '../result.js'
import type { Found } from '../walk/walk-found.js'

/** What the cases of a flow reach of all that some interview reaches. */
export interface Coverage {
  readonly questions: readonly Covered<InputId>[]
  /** Buttons: options, and yes and no. */
  readonly options: readonly Covered<OptionOf>[]
  readonly states: readonly Covered<StateOf>[]
  readonly outcomes: readonly Covered<OutcomeId>[]
}

export interface Covered<What> {
  readonly what: What
  readonly isCovered: boolean
}

export interface OptionOf {
  readonly input: InputId
  readonly option: string
}

export interface StateOf {
  readonly entry: EntryId
  readonly state: RequirementState
}

/** One company of the cases, interviewed to its end. */
export interface Interviewed {
  readonly answers: Answers
  readonly position: Pick<Position, 'taken'>
  readonly result: Pick<Result, 'outcomes' | 'tested'>
}

/** What the walk proves unreachable counts neither way. */
export function coverageOf(
  flow: Flow,
  cases: readonly Interviewed[],
  { inputs, found }: { readonly inputs: Inputs; readonly found: Found },
): Coverage {
  const taken = new Set(cases.flatMap(({ position }) => position.taken))
  const answered = new Set(cases.flatMap(buttonsOf).map(keyOf))
  const states = new Set(
    cases.flatMap(({ result }) => result.tested.map((one) => `${one.requirement.entry} ${one.state}`)),
  )
  const ends = new Set(
    cases.flatMap(({ result: { outcomes } }) => (outcomes.length === 1 ? outcomes.map(({ id }) => id) : [])),
  )
  const asked = flow.questions.map(({ input }) => input).filter((input) => found.asked.has(input))
  return {
    questions: asked.map((input) => ({ what: input, isCovered: taken.has(input) })),
    options: asked
      .flatMap((input) => optionsOf(input, inputs))
      .map((option) => ({ what: option, isCovered: answered.has(keyOf(option)) })),
    states: [...found.requirements].flatMap(([entry, reached]) =>
      [...reached].map((state) => ({
        what: { entry, state },
        isCovered: states.has(`${entry} ${state}`),
      })),
    ),
    outcomes: flow.outcomes
      .filter(({ then }) => found.outcomes.has(then.id))
      .map(({ then }) => ({ what: then.id, isCovered: ends.has(then.id) })),
  }
}

const keyOf = ({ input, option }: OptionOf): string => `${input} ${option}`

/** The buttons that were pressed for questions that count. */
function buttonsOf({ answers, position: { taken } }: Interviewed): readonly OptionOf[] {
  return taken.flatMap((input) => {
    const answer = answers.get(input)
    return (answer === undefined ? [] : pressedFor(answer)).map((option) => ({ input, option }))
  })
}

function pressedFor(answer: Answer): readonly string[] {
  switch (answer.kind) {
    case 'choice':
      return [answer.option]
    case 'many':
      return [...answer.options]
    case 'yes-no':
      return [answer.yes ? 'yes' : 'no']
    case 'quantity':
    case 'unknown':
      return []
  }
}

function optionsOf(id: InputId, inputs: Inputs): readonly OptionOf[] {
  const input = inputs.get(id)
  if (input === undefined || input.type === 'quantity') return []
  const options = input.type === 'yes-no' ? ['yes', 'no'] : input.options.map(({ id: option }) => option)
  return options.map((option) => ({ input: id, option }))
}
