import { readFileSync } from 'node:fs'
import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import { setImmediate, setTimeout as pause } from 'node:timers/promises'
import { build, type App } from '../../src/app/build.js'
import { silentLog } from '../../src/app/log.js'
import { systemClock, systemDice } from '../../src/app/outside.js'
import { loadContent, shippedFolders } from '../../src/app/read-files.js'
import { Reloading } from '../../src/app/reload/reload.js'
import { contentOf } from '../app/content.js'
import type { Content } from '../../src/app/content.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { dayAt, type CivilDate } from '../../src/values/civil-date.js'
import { eventId } from '../../src/values/ids.js'
import { paperChannel } from '../fakes/paper-channel.js'
import { quantile, table } from './table.js'

const usualReloads = 20
const timeZone = 'Asia/Shanghai'
const lookEveryMs = 100
const limitMs = 20

/**
 * How long nobody else gets a turn while questions are asked one after the other through the whole bot: with reloads as
 * `serve` does them, without any for the same time, and with reloads that read and check on the same thread.
 */
export async function reloadBench([times = String(usualReloads)]: readonly string[]): Promise<void> {
  const reloads = Number(times)
  const home = await mkdtemp(join(tmpdir(), 'chizheng-reload-'))
  const folder = join(home, 'knowledge')
  await cp(shippedFolders.knowledge, folder, { recursive: true })
  const today = dayAt(systemClock.now(), timeZone)
  const folders = { knowledge: folder, flows: shippedFolders.flows }
  const loaded = await loadContent(folders, today)
  if (!loaded.ok) throw new Error('knowledge has faults; run npm run check')
  const reloading = new Reloading({
    folders,
    first: loaded.content,
    clock: systemClock,
    timeZone,
    log: silentLog,
    lookEveryMs,
  })
  let naive: Knowledge | undefined
  const asker = await askerOf(
    () => (naive === undefined ? reloading.content() : contentOf(naive)),
    loaded.content.knowledge,
  )
  reloading.start(() => Promise.resolve())
  await asker.during(() => edits(1, () => reloaded(reloading, folder)))

  const sliced = await asker.during(() => edits(reloads, () => reloaded(reloading, folder)))
  const calm = await asker.during(() => pause(sliced.ms))
  await reloading.stop()
  const whole = await asker.during(() =>
    edits(reloads, async () => {
      naive = await loadedAtOnce(folder, today)
    }),
  )
  await asker.end()
  await rm(home, { recursive: true })
  console.log(
    `\n${loaded.content.knowledge.entries.size} entries, ${reloads} reloads; limit of a pause: ${limitMs} ms\n`,
  )
  console.log(
    report(
      [
        ['reload', sliced],
        ['no reload', calm],
        ['all on one thread', whole],
      ],
      calm,
    ),
  )
}

async function edits(count: number, once: () => Promise<void>): Promise<void> {
  for (let edit = 0; edit < count; edit++) await once()
}

/** An edit as small as can be: the whole base is read and checked all the same. */
async function reloaded(reloading: Reloading, folder: string): Promise<void> {
  const before = reloading.content()
  await appendFile(join(folder, 'questions.yaml'), '# 再存一次\n')
  while (reloading.content() === before) await pause(lookEveryMs)
}

async function loadedAtOnce(folder: string, today: CivilDate): Promise<Knowledge> {
  const paths = await readdir(folder, { recursive: true })
  const files = await Promise.all(
    paths
      .filter((path) => path.endsWith('.yaml'))
      .map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
  )
  const loaded = knowledgeFrom(files, 'naive', today)
  if (!loaded.ok) throw new Error('knowledge has faults')
  await setImmediate()
  return loaded.knowledge
}

interface Measured {
  readonly ms: number
  /** Event-loop delays: the engine's own histogram, every millisecond. */
  readonly longest: number
  readonly p99: number
  /** Turns of the loop by the time this thread itself ran: without waiting for a core that others use. */
  readonly runs: Runs
  /** The longest collection of garbage, waiting included: part of a pause, and nothing that slices can cut. */
  readonly longestCollection: number
  /** From a question's coming in to its answer's leaving. */
  readonly answers: readonly number[]
}

interface Runs {
  readonly longest: number
  /** How many went beyond the limit. */
  readonly tooLong: number
}

interface Asker {
  /** Asks all the time while `work` goes on. */
  during(work: () => Promise<unknown>): Promise<Measured>
  end(): Promise<void>
}

async function askerOf(content: () => Content, { golden }: Knowledge): Promise<Asker> {
  const store = await openStoreAt('file::memory:')
  let answered = (): void => undefined
  const paper = {
    read: () => [],
    write: () => {
      answered()
    },
  }
  const app = build(
    { store, content, clock: systemClock, dice: systemDice, log: silentLog, timeZone, operators: [] },
    () => [paperChannel({ paper, characters: 4_000 })],
  )
  app.start()
  let asked = 0
  const ask = async (): Promise<number> => {
    const text = golden[asked++ % golden.length]?.q ?? ''
    const began = performance.now()
    const answer = new Promise<void>((resolve) => {
      answered = resolve
    })
    await app.intake.accept([saidBy(asked, text)])
    await answer
    return performance.now() - began
  }
  return {
    during: (work) => measured(work, ask),
    end: async () => {
      await app.stop()
      await store.close()
    },
  }
}

async function measured(work: () => Promise<unknown>, ask: () => Promise<number>): Promise<Measured> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  const collections: number[] = []
  const collecting = new PerformanceObserver((seen) => {
    collections.push(...seen.getEntries().map(({ duration }) => duration))
  })
  const answers: number[] = []
  let over = false
  const isOver = (): boolean => over
  delays.enable()
  collecting.observe({ entryTypes: ['gc'] })
  const began = performance.now()
  const asking = (async () => {
    while (!isOver()) {
      answers.push(await ask())
      await setImmediate()
    }
  })()
  const runs = runsUntil(isOver)
  await work()
  over = true
  await asking
  delays.disable()
  collecting.disconnect()
  const nanoseconds = 1e6
  return {
    ms: performance.now() - began,
    longest: delays.max / nanoseconds,
    p99: delays.percentile(99) / nanoseconds,
    runs: await runs,
    longestCollection: Math.max(0, ...collections),
    answers,
  }
}

/** Linux only; elsewhere 0. */
async function runsUntil(isOver: () => boolean): Promise<Runs> {
  let longest = 0
  let tooLong = 0
  let before = ranMs()
  while (!isOver()) {
    await setImmediate()
    const now = ranMs()
    longest = Math.max(longest, now - before)
    if (now - before > limitMs) tooLong++
    before = now
  }
  return { longest, tooLong }
}

/** How long this thread has run on a core, by the kernel's count. */
function ranMs(): number {
  try {
    const [ran = '0'] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
    return Number(ran) / 1e6
  } catch {
    return 0
  }
}

/** Everybody has a chat of their own: nobody types that fast. */
function saidBy(number: number, text: string): Parameters<App['intake']['accept']>[0][number] {
  return {
    id: eventId(`asked-${number}`),
    at: systemClock.now(),
    chat: { channel: 'terminal', chat: `chat-${number}`, kind: 'private' },
    from: { channel: 'terminal', person: `person-${number}` },
    kind: 'said',
    text,
    addressed: true,
  }
}

function report(rows: readonly (readonly [string, Measured])[], calm: Measured): string {
  const ms = (value: number): string => value.toFixed(1)
  return table(
    [
      '',
      'answers',
      'seconds',
      'longest pause',
      'p99',
      'longest run',
      `runs > ${limitMs}`,
      'longest GC',
      'answer p99',
      'slowest answer',
      'pause ratio',
    ],
    rows.map(([name, { answers, ms: took, longest, p99, runs, longestCollection }]) => [
      name,
      answers.length,
      (took / 1000).toFixed(1),
      ms(longest),
      ms(p99),
      ms(runs.longest),
      runs.tooLong,
      ms(longestCollection),
      ms(quantile(answers, 0.99)),
      ms(Math.max(...answers)),
      (longest / calm.longest).toFixed(1),
    ]),
  )
}
