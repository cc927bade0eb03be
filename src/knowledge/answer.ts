import type { CivilDate } from '../values/civil-date.js'
import type { CardId, ConceptId, EntryId } from '../values/ids.js'
import type { EntrySource as Entry, Scope } from './entry.js'
import { certainty } from './certainty.js'
import { inForce } from './figures.js'
import { isJudged, withJudgement, type JudgedValue } from './judge.js'
import type { Knowledge } from './knowledge.js'
import { partsOf } from './parts.js'
import { questionOf, type Question } from './question.js'
import { partWeights } from './rank.js'
import type { Card } from './card.js'
import type { Hit, SearchOptions } from './search.js'

/** Every way a question can end. `nearest` are topics to offer when there is no answer. */
export type Answer =
  | {
      readonly kind: 'found'
      readonly entry: Entry
      readonly related: readonly Entry[]
      /** Whether the value that the question names will do. */
      readonly judgement?: JudgedValue
    }
  | { readonly kind: 'ambiguous'; readonly choices: readonly Entry[] }
  | {
      readonly kind: 'unknown'
      readonly why: 'empty' | 'no-match' | 'not-then'
      readonly nearest: readonly Entry[]
    }
  | { readonly kind: 'out-of-scope'; readonly says: string; readonly nearest: readonly Entry[] }
  | { readonly kind: 'refused'; readonly card: Scope['refusals'][number] | { readonly says: string } }

/** What may bend an answer besides the words of the question. */
export interface Asking {
  readonly asOf: CivilDate
  /** The entry the same person was just reading, if it is recent. */
  readonly topic?: EntryId
}

/** `withTerms`: hits tell what each term of the question added to them, for whoever looks into it. */
export type Explaining = Asking & Pick<SearchOptions, 'withTerms'>

/** How an answer came about, for `--explain`. */
export interface Explained {
  readonly question: Question
  readonly answer: Answer
  readonly hits: readonly Hit[]
  readonly certainty: number
}

const mostParts = 3

/**
 * The answers to a message: one, or up to three where it asks several things that each have an answer of their own.
 * A later part may lean on the one before it: 续期提前多久，要交什么.
 */
export function answers(text: string, knowledge: Knowledge, asking: Asking): readonly [Answer, ...Answer[]] {
  const parts = partsOf(text, knowledge.lexicon).slice(0, mostParts)
  const [first, ...others] = parts.length < 2 ? [] : partAnswers(parts, knowledge, asking)
  const isWhole =
    first === undefined ||
    others.length + 1 < parts.length ||
    isRefused(text, knowledge) ||
    isJudged(text, { knowledge, asOf: asking.asOf })
  return isWhole ? [answer(text, knowledge, asking)] : [first, ...others]
}

/** How many questions of a message were left for another one. */
export function leftOver(text: string, given: readonly Answer[], knowledge: Knowledge): number {
  if (given.length > 1) return partsOf(text, knowledge.lexicon).length - given.length
  // A comma may part a scene from its question, and 在吗？ asks nothing: both signs together tell two questions.
  const asked = Math.min(questionMarks(text), partsOf(text, knowledge.lexicon).length)
  return given[0]?.kind === 'found' ? Math.max(0, asked - 1) : 0
}

const questionMarks = (text: string): number => text.match(/[?？]+/g)?.length ?? 0

type FoundAnswer = Extract<Answer, { kind: 'found' }>

/** Ends with the first part that has no answer of its own, or only one that was given already. */
function partAnswers(parts: readonly string[], knowledge: Knowledge, asking: Asking): readonly FoundAnswer[] {
  const found: FoundAnswer[] = []
  for (const part of parts) {
    const topic = found.at(-1)?.entry.id ?? asking.topic
    const one = answer(part, knowledge, { ...asking, ...(topic !== undefined && { topic }) })
    if (one.kind !== 'found' || found.some(({ entry }) => entry.id === one.entry.id)) break
    found.push({ ...one, related: [] })
  }
  return found
}

/** What is refused as a whole is not answered in pieces. */
function isRefused(text: string, knowledge: Knowledge): boolean {
  const gate = knowledge.gates(questionOf(text, knowledge.lexicon, knowledge.index.knows))
  return gate?.kind === 'command' || gate?.kind === 'refusal'
}

/** The answer to one question. The same question, day and knowledge give the same answer. */
export function answer(text: string, knowledge: Knowledge, asking: Asking): Answer {
  return explainedAnswer(text, knowledge, asking).answer
}

export function explainedAnswer(text: string, knowledge: Knowledge, asking: Explaining): Explained {
  const question = questionOf(text, knowledge.lexicon, knowledge.index.knows)
  const gated = atGate(question, knowledge)
  if (gated !== undefined) return { question, answer: gated, hits: [], certainty: 0 }
  const topic = topicOf(knowledge, asking)
  const hits = knowledge.index.search(question, {
    topic,
    allowed: (card) => allowed(card, question, knowledge, asking.asOf),
    withTerms: asking.withTerms ?? false,
  })
  const belonging = knowledge.index.belonging(question)
  const sure = certainty({ question, hits, belonging, onTopic: topic.length > 0 })
  const given = isVague(question, hits, topic)
    ? askedBack(hits, knowledge)
    : judged(hits, sure, knowledge, asking.asOf)
  const answer = withJudgement(given, text, { knowledge, asOf: asking.asOf })
  return { question, answer, hits, certainty: sure }
}

function atGate(question: Question, knowledge: Knowledge): Answer | undefined {
  const gate = knowledge.gates(question)
  if (gate === undefined) return undefined
  const nearest = knowledge.starters
  switch (gate.kind) {
    case 'empty':
      return { kind: 'unknown', why: 'empty', nearest }
    case 'command':
      return { kind: 'refused', card: { says: gate.says } }
    case 'refusal':
      return { kind: 'refused', card: gate.card }
    case 'neighbour':
      return { kind: 'out-of-scope', says: gate.card.says, nearest }
    case 'foreign-licence':
      return {
        kind: 'out-of-scope',
        says: `我只懂呼叫中心许可证（B24），“${gate.name}”的事请问发那张证的部门。`,
        nearest,
      }
    case 'small-talk':
      return { kind: 'out-of-scope', says: gate.says, nearest }
  }
}

function topicOf(knowledge: Knowledge, { topic }: Asking): readonly ConceptId[] {
  return topic === undefined ? [] : (knowledge.entries.get(topic)?.concepts ?? [])
}

/** Entries not in force that day are withheld; local rules show only to whoever names the place. */
function allowed(card: Card, question: Question, knowledge: Knowledge, asOf: CivilDate): boolean {
  if (card.is.kind === 'not-covered') return true
  const entry = knowledge.entries.get(card.is.id)
  if (entry === undefined || !inForce(entry, asOf)) return false
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

function entriesAmong(hits: readonly Hit[], { entries }: Knowledge): readonly Entry[] {
  return hits.flatMap(({ card }) => (card.is.kind === 'entry' ? (entries.get(card.is.id) ?? []) : []))
}

/** Above `direct` the first card is the answer, between the two it is asked back, below it is not known. */
const limits = { direct: 0.23, clarify: 0.12, relatedWithin: 0.6 }

function judged(hits: readonly Hit[], sure: number, knowledge: Knowledge, asOf: CivilDate): Answer {
  const [first] = hits
  const entries = entriesAmong(hits, knowledge)
  const nearest = [...new Set([...entries.slice(0, 3), ...knowledge.starters])].slice(0, 3)
  if (first === undefined || sure < limits.clarify) return { kind: 'unknown', why: 'no-match', nearest }
  if (first.card.is.kind === 'not-covered')
    return { kind: 'out-of-scope', says: notCovered(first.card.is.id, knowledge), nearest }
  const [best] = entries
  if (best === undefined) return { kind: 'unknown', why: 'no-match', nearest }
  if (asOf < (knowledge.toldFrom.get(best.id) ?? asOf)) return { kind: 'unknown', why: 'not-then', nearest }
  if (sure < limits.direct) return { kind: 'ambiguous', choices: entries.slice(0, 3) }
  return { kind: 'found', entry: best, related: relatedTo(first, hits.slice(1), knowledge) }
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

/** The entries an answer shows or offers, best first. */
export function entriesOf(answer: Answer): readonly EntryId[] {
  switch (answer.kind) {
    case 'found':
      return [answer.entry.id, ...answer.related.map(({ id }) => id)]
    case 'ambiguous':
      return answer.choices.map(({ id }) => id)
    case 'unknown':
    case 'out-of-scope':
    case 'refused':
      return []
  }
}
