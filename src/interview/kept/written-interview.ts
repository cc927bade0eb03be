import type { InputId } from '../../values/ids.js'
import type { QuantityUnit } from '../../values/range.js'
import type { Answer } from '../answers.js'
import type { GivenAnswer, Interview } from './interview.js'

/** An interview as JSON holds it, and back: sets become lists, whole numbers of any size become digits. */

export type WrittenAnswer =
  | Exclude<Answer, { readonly kind: 'many' | 'quantity' }>
  | { readonly kind: 'many'; readonly options: readonly string[] }
  | { readonly kind: 'quantity'; readonly unit: QuantityUnit; readonly lo: string; readonly hi: string }

export interface WrittenGiven extends Omit<GivenAnswer, 'answer'> {
  readonly answer: WrittenAnswer
}

export interface WrittenInterview extends Omit<Interview, 'answers' | 'undo'> {
  readonly answers: readonly (readonly [InputId, WrittenGiven])[]
  readonly undo?: Omit<NonNullable<Interview['undo']>, 'answers'> & Pick<WrittenInterview, 'answers'>
}

export function writtenAnswer(one: Answer): WrittenAnswer {
  switch (one.kind) {
    case 'many':
      return { kind: 'many', options: [...one.options].sort() }
    case 'quantity':
      return { kind: 'quantity', unit: one.unit, lo: String(one.range.lo), hi: String(one.range.hi) }
    case 'unknown':
    case 'yes-no':
    case 'choice':
      return one
  }
}

export function readAnswer(one: WrittenAnswer): Answer {
  switch (one.kind) {
    case 'many':
      return { kind: 'many', options: new Set(one.options) }
    case 'quantity':
      return { kind: 'quantity', unit: one.unit, range: { lo: BigInt(one.lo), hi: BigInt(one.hi) } }
    case 'unknown':
    case 'yes-no':
    case 'choice':
      return one
  }
}

const writtenAll = (answers: Interview['answers']): WrittenInterview['answers'] =>
  [...answers].map(([input, given]) => [input, { ...given, answer: writtenAnswer(given.answer) }])

const readAll = (answers: WrittenInterview['answers']): Interview['answers'] =>
  new Map(answers.map(([input, given]) => [input, { ...given, answer: readAnswer(given.answer) }]))

export function writtenInterview({ answers, undo, ...rest }: Interview): WrittenInterview {
  return {
    ...rest,
    answers: writtenAll(answers),
    ...(undo !== undefined && { undo: { ...undo, answers: writtenAll(undo.answers) } }),
  }
}

export function readInterview({ answers, undo, ...rest }: WrittenInterview): Interview {
  return {
    ...rest,
    answers: readAll(answers),
    ...(undo !== undefined && { undo: { ...undo, answers: readAll(undo.answers) } }),
  }
}
