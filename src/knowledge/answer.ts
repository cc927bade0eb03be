import type { CivilDate } from '../values/civil-date.js'
import type { CardId, ConceptId, EntryId } from '../values/ids.js'
import type { Scope } from './asking-files.js'
import { atGate } from './at-gate.js'
import type { EntrySource as Entry } from './entry.js'
import { certainty } from './search/certainty.js'
import { withConfirmation, type Confirmed } from './confirm.js'
import { inForce } from './figures.js'
import { meaningOf } from './meaning.js'
import { betterOf, followOnOf, penaltyOf, type FollowOn } from './follow-on.js'
import { isJudged, judgedEach, withJudgement } from './judge/answer.js'
import type { JudgedValue } from './judge/judge.js'
import type { Knowledge } from './knowledge.js'
import { partsOf } from './words/parts.js'
import { questionOf, type Question } from './words/question.js'
import { partWeights } from './search/rank.js'
import type { Card } from './search/card.js'
import type { Hit, SearchOptions } from './search/search.js'

/** Every way a question can end. `nearest` are topics to offer when there is no answer. */
export type Answer =
  | {
      readonly kind: 'found'
      readonly entry: Entry
      readonly related: readonly Entry[]
      /** Whether the value that the question names will do. */
      readonly judgement?: JudgedValue
      /** A sum as it was said, in another money than yuan: it cannot be judged. */
      readonly foreignSum?: string
      /** Whether what the question states is true, where it asks for nothing but that. */
      readonly confirmed?: Confirmed
      /** What the word means that the question asks about, where it asks for nothing but that. */
      readonly meaning?: string
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
    isJudged(text, { ...asking, knowledge })
  if (!isWhole) return [first, ...others]
  const [worst, ...better] = isRefused(text, knowledge) ? [] : judgedEach(text, { ...asking, knowledge })
  return worst === undefined ? [answer(text, knowledge, asking)] : [worst, ...better]
}

/** How many questions of a message were left for another one. */
export function leftOver(text: string, given: readonly Answer[], knowledge: Knowledge): number {
  if (given.length > 1) return Math.max(0, partsOf(text, knowledge.lexicon).length - given.length)
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
  const alone = answeredAlone(text, knowledge, asking)
  const topic = asking.topic === undefined ? undefined : knowledge.entries.get(asking.topic)
  if (topic === undefined || !inForce(topic, asking.asOf) || isByRule(alone)) return alone
  const follows = followOnOf(alone.question, topic, knowledge.lexicon)
  if (follows === undefined) return alone
  return { ...continuing(alone, follows, topic, { ...asking, knowledge }), question: alone.question }
}

/** Gates and verdicts go by the very words, which nothing needs to complete. */
function isByRule({ answer, hits }: Explained): boolean {
  return hits.length === 0 || (answer.kind === 'found' && answer.judgement !== undefined)
}

function continuing(
  alone: Explained,
  follows: FollowOn,
  topic: Entry,
  { knowledge, ...asking }: Explaining & { readonly knowledge: Knowledge },
): Explained {
  switch (follows.kind) {
    case 'basis':
      return alone.answer.kind !== 'found'
        ? alone
        : { ...alone, answer: { kind: 'found', entry: topic, related: [alone.answer.entry] } }
    case 'penalty':
      return penaltyOf(alone, topic, {
        next: nextOf(topic, knowledge, asking.asOf),
        found: entriesAmong(alone.hits, knowledge),
      })
    case 'other': {
      // The name stands for the topic, which would draw everything to itself.
      const { asOf, withTerms = false } = asking
      return betterOf(alone, answeredAlone(follows.completed, knowledge, { asOf, withTerms }), topic)
    }
  }
}

function nextOf({ next }: Entry, { entries }: Knowledge, asOf: CivilDate): readonly Entry[] {
  return next.flatMap(({ ask }) => entries.get(ask) ?? []).filter((entry) => inForce(entry, asOf))
}

function answeredAlone(text: string, knowledge: Knowledge, asking: Explaining): Explained {
  const question = questionOf(text, knowledge.lexicon, knowledge.index.knows)
  const gated = atGate(question, knowledge)
  if (gated !== undefined) {
    // 1千万美元办全国够吗 is no question about exchange rates: each of its words is one of ours.
    const answer =
      gated.kind === 'out-of-scope' ? withJudgement(gated, text, { ...asking, knowledge }) : gated
    return { question, answer, hits: [], certainty: 0 }
  }
  const meaning = meaningOf(question, knowledge.entries.values(), asking.asOf)
  if (meaning !== undefined) {
    const { entry, says } = meaning
    return { question, answer: { kind: 'found', entry, related: [], meaning: says }, hits: [], certainty: 1 }
  }
  const topic = topicConcepts(knowledge, asking)
  const hits = knowledge.index.search(question, {
    topic,
    allowed: (card) => allowed(card, question, knowledge, asking.asOf),
    withTerms: asking.withTerms ?? false,
  })
  const belonging = knowledge.index.belonging(question)
  const sure = certainty({ question, hits, belonging })
  const given = isVague(question, hits, topic)
    ? askedBack(hits, knowledge)
    : isOfLaterDays(question, hits, knowledge, asking)
      ? notThen(hits, knowledge, asking.asOf)
      : judged(hits, sure, knowledge, asking.asOf)
  const answer = withConfirmation(withJudgement(given, text, { ...asking, knowledge }), question)
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

function entriesAmong(hits: readonly Hit[], { entries }: Knowledge): readonly Entry[] {
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
