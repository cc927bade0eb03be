import type { Value } from '../knowledge/condition/inputs.js'
import type { InputId } from '../values/ids.js'

/** What somebody said to a question: a value, or that they do not know. */
export type Answer = Value | { readonly kind: 'unknown' }

/** Everything that was said so far, also to questions that are not asked any more. */
export type Answers = ReadonlyMap<InputId, Answer>

/** Whether both say the same: what comes out of the store is never the same object. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  switch (a.kind) {
    case 'unknown':
      return b.kind === 'unknown'
    case 'yes-no':
      return b.kind === 'yes-no' && a.yes === b.yes
    case 'choice':
      return b.kind === 'choice' && a.option === b.option
    case 'many':
      return (
        b.kind === 'many' &&
        a.options.size === b.options.size &&
        [...a.options].every((option) => b.options.has(option))
      )
    case 'quantity':
      return (
        b.kind === 'quantity' && a.unit === b.unit && a.range.lo === b.range.lo && a.range.hi === b.range.hi
      )
  }
}
