import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import { answers } from '../../src/knowledge/answer.js'
import type { EntrySource as Entry } from '../../src/knowledge/entry.js'
import type { Contents } from '../../src/knowledge/files.js'
import { knowledgeOf, type Knowledge } from '../../src/knowledge/knowledge.js'
import { entryId } from '../../src/values/ids.js'
import { devQuestions, readRows } from './questions.js'
import { benchDay, shipped } from './search.js'
import { percent, quantile, table } from './table.js'

/** 100,000 take minutes and 4 GB: `npm run bench -- sizes 100000`. */
const usualSizes = [286, 1_000, 5_000]
const askingMs = 60_000

/**
 * How building and answering grow with the base, and where the time goes: the shipped entries, then more made of their
 * pieces. Sizes may be given, the smallest first: memory is the most that was held so far.
 */
export async function sizesBench(given: readonly string[]): Promise<void> {
  const { contents } = await shipped(benchDay())
  const questions = (await readRows(devQuestions)).map(({ q }) => q)
  for (const size of given.length > 0 ? given.map(Number) : usualSizes) {
    const grown = grownTo(size, contents)
    const built = await timed(() => knowledgeOf(grown, 'bench', benchDay()))
    const asked = await timed(() => answerTimes(questions, built.made))
    console.log(`\n${report(grown, built, asked)}`)
  }
}

function report(grown: Contents, built: Timed<unknown>, asked: Timed<readonly number[]>): string {
  const { made: times } = asked
  const heads = ['entries', 'asked with', 'build ms', 'questions', 'p50 ms', 'p99 ms', 'max ms', 'RSS MB']
  const row = [
    grown.entries.length,
    grown.asked.reduce((sum, { questions }) => sum + questions.length, 0),
    built.ms.toFixed(0),
    times.length,
    quantile(times, 0.5).toFixed(2),
    quantile(times, 0.99).toFixed(2),
    Math.max(...times).toFixed(2),
    (process.resourceUsage().maxRSS / 1e3).toFixed(0),
  ]
  return `${table(heads, [row])}\nbuilding: ${built.where}\nanswering: ${asked.where}`
}

/** Of as many questions as a minute allows, each asked twice: the first time warms up. */
function answerTimes(questions: readonly string[], knowledge: Knowledge): readonly number[] {
  const until = performance.now() + askingMs
  const times: number[] = []
  for (const q of questions) {
    if (performance.now() > until) break
    answers(q, knowledge, { asOf: benchDay() })
    const from = performance.now()
    answers(q, knowledge, { asOf: benchDay() })
    times.push(performance.now() - from)
  }
  return times
}

interface Timed<Made> {
  readonly made: Made
  readonly ms: number
  /** The files where most of the time went, each with its share. */
  readonly where: string
}

async function timed<Made>(work: () => Made): Promise<Timed<Made>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 1_000 })
  await session.post('Profiler.start')
  const from = performance.now()
  const made = work()
  const ms = performance.now() - from
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return { made, ms, where: largestShares(profile.nodes) }
}

const sharesTold = 6

function largestShares(nodes: readonly Profiler.ProfileNode[]): string {
  const hits = new Map<string, number>()
  for (const { callFrame, hitCount = 0 } of nodes) {
    const name = callFrame.url === '' ? callFrame.functionName : fileOf(callFrame.url)
    hits.set(name, (hits.get(name) ?? 0) + hitCount)
  }
  const all = [...hits.values()].reduce((sum, count) => sum + count, 0)
  return [...hits]
    .sort((a, b) => b[1] - a[1])
    .slice(0, sharesTold)
    .map(([name, count]) => `${name} ${percent(count, all)}`)
    .join(', ')
}

/** A package's name, or the file's own. */
function fileOf(url: string): string {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url.split('/').slice(-1).join('')
}
/** The same contents with further entries, each made of pieces of three others. */
function grownTo(size: number, contents: Contents): Contents {
  const real = contents.entries
  const next = randoms()
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)]
  const made: Entry[] = []
  for (let at = real.length; at < size; at++) {
    const [one, two, three] = [pick(real), pick(real), pick(real)]
    if (one === undefined || two === undefined || three === undefined) break
    made.push({
      ...one,
      id: entryId(`made.n${at}`),
      title: `${one.title}${two.title}`.slice(0, 30),
      says: mixed([one, two, three], pick),
      aliases: [one, two, three].flatMap(({ aliases }) => pick(aliases) ?? []),
      concepts: [...new Set([...one.concepts.slice(0, 2), ...two.concepts.slice(0, 1)])],
      aspects: [...new Set([...one.aspects, ...three.aspects])].slice(0, 3),
    })
  }
  const asked = made.map(({ id }) => ({
    of: id,
    questions: [0, 1, 2, 3, 4, 5].map(() => halves(pick(contents.asked), pick(contents.asked), pick)),
  }))
  return { ...contents, entries: [...real, ...made], asked: [...contents.asked, ...asked] }
}

type Pick = <T>(from: readonly T[]) => T | undefined

function mixed(entries: readonly Entry[], pick: Pick): string {
  return entries.map(({ says }) => pick(says.split(/(?<=。)/)) ?? '').join('')
}

function halves(
  a: Contents['asked'][number] | undefined,
  b: Contents['asked'][number] | undefined,
  pick: Pick,
): string {
  const [one, two] = [pick(a?.questions ?? []) ?? '', pick(b?.questions ?? []) ?? '']
  return one.slice(0, one.length / 2) + two.slice(two.length / 2)
}

/** The same numbers in every run. */
function randoms(): () => number {
  let state = 20261121
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
