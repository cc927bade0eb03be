import { constants, platform, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Fault } from '../../knowledge/fault.js'
import type { Contents } from '../../knowledge/files.js'
import type { LearntCards } from '../../knowledge/search/learnt.js'
import type { WordSounds } from '../../knowledge/words/lexicon.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { ReadContents } from '../content.js'
import { checkedContent, readAtOnce, type Folders } from '../read-files.js'

/** Reads and checks both folders on a thread of its own: seconds of work in pieces that cannot be cut. */
export interface Job {
  readonly folders: Folders
  readonly today: CivilDate
}

export type Verdict =
  /** A file was being written just then. */
  | { readonly kind: 'unsettled' }
  | {
      readonly kind: 'faulty'
      readonly version: string
      readonly count: number
      /** The first of them, in the order of the files. */
      readonly faults: readonly Fault[]
    }
  | { readonly kind: 'sound'; readonly version: string }

/** Contents travel in parts: each is unpacked in one go by the thread that serves, when it asks for it. */
export type Part =
  | { readonly kind: 'piece'; readonly piece: Partial<Pieces> }
  | { readonly kind: 'entries'; readonly entries: Contents['entries'] }
  | { readonly kind: 'end' }

/** What is unpacked in a few milliseconds each. */
export interface Pieces extends WordSounds {
  readonly rest: Omit<Contents, 'entries'>
  readonly others: Omit<ReadContents, 'contents' | 'learnt'>
  readonly cards: LearntCards
  readonly day: CivilDate
}

const mostFaults = 100
const entriesAPart = 50

async function judged({ folders, today }: Job): Promise<{ verdict: Verdict; parts: Iterator<Part> }> {
  const read = await readAtOnce(folders)
  if (read === undefined) return { verdict: { kind: 'unsettled' }, parts: nothing }
  const { version } = read
  const loaded = await checkedContent(read, today)
  if (loaded.ok) return { verdict: { kind: 'sound', version }, parts: partsOf(loaded.read) }
  const { faults } = loaded
  const first = faults.slice(0, mostFaults)
  return { verdict: { kind: 'faulty', version, count: faults.length, faults: first }, parts: nothing }
}

const nothing: Iterator<Part> = [][Symbol.iterator]()

function* partsOf({ contents, learnt, ...others }: ReadContents): Generator<Part> {
  const { entries, ...rest } = contents
  const { sounds, cards, day } = learnt
  const { bySound, bySpelling, byTypo, longestSoundFrom } = sounds
  const pieces: readonly Partial<Pieces>[] = [
    { rest },
    { others },
    { cards, day },
    { bySound },
    { bySpelling },
    { byTypo, longestSoundFrom },
  ]
  for (const piece of pieces) yield { kind: 'piece', piece }
  for (let at = 0; at < entries.length; at += entriesAPart)
    yield { kind: 'entries', entries: entries.slice(at, at + entriesAPart) }
}

/** Whoever waits for an answer goes first. Only on Linux is a priority a thread's own: elsewhere all would go slowly. */
function stepBack(): void {
  if (platform() === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
}

const port = parentPort
if (port !== null) {
  stepBack()
  const { verdict, parts } = await judged(workerData as Job)
  port.on('message', () => {
    const next = parts.next()
    port.postMessage((next.done === true ? { kind: 'end' } : next.value) satisfies Part)
  })
  port.postMessage(verdict satisfies Verdict)
}
