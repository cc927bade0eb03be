import type { Input } from '../../knowledge/condition/inputs.js'
import { simplifiedText } from '../../knowledge/words/normalise.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { QuantityUnit } from '../../values/range.js'
import { typedAmount } from '../../values/typed-input/amount.js'
import { typedArea } from '../../values/typed-input/area.js'
import { typedCount } from '../../values/typed-input/count.js'
import { typedDate } from '../../values/typed-input/date.js'
import { typedDuration } from '../../values/typed-input/duration.js'
import { typedShare } from '../../values/typed-input/share.js'
import { fieldText, isUnknown } from '../../values/typed-input/spelling.js'
import type { Typed } from '../../values/typed-input/typed.js'
import { asksSomething, closedByAsking } from './asking-said.js'
import type { Question } from '../flow/flow.js'
import { optionsSaid } from './options-said.js'
import type { TypedAnswer } from './typed.js'
import { yesSaid } from './yes-said.js'

/** Nobody answers one question at such length, and reading takes longer the longer it is. */
const mostCharacters = 300

/** Reads an answer as the question asks it. What two readers would read differently is asked back, never guessed. */
export function typedAnswer(text: string, question: Question, input: Input, today: CivilDate): TypedAnswer {
  if (text.length > mostCharacters) return { kind: 'refused', why: 'unreadable' }
  const plain = simplifiedText(text)
  const field = fieldText(plain)
  const read = (said: string): TypedAnswer => readAs(said, question, input, today)
  if (isUnknown(field)) return unlessAnswer(field, read)
  const stated = closedByAsking(plain, input.type === 'yes-no')
  if (stated !== undefined && read(stated).kind === 'answer') return { kind: 'ask', why: 'not-sure' }
  return stated !== undefined || asksSomething(field) ? { kind: 'refused', why: 'question' } : read(plain)
}

/** 没定 says no where it was asked whether something was settled, and elsewhere that nobody knows. */
function unlessAnswer(field: string, read: (said: string) => TypedAnswer): TypedAnswer {
  const said = read(field)
  return said.kind === 'answer' ? said : { kind: 'answer', answer: { kind: 'unknown' } }
}

function readAs(said: string, question: Question, input: Input, today: CivilDate): TypedAnswer {
  switch (input.type) {
    case 'yes-no':
      return yesSaid(said, question, input)
    case 'choice':
    case 'many':
      return optionsSaid(said, question, input)
    case 'quantity':
      return ofQuantity(typedQuantity(said, input.unit, today))
  }
}

function ofQuantity(typed: Typed): TypedAnswer {
  if (typed.kind === 'unknown') return { kind: 'answer', answer: { kind: 'unknown' } }
  if (typed.kind !== 'value') return typed
  const { unit, range, about } = typed
  return { kind: 'answer', answer: { kind: 'quantity', unit, range }, ...(about === true && { about }) }
}

/** Amounts are asked in 万元, so a bare small number is one. */
function typedQuantity(text: string, unit: QuantityUnit, today: CivilDate): Typed {
  switch (unit) {
    case 'yuan':
      return typedAmount(text, 'ten-thousand-yuan')
    case 'square-metre':
      return typedArea(text)
    case 'percent':
      return typedShare(text)
    case 'person':
    case 'seat':
    case 'item':
      return typedCount(text, unit)
    case 'day':
    case 'month':
    case 'year':
      return typedDuration(text, unit)
    case 'date':
      return typedDate(text, today)
  }
}
