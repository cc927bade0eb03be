import type { Trait } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import { normalise } from '../../knowledge/words/normalise.js'
import { isAssertion, withoutFillers } from './assertion.js'

/** What a sentence says of a company, if it says nothing else: 我们有自己的码号. */
export function saidTrait(text: string, { traits }: Rules): Trait | undefined {
  const words = normalise(text)
  if (!isAssertion(words)) return undefined
  const bare = withoutFillers(words)
  return [...traits.values()].find(({ says }) =>
    says.some((phrase) => withoutFillers(normalise(phrase)) === bare),
  )
}
