import { createHash } from 'node:crypto'
import { answers, explainedAnswer } from '../knowledge/answer.js'
import type { Answer } from '../knowledge/answer-kinds.js'
import type { EntrySource as Entry } from '../knowledge/entry.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { questionOf, type Question } from '../knowledge/words/question.js'
import { featureReader, grouped, type Features, type Group } from '../knowledge/similar.js'
import type { Feedback, PastQuestion } from '../ports-feedback.js'
import { dayAt, instant, type CivilDate, type Instant } from '../values/civil-date.js'
import type { EntryId } from '../values/ids.js'
import { withoutContacts } from '../values/without-contacts.js'

/** Like questions that wait for an editor. */
export interface OpenGroup {
  /** Made of what its first question says: the same group has it again tomorrow. */
  readonly id: string
  /** How often it was asked, and in how many chats. */
  readonly count: number
  readonly chats: number
  readonly first: CivilDate
  readonly last: CivilDate
  readonly ended: Readonly<Record<Ending, number>>
  /** As people wrote it, the commonest first, without what tells who they are. */
  readonly wordings: readonly [string, ...string[]]
  /** The same as the search reads them. */
  readonly questions: Group<Question>
  /** What comes nearest to it now. */
  readonly nearest: readonly Entry[]
}

/** How it ended: found nothing, was asked back, is known to be not covered, or was answered and rated 没用. */
export type Ending = 'unknown' | 'ambiguous' | 'not-covered' | 'useless'

export interface Looking {
  readonly knowledge: Knowledge
  readonly now: Instant
  readonly timeZone: string
}

const dayMs = 24 * 3_600_000
/** What was asked longer ago belongs to another year's rules; some things are asked once a year. */
const lookBackDays = 400
/** A flood of nonsense must not fill the memory: the latest are looked at. */
const mostQuestions = 50_000

const since = (now: Instant): Instant => instant(now - lookBackDays * dayMs)

/**
 * What editors should look at, what is asked most often first. The knowledge as it is now is asked again: what it
 * answers by now has left the list, and so has what it turns away by a rule, as it should.
 */
export async function openGroups(feedback: Feedback, looking: Looking): Promise<readonly OpenGroup[]> {
  const past = await feedback.unanswered(since(looking.now), mostQuestions)
  const read = reader(looking)
  const open = past
    .map((one): Asked => ({ past: one, reading: read(one.question) }))
    .filter((asked) => isOpen(asked, looking))
  return grouped(open, ({ reading }) => reading.features)
    .map((group) => openGroup(group, looking))
    .sort(commonestFirst)
}

/** Every answer that was rated, the latest last. */
export async function pastRatings(feedback: Feedback, now: Instant): Promise<readonly PastQuestion[]> {
  return feedback.rated(since(now), mostQuestions)
}

/** The group that has this id, or had it while its first question was still open. */
export function groupNamed(id: string, groups: readonly OpenGroup[]): OpenGroup | undefined {
  return (
    groups.find((group) => group.id === id) ??
    groups.find(({ questions }) => questions.some(({ text }) => idOf(text) === id))
  )
}

/** A question as the knowledge reads and answers it now. */
interface Reading {
  readonly question: Question
  readonly features: Features
  readonly gated: boolean
  readonly answers: readonly [Answer, ...Answer[]]
}

interface Asked {
  readonly past: PastQuestion
  readonly reading: Reading
}

/** Reads each text once: many people write the same. */
function reader({ knowledge, now, timeZone }: Looking): (text: string) => Reading {
  const asOf = dayAt(now, timeZone)
  const featuresOf = featureReader(knowledge)
  const read = new Map<string, Reading>()
  return (text) => {
    const known = read.get(text)
    if (known !== undefined) return known
    const question = questionOf(withoutMarks(text), knowledge.lexicon, knowledge.index.knows)
    const reading: Reading = {
      question,
      features: featuresOf(question),
      gated: knowledge.gates(question) !== undefined,
      answers: answers(text, knowledge, { asOf }),
    }
    read.set(text, reading)
    return reading
  }
}

/** What was taken out to hide who asked is nothing anybody typed, nor is it what they asked about. */
const withoutMarks = (text: string): string => withoutContacts(text).replace(/〔[^〔〕]*〕/g, ' ')

/** Of those as common the latest, of those of one day by their id: the same list every time. */
function commonestFirst(a: OpenGroup, b: OpenGroup): number {
  return b.count - a.count || b.chats - a.chats || compared(b.last, a.last) || compared(a.id, b.id)
}

function compared(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function isOpen({ past, reading }: Asked, looking: Looking): boolean {
  if (reading.gated) return false
  const [first] = reading.answers
  return past.useless > 0 ? isAsUseless(past, first, looking) : first.kind !== 'found'
}

/** The entry that was rated 没用 still answers, and nobody has checked it since. */
function isAsUseless(past: PastQuestion, now: Answer, { knowledge, timeZone }: Looking): boolean {
  const [rated] = past.entries
  if (rated === undefined) return now.kind !== 'found'
  if (now.kind === 'found' && now.entry.id !== rated) return false
  return !checkedAfter(dayAt(past.at, timeZone), rated, knowledge)
}

function checkedAfter(day: CivilDate, entry: EntryId, { entries }: Knowledge): boolean {
  return entries.get(entry)?.citations.some(({ checked }) => checked > day) ?? false
}

function openGroup(group: Group<Asked>, { knowledge, now, timeZone }: Looking): OpenGroup {
  const days = group.map(({ past }) => dayAt(past.at, timeZone)).sort()
  const wordings = commonest(group.map(({ past }) => withoutContacts(past.question)))
  const [{ reading }] = group
  return {
    id: idOf(reading.question.text),
    count: group.length,
    chats: new Set(group.map(({ past: { chat } }) => `${chat.channel} ${chat.chat}`)).size,
    first: days[0] ?? dayAt(now, timeZone),
    last: days.at(-1) ?? dayAt(now, timeZone),
    ended: endingsOf(group),
    wordings,
    questions: distinct(group),
    nearest: nearestTo(withoutMarks(wordings[0]), knowledge, dayAt(now, timeZone)),
  }
}

function endingsOf(group: Group<Asked>): OpenGroup['ended'] {
  const count = (ending: Ending): number => group.filter(({ past }) => endingOf(past) === ending).length
  return {
    unknown: count('unknown'),
    ambiguous: count('ambiguous'),
    'not-covered': count('not-covered'),
    useless: count('useless'),
  }
}

function endingOf({ outcome, useless }: PastQuestion): Ending {
  if (useless > 0) return 'useless'
  return outcome === 'unknown' || outcome === 'ambiguous' ? outcome : 'not-covered'
}

/** Each once, the commonest first, of those as common the first. */
function commonest(texts: readonly string[]): readonly [string, ...string[]] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const [first = ['', 0], ...others] = [...counts].sort(([, a], [, b]) => b - a)
  return [first[0], ...others.map(([text]) => text)]
}

function distinct([first, ...others]: Group<Asked>): Group<Question> {
  const byText = new Map(others.map(({ reading: { question } }) => [question.text, question]))
  byText.delete(first.reading.question.text)
  return [first.reading.question, ...byText.values()]
}

const mostNearest = 3

function nearestTo(text: string, knowledge: Knowledge, asOf: CivilDate): readonly Entry[] {
  const { hits } = explainedAnswer(text, knowledge, { asOf })
  return hits
    .flatMap(({ card }) => (card.is.kind === 'entry' ? (knowledge.entries.get(card.is.id) ?? []) : []))
    .slice(0, mostNearest)
}

/** Short enough to type, long enough that two groups never share one. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
