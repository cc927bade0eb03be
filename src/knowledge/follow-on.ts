import type { Answer, Explained } from './answer-kinds.js'
import { conceptId } from '../values/ids.js'
import type { EntrySource as Entry } from './entry.js'
import { aspect, type Lexicon } from './words/lexicon.js'
import { normalise } from './words/normalise.js'
import type { Question } from './words/question.js'

/**
 * What a short question that names nothing of its own asks of what was just talked about: the basis or the reason of
 * that entry (依据呢, 为什么), its penalties (罚款吗), or anything else that has to be completed by its name (要多久).
 */
export type FollowOn =
  { readonly kind: 'basis' | 'penalty' } | { readonly kind: 'other'; readonly completed: string }

/** Longer ones stand for themselves. */
const longest = 8

const basis = conceptId('legal-basis')
const penalty = conceptId('penalty')
const reasons = [conceptId('why'), conceptId('article')]

export function followOnOf(question: Question, topic: Entry, lexicon: Lexicon): FollowOn | undefined {
  const { text, subjects, aspects, strange } = question
  if (text.length > longest || strange.length > 0 || aNumber.test(text)) return undefined
  const asksBasis = subjects.includes(basis) || aspects.some((id) => reasons.includes(id))
  if (asksBasis && subjects.every((id) => id === basis))
    return topic.concepts.includes(basis) ? undefined : { kind: 'basis' }
  if (subjects.length > 0) return subjects.every((id) => id === penalty) ? { kind: 'penalty' } : undefined
  const name = aspects.length > 0 ? nameOf(topic, lexicon) : undefined
  return name === undefined ? undefined : { kind: 'other', completed: name + text.replace(/^那么?/, '') }
}

/** 哪1条 names none. */
const aNumber = /\d(?![条款])/

/** What the title of the entry calls its subject, at the shortest: 材料 rather than 哪些材料. */
function nameOf({ title, concepts: [about] }: Entry, { subjects }: Lexicon): string | undefined {
  const text = normalise(title)
  const names = [...subjects.concepts].flatMap(([form, concepts]) =>
    about !== undefined && concepts.includes(about) && text.includes(form) ? [form] : [],
  )
  return names.toSorted((a, b) => a.length - b.length)[0]
}

/** How sure the completed question must be of its answer. */
const enough = 0.4

/**
 * The better of two answers: to the question as it stands, and as completed by its topic. The latter wins if it is nearer
 * to the topic, answers what was asked and is sure.
 */
export function betterOf(alone: Explained, completed: Explained, topic: Entry): Explained {
  const { answer, certainty } = completed
  if (!isOpen(alone.answer) || answer.kind !== 'found' || certainty < enough) return alone
  const isNearer = nearness(answer, topic) > nearness(alone.answer, topic)
  return isNearer && answers(answer.entry, alone.question) ? completed : alone
}

/** 2 for another entry about what the topic is about, 1 for one that touches it, or for the topic once more. */
function nearness(answer: Answer, topic: Entry): number {
  if (answer.kind !== 'found' || !touches(answer.entry, topic)) return 0
  return answer.entry !== topic && answer.entry.concepts[0] === topic.concepts[0] ? 2 : 1
}

const answers = ({ aspects }: Entry, question: Question): boolean =>
  question.aspects.some((id) => aspects.includes(id))

/** What may be told of penalties: where the topic leads, and what was found without it. */
interface Penalties {
  readonly next: readonly Entry[]
  readonly found: readonly Entry[]
}

/**
 * The penalty that the topic tells of or leads on to. One that may be for something else is asked back rather than told,
 * since every entry on penalties is like 罚款吗.
 */
export function penaltyOf(alone: Explained, topic: Entry, { next, found }: Penalties): Explained {
  if (!isOpen(alone.answer) || tellsPenaltyOf(topic, alone.answer, next)) return alone
  const others = found.filter(isConsequence)
  const [led, own] = [next.filter(isConsequence), others.filter((entry) => isOnlyOf(entry, topic))]
  const its = isConsequence(topic) ? [topic] : led.length > 0 ? led : own
  const [only, second] = its
  if (only !== undefined && second === undefined)
    return { ...alone, answer: { kind: 'found', entry: only, related: [] } }
  const choices = its.length > 0 ? its : others
  return choices.length > 1
    ? { ...alone, answer: { kind: 'ambiguous', choices: choices.slice(0, 3) } }
    : alone
}

function tellsPenaltyOf(topic: Entry, answer: Answer, next: readonly Entry[]): boolean {
  if (answer.kind !== 'found' || !isConsequence(answer.entry)) return false
  return next.includes(answer.entry) || isOnlyOf(answer.entry, topic)
}

/** Whether an entry tells of nothing but the penalties of what the topic is about. */
function isOnlyOf(entry: Entry, topic: Entry): boolean {
  return touches(entry, topic) && entry.concepts.every((id) => id === penalty || topic.concepts.includes(id))
}

/** Whether there may be a better answer: not to what is none of ours. */
function isOpen(answer: Answer): boolean {
  if (answer.kind === 'unknown') return answer.why === 'no-match'
  return answer.kind === 'ambiguous' || answer.kind === 'found'
}

function touches({ concepts }: Entry, { concepts: [about] }: Entry): boolean {
  return about !== undefined && concepts.includes(about)
}

/** Whether an entry first of all tells what follows, or names a penalty. */
const isConsequence = ({ aspects, concepts }: Entry): boolean =>
  aspects[0] === aspect.consequence || concepts.includes(penalty)
