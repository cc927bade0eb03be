import type { CivilDate } from '../values/civil-date.js'
import type { CardId, ConceptId } from '../values/ids.js'
import type { Answer, Asking, Explained, Explaining } from './answer-kinds.js'
import type { EntrySource as Entry } from './entry.js'
import { inForce } from './figures.js'
import type { Knowledge } from './knowledge.js'
import type { Card } from './search/card.js'
import { certainty } from './search/certainty.js'
import { partWeights } from './search/rank.js'
import type { Hit } from './search/search.js'
import type { Question } from './words/question.js'

/** What the search finds for a question, and what that is worth: an answer, a choice to ask back, or nothing. */
export function foundFor(question: Question, knowledge: Knowledge, asking: Explaining): Explained {
  const topic = topicConcepts(knowledge, asking)
  const hits = knowledge.index.search(question, {
    topic,
    allowed: (card) => allowed(card, question, knowledge, asking.asOf),
    withTerms: asking.withTerms ?? false,
  })
  const belonging = knowledge.index.belonging(question)
  const sure = certainty({ question, hits, belonging })
  const answer = isVague(question, hits, topic)
    ? askedBack(hits, knowledge)
    : isOfLaterDays(question, hits, knowledge, asking)
      ? notThen(hits, knowledge, asking.asOf)
      : judged(hits, sure, knowledge, asking.asOf)
  return { question, answer, hits, certainty: sure }
}

function topicConcepts(knowledge: Knowledge, { topic }: Asking): readonly ConceptId[] {
  return topic === undefined ? [] : (knowledge.entries.get(topic)?.concepts ?? [])
}

/** Entries not in force that day are withheld, if one is named; local rules show only to whoever names the place. */
function allowed(card: Card, question: Question, knowledge: Knowledge, asOf?: CivilDate): boolean {
  if (card.is.kind === 'not-covered') return true
  const entry = knowledge.entries.get(card.is.id)
  if (entry === undefined || (asOf !== undefined && !inForce(entry, asOf))) return false
  return entry.appliesTo.regions?.some((region) => question.text.includes(region)) ?? true
}

const vagueLength = 3

/** 怎么办 or 证 out of the blue could mean anything: whatever is found first would be a guess. */
function isVague(
  { text, tellingLength, strange }: Question,
  [first]: readonly Hit[],
  topic: readonly ConceptId[],
): boolean {
  const saysNothing = tellingLength === 0 && strange.length === 0 && text.length <= vagueLength
  return saysNothing && topic.length === 0 && first?.verbatim !== 1
}

function askedBack(hits: readonly Hit[], knowledge: Knowledge): Answer {
  const found = entriesAmong(hits, knowledge).slice(0, 3)
  return { kind: 'ambiguous', choices: found.length > 0 ? found : knowledge.starters }
}

/** The entries among what was found, best first. */
export function entriesAmong(hits: readonly Hit[], { entries }: Knowledge): readonly Entry[] {
  return hits.flatMap(({ card }) => (card.is.kind === 'entry' ? (entries.get(card.is.id) ?? []) : []))
}

/** Above `direct` the first card is the answer, between the two it is asked back, below it is not known. */
const limits = { direct: 0.14, clarify: 0.04, meant: 0.2, relatedWithin: 0.4 }

function judged(hits: readonly Hit[], sure: number, knowledge: Knowledge, asOf: CivilDate): Answer {
  const [first] = hits
  const entries = entriesAmong(hits, knowledge)
  const nearest = [...new Set([...entries.slice(0, 3), ...knowledge.starters])].slice(0, 3)
  if (first === undefined) return { kind: 'unknown', why: 'no-match', nearest }
  // Certainty is about what is ours; a card that says we have nothing is either meant or only the first of none.
  if (first.card.is.kind === 'not-covered' && Math.max(first.coverage, first.like) >= limits.meant)
    return { kind: 'out-of-scope', says: notCovered(first.card.is.id, knowledge), nearest }
  if (first.card.is.kind === 'not-covered' || sure < limits.clarify)
    return { kind: 'unknown', why: 'no-match', nearest }
  const [best] = entries
  if (best === undefined) return { kind: 'unknown', why: 'no-match', nearest }
  if (asOf < (knowledge.toldFrom.get(best.id) ?? asOf)) return { kind: 'unknown', why: 'not-then', nearest }
  if (sure < limits.direct) return { kind: 'ambiguous', choices: entries.slice(0, 3) }
  return { kind: 'found', entry: best, related: relatedTo(first, hits.slice(1), knowledge) }
}

/**
 * Whether what answers the question begins only after that day: 注册资本要多少 as of 2015. What else is found is then about
 * something else, unless it is of the same subject and so may be what went before.
 */
function isOfLaterDays(
  question: Question,
  hits: readonly Hit[],
  knowledge: Knowledge,
  asking: Asking,
): boolean {
  const isLater = ({ since }: Entry): boolean => since > asking.asOf
  if (![...knowledge.entries.values()].some(isLater)) return false
  const all = knowledge.index.search(question, {
    topic: topicConcepts(knowledge, asking),
    allowed: (card) => allowed(card, question, knowledge),
    withTerms: false,
  })
  const sure = certainty({ question, hits: all, belonging: knowledge.index.belonging(question) })
  const [best] = all[0]?.card.is.kind === 'entry' ? entriesAmong(all, knowledge) : []
  if (best === undefined || !isLater(best) || sure < limits.direct) return false
  const [then] = hits[0]?.card.is.kind === 'entry' ? entriesAmong(hits, knowledge) : []
  return then === undefined || then.concepts[0] !== best.concepts[0]
}

function notThen(hits: readonly Hit[], knowledge: Knowledge, asOf: CivilDate): Answer {
  const nearest = [...new Set([...entriesAmong(hits, knowledge), ...knowledge.starters])]
  return {
    kind: 'unknown',
    why: 'not-then',
    nearest: nearest.filter((entry) => inForce(entry, asOf)).slice(0, 3),
  }
}

function notCovered(id: CardId, { scope }: Knowledge): string {
  return scope.notCovered.find((card) => card.id === id)?.says ?? ''
}

function relatedTo(first: Hit, others: readonly Hit[], knowledge: Knowledge): readonly Entry[] {
  const [second] = others
  if (second === undefined || second.card.is.kind !== 'entry') return []
  // Being asked in the very words says nothing about how near the second card is.
  const lead = first.score - second.score - partWeights.verbatim * (first.verbatim - second.verbatim)
  const close = lead < limits.relatedWithin
  const entry = knowledge.entries.get(second.card.is.id)
  return close && entry !== undefined ? [entry] : []
}
