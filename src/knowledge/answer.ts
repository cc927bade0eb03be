import type { CivilDate } from '../values/civil-date.js'
import type { Answer, Asking, Explained, Explaining } from './answer-kinds.js'
import { atGate } from './at-gate.js'
import { withConfirmation } from './confirm.js'
import type { EntrySource as Entry } from './entry.js'
import { inForce } from './figures.js'
import { betterOf, followOnOf, penaltyOf, type FollowOn } from './follow-on.js'
import { entriesAmong, foundFor } from './found.js'
import { isJudged, judgedEach, withJudgement } from './judge/answer.js'
import { heardAs, type Heard } from './judge/question.js'
import type { Knowledge } from './knowledge.js'
import { meaningOf } from './meaning.js'
import { partsOf } from './words/parts.js'

const mostParts = 3

/**
 * The answers to a message: one, or up to three where it asks several things that each have an answer of their own.
 * A later part may lean on the one before it: 续期提前多久，要交什么.
 */
export function answers(text: string, knowledge: Knowledge, asking: Asking): readonly [Answer, ...Answer[]] {
  const asked = { ...asking, knowledge }
  const heard = heardAs(text, asked)
  const gated = atGate(heard.question, knowledge)
  const isRefused = gated?.kind === 'refused'
  const parts =
    isRefused || isJudged(heard, asked) ? [] : partsOf(text, knowledge.lexicon).slice(0, mostParts)
  const [first, ...others] = parts.length < 2 ? [] : partAnswers(parts, knowledge, asking)
  if (first !== undefined && others.length + 1 === parts.length) return [first, ...others]
  const [worst, ...better] = isRefused ? [] : judgedEach(heard, asked)
  return worst === undefined ? [explainedAs(heard, gated, asked).answer] : [worst, ...better]
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

/** The answer to one question. The same question, day and knowledge give the same answer. */
export function answer(text: string, knowledge: Knowledge, asking: Asking): Answer {
  return explainedAnswer(text, knowledge, asking).answer
}

export function explainedAnswer(text: string, knowledge: Knowledge, asking: Explaining): Explained {
  const heard = heardAs(text, { ...asking, knowledge })
  return explainedAs(heard, atGate(heard.question, knowledge), { ...asking, knowledge })
}

type Putting = Explaining & { readonly knowledge: Knowledge }

function explainedAs(heard: Heard, gated: Answer | undefined, putting: Putting): Explained {
  const { knowledge, asOf } = putting
  const alone = answeredAlone(heard, gated, putting)
  const topic = putting.topic === undefined ? undefined : knowledge.entries.get(putting.topic)
  if (topic === undefined || !inForce(topic, asOf) || isByRule(alone)) return alone
  const follows = followOnOf(alone.question, topic, knowledge.lexicon)
  if (follows === undefined) return alone
  return { ...continuing(alone, follows, topic, putting), question: alone.question }
}

/** Gates and verdicts go by the very words, which nothing needs to complete. */
function isByRule({ answer, hits }: Explained): boolean {
  return hits.length === 0 || (answer.kind === 'found' && answer.judgement !== undefined)
}

function continuing(
  alone: Explained,
  follows: FollowOn,
  topic: Entry,
  { knowledge, asOf, withTerms = false }: Putting,
): Explained {
  switch (follows.kind) {
    case 'basis':
      return alone.answer.kind !== 'found'
        ? alone
        : { ...alone, answer: { kind: 'found', entry: topic, related: [alone.answer.entry] } }
    case 'penalty':
      return penaltyOf(alone, topic, {
        next: nextOf(topic, knowledge, asOf),
        found: entriesAmong(alone.hits, knowledge),
      })
    case 'other':
      // The name stands for the topic, which would draw everything to itself.
      return betterOf(alone, explainedAnswer(follows.completed, knowledge, { asOf, withTerms }), topic)
  }
}

function nextOf({ next }: Entry, { entries }: Knowledge, asOf: CivilDate): readonly Entry[] {
  return next.flatMap(({ ask }) => entries.get(ask) ?? []).filter((entry) => inForce(entry, asOf))
}

function answeredAlone(heard: Heard, gated: Answer | undefined, putting: Putting): Explained {
  const { question } = heard
  const { knowledge, ...asking } = putting
  if (gated !== undefined) {
    // 1千万美元办全国够吗 is no question about exchange rates: each of its words is one of ours.
    const answer = gated.kind === 'out-of-scope' ? withJudgement(gated, heard, putting) : gated
    return { question, answer, hits: [], certainty: 0 }
  }
  const meaning = meaningOf(question, knowledge.entries.values(), asking.asOf)
  if (meaning !== undefined) {
    const { entry, says } = meaning
    return { question, answer: { kind: 'found', entry, related: [], meaning: says }, hits: [], certainty: 1 }
  }
  const found = foundFor(question, knowledge, asking)
  const answer = withConfirmation(withJudgement(found.answer, heard, putting), question)
  return { ...found, answer }
}
