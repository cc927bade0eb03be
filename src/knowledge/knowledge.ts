import { earliestDay, type CivilDate } from '../values/civil-date.js'
import type { EntryId, SourceId } from '../values/ids.js'
import type { Contents } from './files.js'
import type { GoldenQuestion, Scope } from './asking-files.js'
import type { EntrySource as Entry, FigureSource, Source } from './entry.js'
import { figuresIn, figuresOf, filled, type Figures } from './figures.js'
import type { Condition } from './condition/condition.js'
import { namesOf, type Names } from './condition/names.js'
import { inputsOf, type Inputs } from './condition/inputs.js'
import { readCondition } from './condition/read-condition.js'
import { gatesOf, type Gates } from './gates.js'
import { askedOn, type AskedById } from './asked-on.js'
import { changesBetween } from './change-days.js'
import { lexiconSteps, type Lexicon, type WordSounds } from './words/lexicon.js'
import type { LearntCards } from './search/learnt.js'
import type { Card } from './search/card.js'
import { searchSteps, type SearchIndex } from './search/search.js'
import { isOfficial } from './standing.js'
import { finished, type Steps } from './steps.js'

/** All that the bot knows, checked as a whole and ready to be asked. It never changes: an edit makes a new one. */
export interface Knowledge {
  /** Names this very content; every answer carries it. */
  readonly version: string
  readonly entries: ReadonlyMap<EntryId, Entry>
  readonly sources: ReadonlyMap<SourceId, Source>
  readonly figures: Figures
  /** What conditions may read about a company. */
  readonly inputs: Inputs
  /** The first day on which every figure of an entry has a value: before it the entry cannot be told. */
  readonly toldFrom: ReadonlyMap<EntryId, CivilDate>
  /** What each entry that can be tested asks of a company. */
  readonly conditions: ReadonlyMap<EntryId, Condition>
  readonly scope: Scope
  readonly golden: readonly GoldenQuestion[]
  readonly asked: AskedById
  readonly lexicon: Lexicon
  readonly gates: Gates
  readonly index: SearchIndex
  readonly learnt: Learnt
  /** What to offer someone who has asked nothing yet. */
  readonly starters: readonly Entry[]
}

/**
 * What takes most of the time to make, as plain data: the same contents, kept or sent with it, are knowledge in a fraction
 * of the time.
 */
export interface Learnt {
  readonly sounds: WordSounds
  readonly cards: LearntCards
  /** The day whose figures the cards were read with. */
  readonly day: CivilDate
}

/** Knowledge from contents that were checked before: nothing is checked again. `learnt` must be of these very contents. */
export function knowledgeOf(
  contents: Contents,
  version: string,
  today: CivilDate,
  learnt?: Learnt,
): Knowledge {
  return finished(knowledgeSteps(contents, version, today, learnt))
}

/** The same in steps of a few milliseconds at most. */
export function* knowledgeSteps(
  contents: Contents,
  version: string,
  today: CivilDate,
  learnt?: Learnt,
): Steps<Knowledge> {
  const { scope } = contents
  const entries = new Map(contents.entries.map((entry) => [entry.id, entry]))
  const aliases = contents.entries.flatMap((entry) => entry.aliases)
  const lexicon = yield* lexiconSteps(contents.words, aliases, learnt?.sounds)
  yield
  const figures = figuresOf(undatedUnlessRules(contents))
  const inputs = inputsOf(contents.inputs.inputs)
  const conditions = yield* conditionSteps(contents.entries, namesOf(inputs, figures))
  const gates = gatesOf(scope)
  yield
  const base = {
    version,
    entries,
    sources: new Map(contents.sources.sources.map((source) => [source.id, source])),
    figures,
    toldFrom: new Map(contents.entries.flatMap((entry) => firstDayOf(entry, figures))),
    inputs,
    conditions,
    scope,
    golden: contents.questions.questions,
    asked: askedBy(contents.asked),
    lexicon,
    gates,
    starters: scope.starters.flatMap((id) => entries.get(id) ?? []),
  }
  yield
  return yield* indexedSteps(base, today, learnt)
}

/** What an article says or what we advise came into force on no day: it may be told of any. */
function undatedUnlessRules({ figures, sources }: Contents): readonly FigureSource[] {
  const rules = new Set(sources.sources.flatMap(({ id, authority }) => (isOfficial(authority) ? [id] : [])))
  const isFirst = ({ id, since }: FigureSource): boolean =>
    !figures.figures.some((other) => other.id === id && other.since < since)
  return figures.figures.map((row) =>
    rules.has(row.source) || !isFirst(row) ? row : { ...row, since: earliestDay },
  )
}

function firstDayOf(entry: Entry, figures: Figures): readonly (readonly [EntryId, CivilDate])[] {
  const [last] = toldTexts(entry)
    .flatMap(figuresIn)
    .flatMap((id) => (figures.get(id) ?? []).map(({ since }) => since).sort()[0] ?? [])
    .sort()
    .reverse()
  return last === undefined ? [] : [[entry.id, last]]
}

/** What an answer says of its own accord, without 更多. */
function toldTexts({ verdict, says, claims = [] }: Entry): readonly string[] {
  return [verdict, says, ...claims.map((claim) => claim.says)]
}

/** A condition that cannot be read is told by the check; here it is left out. */
function* conditionSteps(entries: readonly Entry[], names: Names): Steps<Knowledge['conditions']> {
  const conditions = new Map<EntryId, Condition>()
  for (const { id, met } of entries) {
    if (met === undefined) continue
    const read = readCondition(met, names)
    if (read.ok) conditions.set(id, read.condition)
    yield
  }
  return conditions
}

/** The same knowledge, found as on another day: the index reads texts with the figures of that day. */
export function* onDaySteps(knowledge: Knowledge, day: CivilDate): Steps<Knowledge> {
  return yield* indexedSteps(knowledge, day, knowledge.learnt)
}

function* indexedSteps(
  base: Omit<Knowledge, 'index' | 'learnt'>,
  day: CivilDate,
  learnt?: Learnt,
): Steps<Knowledge> {
  const { entries, figures, scope, lexicon, asked } = base
  const askedOf = askedOn(day, entries, asked)
  const cards = [
    ...[...entries.values()].map((entry) => entryCard(entry, figures, day, askedOf(entry))),
    ...scope.notCovered.map((card) => notCoveredCard(card, asked)),
  ]
  yield
  const known = learnt !== undefined && saysTheSame(base, learnt.day, day) ? learnt.cards : undefined
  const index = yield* searchSteps(cards, lexicon, known)
  return { ...base, index, learnt: { sounds: lexicon.sounds, cards: index.learnt, day } }
}

/** On both days, whichever is the earlier. */
const saysTheSame = (
  base: Pick<Knowledge, 'entries' | 'figures'>,
  one: CivilDate,
  other: CivilDate,
): boolean => !changesBetween(base, one, other) && !changesBetween(base, other, one)

function askedBy(rows: Contents['asked']): AskedById {
  const asked = new Map<string, readonly string[]>()
  for (const { of, questions } of rows) asked.set(of, [...(asked.get(of) ?? []), ...questions])
  return asked
}

function entryCard(entry: Entry, figures: Figures, today: CivilDate, asked: readonly string[]): Card {
  return {
    is: { kind: 'entry', id: entry.id },
    title: entry.title,
    text: filled(toldTexts(entry).join('\n'), figures, today),
    aliases: entry.aliases,
    subjects: entry.concepts,
    aspects: entry.aspects,
    asked,
  }
}

/** Found by its title and aliases only: what it says is about where else to ask. */
function notCoveredCard(card: Scope['notCovered'][number], asked: AskedById): Card {
  return {
    is: { kind: 'not-covered', id: card.id },
    title: card.title,
    text: '',
    aliases: card.aliases,
    subjects: card.concepts,
    aspects: card.aspects,
    asked: asked.get(card.id) ?? [],
  }
}
