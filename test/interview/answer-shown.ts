import type { Answer } from '../../src/interview/answers.js'

export type Quantity = Extract<Answer, { readonly kind: 'quantity' }>

/** An answer as tables of tests write it. A quantity is only called one where its number says nothing. */
export function answerShown(
  answer: Answer,
  quantityShown: (quantity: Quantity) => string = () => 'quantity',
): string {
  switch (answer.kind) {
    case 'unknown':
      return 'unknown'
    case 'yes-no':
      return answer.yes ? 'yes' : 'no'
    case 'choice':
      return answer.option
    case 'many':
      return optionsShown(answer.options)
    case 'quantity':
      return quantityShown(answer)
  }
}

export const optionsShown = (options: Iterable<string>): string => [...options].join('+') || '-'
