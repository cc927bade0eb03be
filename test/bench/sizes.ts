import { answers } from '../../src/knowledge/answer.js'
import type { EntrySource as Entry } from '../../src/knowledge/entry.js'
import type { Contents } from '../../src/knowledge/files.js'
import { knowledgeOf } from '../../src/knowledge/knowledge.js'
import { entryId } from '../../src/values/ids.js'
import { devQuestions, readRows } from './questions.js'
import { benchDay, shipped } from './search.js'
import { quantile, table } from './table.js'

const sizes = [286, 1_000, 5_000, 100_000]

/** How building and answering grow with the base: the shipped entries, then more made of their pieces. `sizes` may be given. */
export async function sizesBench(given: readonly string[]): Promise<void> {
  const today = benchDay()
  const { contents } = await shipped(today)
  const questions = (await readRows(devQuestions)).map(({ q }) => q)
  const rows = []
  for (const size of given.length > 0 ? given.map(Number) : sizes) {
    const grown = grownTo(size, contents)
    const before = process.memoryUsage().rss
    const started = performance.now()
    const knowledge = knowledgeOf(grown, 'bench', today)
    const built = performance.now() - started
    for (const q of questions) answers(q, knowledge, { asOf: today })
    const times = questions.map((q) => {
      const from = performance.now()
      answers(q, knowledge, { asOf: today })
      return performance.now() - from
    })
    rows.push([
      grown.entries.length,
      built.toFixed(0),
      quantile(times, 0.5).toFixed(2),
      quantile(times, 0.99).toFixed(2),
      Math.max(...times).toFixed(2),
      ((process.memoryUsage().rss - before) / 1e6).toFixed(0),
    ])
  }
  console.log(`\n${table(['entries', 'build ms', 'p50 ms', 'p99 ms', 'max ms', 'RSS grown by MB'], rows)}`)
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
