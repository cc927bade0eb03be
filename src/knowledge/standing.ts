import { authorities, type Authority } from '../reply/reply.js'
import type { SourceId } from '../values/ids.js'
import type { EntrySource as Entry, Source } from './entry.js'

type Sources = ReadonlyMap<SourceId, Pick<Source, 'authority'>>
type Citation = Entry['citations'][number]

/**
 * Whether what an entry states is told as second hand. The first citation is the one its verdict rests on, so that
 * one decides: with C or D there the whole answer is a report of what we found, however well the others were seen.
 * Entries about an article's own words tell them in `claims` and need no second "we were told".
 */
export function isSecondHand(entry: Pick<Entry, 'citations' | 'claims'>, sources: Sources): boolean {
  const [first] = entry.citations
  if (first === undefined || !isWeak(first)) return false
  return (entry.claims ?? []).length === 0 || !isTrade(sources.get(first.source)?.authority)
}

/** Second hand or from memory. */
export function isWeak({ evidence }: Pick<Citation, 'evidence'>): boolean {
  return evidence === 'C' || evidence === 'D'
}

/** Whether nobody but articles says so. */
export function isTradeOnly(entry: Pick<Entry, 'citations'>, sources: Sources): boolean {
  return entry.citations.every(({ source }) => isTrade(sources.get(source)?.authority))
}

export function isTrade(authority: Authority | undefined): boolean {
  return authority === 'trade-article'
}

/** Law, a ministry's rule, or a regulator's notice. */
export function isOfficial(authority: Authority | undefined): boolean {
  return authority === 'law' || authority === 'ministry-rule' || authority === 'regulator-notice'
}

export function isLower(a: Authority, b: Authority): boolean {
  return authorities.indexOf(a) > authorities.indexOf(b)
}
