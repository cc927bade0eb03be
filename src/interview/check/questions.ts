import { nearest, type Fault } from '../../knowledge/fault.js'
import type { Input, Inputs } from '../../knowledge/condition/inputs.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { inputId } from '../../values/ids.js'
import type { FlowSource } from '../flow/flow-file.js'
import type { FlowAt } from '../flow/flow-at.js'

type QuestionSource = FlowSource['questions'][number]
type Complain = (key: string | readonly string[], message: string, remedy: string) => Fault

/** Questions about nothing or about one thing twice, and what is said of answers that cannot be given. */
export function questionFaults(file: FlowAt, { inputs }: Knowledge): readonly Fault[] {
  const { questions, needs } = file.value
  return [
    ...questions.flatMap((question, place) => {
      const complain: Complain = (key, message, remedy) =>
        file.faultAt(['questions', place, ...[key].flat()], message, remedy)
      const first = questions.findIndex(({ input }) => input === question.input)
      if (first !== place)
        return [complain('input', `${question.input} 问了两次`, `第 ${first + 1} 题已经问了，删掉一处`)]
      const input = inputs.get(question.input)
      if (input === undefined) return [complain('input', ...noInput(question.input, inputs))]
      return [
        ...labelFaults(question, input, complain),
        ...impliedFaults(question, input, complain),
        ...plausibleFaults(question, input, { inputs, before: questions.slice(0, place), complain }),
      ]
    }),
    ...needs.flatMap((input, at) =>
      questions.some((question) => question.input === input)
        ? []
        : [file.faultAt(['needs', at], `没有 ${input} 这一题`, ...meantOf(input, questions))],
    ),
  ]
}

function noInput(id: string, inputs: Inputs): readonly [message: string, remedy: string] {
  const meant = nearest(id, inputs.keys())
  return [`没有叫 ${id} 的输入`, meant === undefined ? '先在 inputs.yaml 添加它' : `是不是想写 ${meant}`]
}

const meantOf = (id: string, questions: readonly QuestionSource[]): readonly [remedy: string] => {
  const meant = nearest(
    id,
    questions.map(({ input }) => input),
  )
  return [meant === undefined ? '写 questions 里有的题' : `是不是想写 ${meant}`]
}

function labelFaults({ labels }: QuestionSource, input: Input, complain: Complain): readonly Fault[] {
  const known = answerNames(input)
  return Object.keys(labels).flatMap((label) =>
    known.includes(label) ? [] : [complain(['labels', label], ...noAnswer(label, input))],
  )
}

function impliedFaults({ implied }: QuestionSource, input: Input, complain: Complain): readonly Fault[] {
  if (implied === undefined) return []
  if (input.type !== 'yes-no' && input.type !== 'choice')
    return [complain('implied', `${input.id} 不能代答`, '只有是或否、单选的题能写 implied')]
  return answerNames(input).includes(implied.answer)
    ? []
    : [complain(['implied', 'answer'], ...noAnswer(implied.answer, input))]
}

/** What stands for an answer in a file: options by id, yes and no. */
function answerNames(input: Input): readonly string[] {
  switch (input.type) {
    case 'yes-no':
      return ['yes', 'no']
    case 'choice':
    case 'many':
      return input.options.map(({ id }) => id)
    case 'quantity':
      return []
  }
}

function noAnswer(said: string, input: Input): readonly [message: string, remedy: string] {
  const known = answerNames(input)
  const meant = nearest(said, known)
  const otherwise = known.length > 0 ? `只能写：${known.join('、')}` : '数量没有选项，删掉它'
  return [`${input.id} 没有选项 ${said}`, meant === undefined ? otherwise : `是不是想写 ${meant}`]
}

interface Around {
  readonly inputs: Inputs
  readonly before: readonly QuestionSource[]
  readonly complain: Complain
}

function plausibleFaults({ plausible }: QuestionSource, input: Input, around: Around): readonly Fault[] {
  const { complain } = around
  const { atMost, from, to } = plausible
  if (atMost === undefined && from === undefined && to === undefined) return []
  if (input.type !== 'quantity')
    return [complain('plausible', `${input.id} 不是数量，没有大小`, '删掉 plausible')]
  const kind = input.unit === 'date' ? 'string' : 'number'
  const wrong = (['from', 'to'] as const).filter(
    (key) => plausible[key] !== undefined && typeof plausible[key] !== kind,
  )
  return [
    ...wrong.map((key) =>
      complain(
        ['plausible', key],
        '和题目的单位对不上',
        kind === 'string' ? '写成日期，例如 2017-09-01' : '写成整数，单位和题目一样',
      ),
    ),
    ...(from !== undefined && to !== undefined && from > to
      ? [complain(['plausible', 'from'], 'from 比 to 大', '对调或改正')]
      : []),
    ...atMostFaults(atMost, input, around),
  ]
}

/** It is held against an answer that is there already. */
function atMostFaults(
  atMost: string | undefined,
  { id, unit }: Extract<Input, { readonly type: 'quantity' }>,
  { inputs, before, complain }: Around,
): readonly Fault[] {
  if (atMost === undefined) return []
  const path = ['plausible', 'atMost']
  if (!before.some(({ input }) => input === atMost))
    return [complain(path, `前面没有 ${atMost} 这一题`, ...meantOf(atMost, before))]
  const other = inputs.get(inputId(atMost))
  return other?.type === 'quantity' && other.unit === unit
    ? []
    : [complain(path, `${atMost} 和 ${id} 的单位不一样，比不了`, '换一题，或删掉 atMost')]
}
