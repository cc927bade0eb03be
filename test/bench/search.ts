import MiniSearch from 'minisearch'
import { loadKnowledge, shippedKnowledge } from '../../src/app/read-files.js'
import { answersReply } from '../../src/chat/say/ask.js'
import { answers, type Answer } from '../../src/knowledge/answer.js'
import type { EntrySource as Entry } from '../../src/knowledge/entry.js'
import { filled } from '../../src/knowledge/figures.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { plainText } from '../../src/reply/plain.js'
import { civilDate, type CivilDate } from '../../src/values/civil-date.js'
import { devQuestions, readRows, satisfies, type Row } from './questions.js'
import { percent, quantile, table } from './table.js'

const today = civilDate('2026-11-21')

/** Speed is that of a service that has been up a while, not of code the engine has yet to compile. */
const warmPasses = 5

/** One way of finding answers: for a question (and the one before it) what is said. */
interface SetUp {
  readonly name: string
  answer(row: Row): Answer
}

interface Result {
  readonly row: Row
  readonly answer: Answer
  readonly right: boolean
  readonly withinTwo: boolean
  readonly ms: number
}

/** Right on the first card, within two, per kind, false answers, and speed, for a question file in the dev format. */
export async function searchBench([path = devQuestions]: readonly string[]): Promise<void> {
  if (today === undefined) throw new Error('no day to ask on')
  const knowledge = await shipped(today)
  const rows = await readRows(path)
  const setUps = [
    ours(knowledge, today),
    baseline('MiniSearch default', knowledge, today),
    baseline('MiniSearch bigrams', knowledge, today, bigrams),
  ]
  for (let pass = 0; pass < warmPasses; pass++)
    for (const setUp of setUps) for (const row of rows) setUp.answer(row)
  const results = setUps.map((setUp) => rows.map((row) => judged(setUp, row, knowledge, today)))
  console.log(
    `\n${rows.length} questions, ${knowledge.entries.size} entries, ${path.split('/').at(-1) ?? ''}\n`,
  )
  console.log(summary(setUps, results, knowledge))
  console.log(`\n${byKind(setUps, results)}`)
}

export async function shipped(on: CivilDate): Promise<Knowledge> {
  const loaded = await loadKnowledge(shippedKnowledge, on)
  if (!loaded.ok) throw new Error(`knowledge has ${loaded.faults.length} faults; run npm run check`)
  return loaded.knowledge
}

function ours(knowledge: Knowledge, asOf: CivilDate): SetUp {
  return {
    name: 'chizheng',
    answer: ({ q, context = [] }) => {
      const [before] = context
      const earlier = before === undefined ? undefined : answers(before, knowledge, { asOf })[0]
      const topic = earlier?.kind === 'found' ? earlier.entry.id : undefined
      const given = answers(q, knowledge, { asOf, ...(topic !== undefined && { topic }) })
      return given.length === 1 ? given[0] : joined(given)
    },
  }
}

/** Several answers in one message are judged as the one text that the person reads. */
function joined(given: readonly [Answer, ...Answer[]]): Answer {
  const [first, ...others] = given
  return first.kind === 'found'
    ? { ...first, related: others.flatMap((one) => (one.kind === 'found' ? [one.entry] : [])) }
    : first
}

/** The same cards in MiniSearch alone, which answers whatever it finds. */
function baseline(
  name: string,
  knowledge: Knowledge,
  asOf: CivilDate,
  tokenize?: (text: string) => string[],
): SetUp {
  const engine = new MiniSearch<Record<string, string>>({
    fields: ['title', 'alias', 'text'],
    ...(tokenize && { tokenize }),
  })
  const entries = [...knowledge.entries.values()]
  engine.addAll(
    entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      alias: entry.aliases.join(' '),
      text: textOf(entry, knowledge, asOf),
    })),
  )
  return {
    name,
    answer: ({ q }) => {
      const [best] = engine.search(q)
      const entry = entries.find(({ id }) => id === best?.id)
      return entry === undefined
        ? { kind: 'unknown', why: 'no-match', nearest: [] }
        : { kind: 'found', entry, related: [] }
    },
  }
}

function textOf({ verdict, says, claims = [] }: Entry, knowledge: Knowledge, asOf: CivilDate): string {
  return filled([verdict, says, ...claims.map((claim) => claim.says)].join('\n'), knowledge.figures, asOf)
}

function bigrams(text: string): string[] {
  const characters = [...text.toLowerCase().replace(/\s+/g, '')]
  return characters.slice(1).map((character, at) => (characters[at] ?? '') + character)
}

function judged(setUp: SetUp, row: Row, knowledge: Knowledge, asOf: CivilDate): Result {
  const started = performance.now()
  const answer = setUp.answer(row)
  const ms = performance.now() - started
  const says = (entries: readonly Entry[]): boolean =>
    entries.some((entry) => satisfies(textFor({ kind: 'found', entry, related: [] }, knowledge, asOf), row))
  const right = row.answerable ? rightAnswer(answer, row, knowledge, asOf) : answer.kind !== 'found'
  const withinTwo =
    right ||
    (answer.kind === 'found' && says([...answer.related, ...nextOf(answer.entry, knowledge)].slice(0, 1)))
  return { row, answer, right, withinTwo, ms }
}

function nextOf(entry: Entry, knowledge: Knowledge): readonly Entry[] {
  return entry.next.flatMap(({ ask }) => knowledge.entries.get(ask) ?? [])
}

function rightAnswer(answer: Answer, row: Row, knowledge: Knowledge, asOf: CivilDate): boolean {
  if (answer.kind === 'ambiguous') return row.expect.includes('clarify')
  if (answer.kind !== 'found') return row.expect.includes('abstain')
  const parts = answer.related.map((entry): Answer => ({ kind: 'found', entry, related: [] }))
  const whole: readonly [Answer, ...Answer[]] = isSeveral(row)
    ? [{ ...answer, related: [] }, ...parts]
    : [answer]
  return satisfies(plainText(answersReply(whole, { knowledge, asOf })), row)
}

const isSeveral = ({ kind }: Row): boolean => kind === 'multi'

function textFor(answer: Answer, knowledge: Knowledge, asOf: CivilDate): string {
  return plainText(answersReply([answer], { knowledge, asOf }))
}

function summary(
  setUps: readonly SetUp[],
  results: readonly (readonly Result[])[],
  knowledge: Knowledge,
): string {
  const facts = new Set([...knowledge.entries.values()].flatMap((entry) => entry.facts))
  const rows = setUps.map(({ name }, at) => {
    const all = results[at] ?? []
    const answerable = all.filter(({ row }) => row.answerable)
    const covered = answerable.filter(({ row }) => row.facts.some((fact) => facts.has(fact)))
    const others = all.filter(({ row }) => !row.answerable)
    const times = all.map(({ ms }) => ms)
    return [
      name,
      share(answerable, ({ right }) => right),
      share(covered, ({ right }) => right),
      share(answerable, ({ withinTwo }) => withinTwo),
      share(answerable, ({ answer }) => answer.kind === 'found'),
      share(others, ({ right }) => !right),
      quantile(times, 0.5).toFixed(2),
      quantile(times, 0.99).toFixed(2),
    ]
  })
  return table(
    [
      'set-up',
      'first card right',
      'of covered facts',
      'within two',
      'answered directly',
      'false answers',
      'p50 ms',
      'p99 ms',
    ],
    rows,
  )
}

function byKind(setUps: readonly SetUp[], results: readonly (readonly Result[])[]): string {
  const kinds = [...new Set((results[0] ?? []).map(({ row }) => row.kind))]
  const rows = kinds.map((kind) => [
    kind,
    (results[0] ?? []).filter(({ row }) => row.kind === kind).length,
    ...results.map((all) =>
      share(
        all.filter(({ row }) => row.kind === kind),
        ({ right }) => right,
      ),
    ),
  ])
  return table(['kind', 'questions', ...setUps.map(({ name }) => name)], rows)
}

function share(results: readonly Result[], holds: (result: Result) => boolean): string {
  return percent(results.filter(holds).length, results.length)
}
