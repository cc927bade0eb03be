import { loadContent, shippedFolders } from '../../src/app/read-files.js'
import { answersReply } from '../../src/chat/say/ask.js'
import { answers, explainedAnswer } from '../../src/knowledge/answer.js'
import type { Answer } from '../../src/knowledge/answer-kinds.js'
import type { EntrySource as Entry } from '../../src/knowledge/entry.js'
import { filled } from '../../src/knowledge/figures.js'
import type { Contents } from '../../src/knowledge/files.js'
import { knowledgeOf, type Knowledge, type Learnt } from '../../src/knowledge/knowledge.js'
import { plainText } from '../../src/reply/plain.js'
import { civilDate, type CivilDate } from '../../src/values/civil-date.js'
import { middleMs } from './middle-ms.js'
import {
  countedQuestions,
  devQuestions,
  goldenRows,
  readRows,
  satisfies,
  unseenQuestions,
  type Row,
} from './questions.js'
import { rivalsOver, type Passage, type Rival } from './rivals.js'
import { percent, quantile, table } from './table.js'

/** Speed is that of a service that has been up a while, not of code the engine has yet to compile. */
const warmPasses = 3

/** What one way of finding answers made of one question. */
interface Result {
  readonly row: Row
  readonly kind: Answer['kind']
  readonly right: boolean
  readonly withinTwo: boolean
  /** One divided by the place of the first card that answers; 0 when none of ten does. */
  readonly reciprocal: number
  /** Of the middle of five times that it was asked. */
  readonly ms: number
}

interface SetUp {
  readonly name: string
  readonly indexMs: number
  readonly judge: (row: Row) => Result
}

/** Right on the first card, within two, MRR, per kind, false answers, speed: for a file in the dev format, or the golden set. */
export async function searchBench(paths: readonly string[]): Promise<void> {
  const today = benchDay()
  const loaded = await shipped(today)
  const { knowledge } = loaded
  const bench = new Map<string, readonly Row[]>()
  for (const path of paths.length > 0 ? paths : [devQuestions, countedQuestions, unseenQuestions])
    bench.set(path.split('/').at(-1) ?? path, await readRows(path))
  bench.set('golden questions', goldenRows(knowledge.golden))
  const setUps = setUpsFor(loaded, today)
  const again = indexMs(loaded.contents, today, knowledge.learnt)
  console.log(`\nindex of what was learnt before, as at a start: ${again.toFixed(0)} ms`)
  for (const [name, rows] of bench) {
    for (let pass = 0; pass < warmPasses; pass++) for (const row of rows) setUps[0]?.judge(row)
    const results = setUps.map(({ judge }) => rows.map(judge))
    console.log(`\n${name}: ${rows.length} questions, ${knowledge.entries.size} entries\n`)
    console.log(summary(setUps, results))
    console.log(`\n${byKind(setUps, results)}`)
  }
}

export function benchDay(): CivilDate {
  const day = civilDate('2026-11-21')
  if (day === undefined) throw new Error('no day to ask on')
  return day
}

/** The shipped knowledge, and the contents of which its index can be made anew. */
export interface Shipped {
  readonly knowledge: Knowledge
  readonly contents: Contents
}

export async function shipped(on: CivilDate): Promise<Shipped> {
  const loaded = await loadContent(shippedFolders, on)
  if (!loaded.ok) throw new Error(`knowledge has ${loaded.faults.length} faults; run npm run check`)
  return { knowledge: loaded.content.knowledge, contents: loaded.read.contents }
}

function setUpsFor({ knowledge, contents }: Shipped, asOf: CivilDate): readonly SetUp[] {
  const own: SetUp = {
    name: 'chizheng',
    indexMs: indexMs(contents, asOf),
    judge: (row) => ours(row, knowledge, asOf),
  }
  const entries = [...knowledge.entries.values()]
  const rivals = rivalsOver(entries.map((entry) => passageOf(entry, knowledge, asOf)))
  return [own, ...rivals.map((rival) => setUpOf(rival, entries, knowledge, asOf))]
}

function setUpOf(rival: Rival, entries: readonly Entry[], knowledge: Knowledge, asOf: CivilDate): SetUp {
  const { name, indexMs: built } = rival
  return { name, indexMs: built, judge: (row) => theirs(row, rival, entries, knowledge, asOf) }
}

/** Everything between the checked contents and the first answer. */
function indexMs(contents: Contents, asOf: CivilDate, learnt?: Learnt): number {
  return middleMs(() => knowledgeOf(contents, 'bench', asOf, learnt))
}

function passageOf(entry: Entry, knowledge: Knowledge, asOf: CivilDate): Passage {
  const text = [entry.verdict, entry.says, ...(entry.claims ?? []).map(({ says }) => says)].join('\n')
  return {
    title: entry.title,
    alias: [...entry.aliases, ...(knowledge.asked.get(entry.id) ?? [])].join(' '),
    text: filled(text, knowledge.figures, asOf),
  }
}

function ours(row: Row, knowledge: Knowledge, asOf: CivilDate): Result {
  const topic = topicOf(row, knowledge, asOf)
  const asking = { asOf, ...(topic !== undefined && { topic }) }
  const ms = middleMs(() => answers(row.q, knowledge, asking))
  const given = answers(row.q, knowledge, asking)
  const [first] = given
  const text = plainText(answersReply(given, { knowledge, asOf }))
  const right = row.answerable
    ? first.kind === 'found'
      ? answered(row, given, text)
      : row.expect.includes(first.kind === 'ambiguous' ? 'clarify' : 'abstain')
    : first.kind !== 'found'
  const ranked = explainedAnswer(row.q, knowledge, asking).hits.flatMap(({ card }) =>
    card.is.kind === 'entry' ? (knowledge.entries.get(card.is.id) ?? []) : [],
  )
  const place = placeOf(row, ranked, knowledge, asOf)
  return {
    row,
    kind: first.kind,
    right,
    withinTwo: right || offersWithinTwo(row, first, knowledge, asOf),
    reciprocal: right ? 1 : place === 0 ? 0 : 1 / Math.max(2, place),
    ms,
  }
}

function answered(row: Row, given: readonly Answer[], text: string): boolean {
  if (row.entry === undefined) return satisfies(text, row)
  return given.some((one) => one.kind === 'found' && one.entry.id === row.entry)
}

/** Whether the first card that the answer offers would have been right, or one of the first two that it asks back. */
function offersWithinTwo(row: Row, first: Answer, knowledge: Knowledge, asOf: CivilDate): boolean {
  return secondCards(first, knowledge).some((one) => entryAnswers(row, one, knowledge, asOf))
}

function secondCards(first: Answer, knowledge: Knowledge): readonly Entry[] {
  if (first.kind === 'ambiguous') return first.choices.slice(0, 2)
  if (first.kind !== 'found') return []
  const next = first.entry.next.flatMap(({ ask }) => knowledge.entries.get(ask) ?? [])
  return [...first.related, ...next].slice(0, 1)
}

function topicOf({ context }: Row, knowledge: Knowledge, asOf: CivilDate): Entry['id'] | undefined {
  const [before] = context ?? []
  const earlier = before === undefined ? undefined : answers(before, knowledge, { asOf })[0]
  return earlier?.kind === 'found' ? earlier.entry.id : undefined
}

function theirs(
  row: Row,
  rival: Rival,
  entries: readonly Entry[],
  knowledge: Knowledge,
  asOf: CivilDate,
): Result {
  const ms = middleMs(() => rival.find(row.q))
  const places = rival.find(row.q)
  const ranked = places.flatMap((at) => entries[at] ?? [])
  const place = row.answerable ? placeOf(row, ranked, knowledge, asOf) : 0
  const silent = ranked.length === 0
  return {
    row,
    kind: silent ? 'unknown' : 'found',
    right: row.answerable ? place === 1 : silent,
    withinTwo: row.answerable ? place === 1 || place === 2 : silent,
    reciprocal: place === 0 ? 0 : 1 / place,
    ms,
  }
}

/** The place of the first entry that answers, from 1; 0 when none of the first ten does. */
function placeOf(row: Row, ranked: readonly Entry[], knowledge: Knowledge, asOf: CivilDate): number {
  return ranked.slice(0, 10).findIndex((entry) => entryAnswers(row, entry, knowledge, asOf)) + 1
}

function entryAnswers(row: Row, entry: Entry, knowledge: Knowledge, asOf: CivilDate): boolean {
  if (row.entry !== undefined) return entry.id === row.entry
  const found: Answer = { kind: 'found', entry, related: [] }
  return satisfies(plainText(answersReply([found], { knowledge, asOf })), row)
}

function summary(setUps: readonly SetUp[], results: readonly (readonly Result[])[]): string {
  const rows = setUps.map((setUp, at) => summaryRow(setUp, results[at] ?? []))
  return table(
    [
      'set-up',
      'first card right',
      'within two',
      'MRR',
      'answered directly',
      'false answers',
      'p50 ms',
      'p99 ms',
      'index ms',
    ],
    rows,
  )
}

function summaryRow({ name, indexMs: built }: SetUp, all: readonly Result[]): readonly string[] {
  const answerable = all.filter(({ row }) => row.answerable)
  const others = all.filter(({ row }) => !row.answerable)
  const times = all.map(({ ms }) => ms)
  const mrr = answerable.reduce((sum, { reciprocal }) => sum + reciprocal, 0) / Math.max(1, answerable.length)
  return [
    name,
    share(answerable, ({ right }) => right),
    share(answerable, ({ withinTwo }) => withinTwo),
    mrr.toFixed(3),
    share(answerable, ({ kind }) => kind === 'found'),
    share(others, ({ right }) => !right),
    quantile(times, 0.5).toFixed(2),
    quantile(times, 0.99).toFixed(2),
    built.toFixed(0),
  ]
}

function byKind(setUps: readonly SetUp[], results: readonly (readonly Result[])[]): string {
  const kinds = [...new Set((results[0] ?? []).map(({ row }) => row.kind))]
  const rows = kinds.map((kind) => {
    const ofKind = (all: readonly Result[]): readonly Result[] => all.filter(({ row }) => row.kind === kind)
    return [
      kind,
      ofKind(results[0] ?? []).length,
      ...results.map((all) => share(ofKind(all), ({ right }) => right)),
    ]
  })
  return table(['kind', 'questions', ...setUps.map(({ name }) => name)], rows)
}

function share(results: readonly Result[], holds: (result: Result) => boolean): string {
  return percent(results.filter(holds).length, results.length)
}
