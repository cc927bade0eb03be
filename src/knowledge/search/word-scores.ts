import type MiniSearch from 'minisearch'
import type { SearchOptions, SearchResult } from 'minisearch'
import type { TermQuery } from './term-scores.js'

/** How well the words of each card fit a question, beside the best card's. */
export interface WordScores {
  /** By the card's place. */
  readonly scores: Float64Array
  /** Best first. */
  readonly places: readonly number[]
}

/**
 * What the engine says of several queries together, from what it says of each term alone: their sum, times how many of
 * them a card has. It makes an object for each card of each term, every time; so it is asked once for a term, and what
 * it said is kept. Each term is always looked for in the same fields.
 */
export function wordScoring(
  engine: Pick<MiniSearch, 'search'>,
  cards: number,
  boostTerm: (term: string) => number,
): (queries: readonly TermQuery[]) => WordScores {
  const columns = new Map<string, Column>()
  const columnOf = (term: string, fields: readonly string[]): Column => {
    const kept = columns.get(term)
    if (kept !== undefined) return kept
    const column = columnFor(term, engine, { fields: [...fields], boostTerm })
    // People type words without end that no card has.
    if (column.places.length > 0) columns.set(term, column)
    return column
  }
  return (queries) => {
    const sums = new Sums(cards)
    const met = new Set<string>()
    for (const { terms, fields } of queries) {
      for (const term of terms) {
        sums.add(columnOf(term, fields), !met.has(term))
        met.add(term)
      }
      sums.close()
    }
    return sums.beside()
  }
}

/** What one term adds to each card that has it, in the engine's order. */
interface Column {
  readonly places: Int32Array
  readonly scores: Float64Array
}

function columnFor(term: string, engine: Pick<MiniSearch, 'search'>, options: SearchOptions): Column {
  const found: Pick<SearchResult, 'id' | 'score'>[] = []
  // The filter sees all of them before they are sorted: among equals the first stays the first.
  const filter = (result: SearchResult): boolean => found.push(result) === 0
  engine.search(term, { ...options, filter })
  return {
    places: Int32Array.from(found, ({ id }) => Number(id)),
    scores: Float64Array.from(found, ({ score }) => score),
  }
}

/** Added up as the engine does it, a query at a time: in another order the last bits differ. */
class Sums {
  readonly #all: Float64Array
  readonly #ofQuery: Float64Array
  readonly #terms: Int32Array
  readonly #places: number[] = []

  constructor(cards: number) {
    this.#all = new Float64Array(cards)
    this.#ofQuery = new Float64Array(cards)
    this.#terms = new Int32Array(cards)
  }

  add({ places, scores }: Column, isNew: boolean): void {
    for (let index = 0; index < places.length; index++) {
      const place = places[index] ?? 0
      if (this.#terms[place] === 0) this.#places.push(place)
      if (isNew) this.#terms[place] = (this.#terms[place] ?? 0) + 1
      this.#ofQuery[place] = (this.#ofQuery[place] ?? 0) + (scores[index] ?? 0)
    }
  }

  close(): void {
    for (const place of this.#places) {
      this.#all[place] = (this.#all[place] ?? 0) + (this.#ofQuery[place] ?? 0)
      this.#ofQuery[place] = 0
    }
  }

  beside(): WordScores {
    const all = this.#all
    for (const place of this.#places) all[place] = (all[place] ?? 0) * (this.#terms[place] ?? 0)
    const places = this.#places.sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0))
    const best = all[places[0] ?? 0] ?? 1
    return { scores: all.map((score) => (score === 0 ? 0 : score / best)), places }
  }
}
