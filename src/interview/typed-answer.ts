import type { Input } from '../knowledge/inputs.js'
import type { CivilDate } from '../values/civil-date.js'
import type { QuantityUnit } from '../values/range.js'
import { typedAmount } from '../values/typed-input/amount.js'
import { typedArea } from '../values/typed-input/area.js'
import { typedCount } from '../values/typed-input/count.js'
import { typedDate } from '../values/typed-input/date.js'
import { typedDuration } from '../values/typed-input/duration.js'
import { typedShare } from '../values/typed-input/share.js'
import { isUnknown, fieldText } from '../values/typed-input/spelling.js'
import type { AskReason, RefusalReason, Typed } from '../values/typed-input/typed.js'
import type { Answer } from './answers.js'
import type { Question } from './flow.js'
import { optionsSaid, yesSaid } from './options-said.js'

/** What somebody typed as the answer to a question. */
export type TypedAnswer =
  /** `about`: said with 左右 or the like, so the range is to be confirmed. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly about?: true }
  | { readonly kind: 'ask'; readonly why: AskReason | 'which-option' }
  | { readonly kind: 'refused'; readonly why: RefusalReason | 'no-option' }

/** Reads an answer as the question asks it. What two readers would read differently is asked back, never guessed. */
export function typedAnswer(text: string, question: Question, input: Input, today: CivilDate): TypedAnswer {
  if (isUnknown(fieldText(text))) return { kind: 'answer', answer: { kind: 'unknown' } }
  switch (input.type) {
    case 'yes-no':
      return yesSaid(text, question)
    case 'choice':
    case 'many':
      return optionsSaid(text, question, input)
    case 'quantity':
      return ofQuantity(typedQuantity(text, input.unit, today))
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
