import type MiniSearch from 'minisearch'
import type { SearchOptions } from 'minisearch'
import type { Field } from './rank.js'
import { isPair, isSingle } from './terms.js'

/** What one term of a question adds to a card, in one of its fields. */
export interface TermScore {
  readonly term: string
  readonly field: Field
  readonly score: number
}

/** Terms that are looked for together in the same fields. */
export interface TermQuery {
  readonly terms: readonly string[]
  readonly fields: readonly Field[]
}

/**
 * For each document what made its score, the largest part first. The engine adds one number for each term and field and
 * multiplies the sum by how many terms matched, and only the product comes out: so each number is asked for alone. It
 * costs a search a number and is for explaining, not answering.
 */
export function termScores(
  engine: Pick<MiniSearch, 'search'>,
  asked: readonly TermQuery[],
  options: Pick<SearchOptions, 'boostTerm'>,
): ReadonlyMap<unknown, readonly TermScore[]> {
  const scores = new Map<unknown, TermScore[]>()
  for (const { terms, fields } of asked)
    for (const term of new Set(terms))
      for (const field of fields)
        for (const { id, score } of engine.search(term, { ...options, fields: [field] })) {
          const list = scores.get(id) ?? []
          list.push({ term: readable(term), field, score })
          scores.set(id, list)
        }
  for (const list of scores.values()) list.sort((a, b) => b.score - a.score)
  return scores
}

const hexDigits = 4

/** Han characters are kept as their code points in ASCII. */
function readable(term: string): string {
  if (!isSingle(term) && !isPair(term)) return term.replace(/^_/, '')
  if (!/^[0-9a-f]+$/.test(term)) return term
  const points = [term.slice(0, hexDigits), term.slice(hexDigits)].filter(Boolean)
  return points.map((point) => String.fromCodePoint(Number.parseInt(point, 16))).join('')
}
