import type { CivilDate } from '../values/civil-date.js'
import type { Answer, Asking, Explained, Explaining } from './answer-kinds.js'
import { atGate } from './at-gate.js'
import { withConfirmation } from './confirm.js'
import type { EntrySource as Entry } from './entry.js'
import { inForce } from './figures.js'
import { betterOf, followOnOf, penaltyOf, type FollowOn } from './follow-on.js'
import { entriesAmong, foundFor } from './found.js'
import { isJudged, judgedEach, withJudgement } from './judge/answer.js'
import type { Knowledge } from './knowledge.js'
import { meaningOf } from './meaning.js'
import { partsOf } from './words/parts.js'
import { questionOf } from './words/question.js'

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
  const found = foundFor(question, knowledge, asking)
  const answer = withConfirmation(withJudgement(found.answer, text, { ...asking, knowledge }), question)
  return { ...found, answer }
}
