import type { Worker } from 'node:worker_threads'
import type { Contents } from '../../knowledge/files.js'
import type { ReadContents } from '../content.js'
import { ownThread } from '../own-thread.js'
import type { Job, Part, Pieces, Verdict } from './knowledge-worker.js'

/** What passed every check. */
export interface Sound {
  readonly kind: 'sound'
  readonly version: string
  readonly read: ReadContents
}

/** What became of the folders' new state. */
export type Judged =
  | Exclude<Verdict, { readonly kind: 'sound' }>
  | Sound
  /** No verdict: a folder cannot be read, or the check itself broke. */
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'stopped' }

/** Has both folders read and checked by another thread, which ends with the verdict and gives its memory back. */
export async function judgedAside(job: Job, stopping: AbortSignal): Promise<Judged> {
  // An event that was is not told again.
  if (stopping.aborted) return { kind: 'stopped' }
  const worker = ownThread(new URL('./knowledge-worker.js', import.meta.url), job)
  const over = new AbortController()
  return new Promise<Judged>((resolve) => {
    const stopped = (): void => {
      resolve({ kind: 'stopped' })
    }
    stopping.addEventListener('abort', stopped, { signal: over.signal })
    worker.once('error', (error) => {
      resolve({ kind: 'failed', error })
    })
    worker.once('exit', (code) => {
      resolve({ kind: 'failed', error: new Error(`the checking thread ended with ${code}`) })
    })
    worker.once('message', (verdict: Verdict) => {
      if (verdict.kind !== 'sound') resolve(verdict)
      else
        collected(worker, (read) => {
          resolve({ ...verdict, read })
        })
    })
  }).finally(() => {
    over.abort()
    return worker.terminate()
  })
}

/** Asks for one part after the other, so that each is unpacked in a turn of its own. */
function collected(worker: Worker, done: (read: ReadContents) => void): void {
  const entries: Contents['entries'][number][] = []
  let pieces: Partial<Pieces> = {}
  worker.on('message', (part: Part) => {
    if (part.kind === 'piece') pieces = { ...pieces, ...part.piece }
    else if (part.kind === 'entries') entries.push(...part.entries)
    else if (isWhole(pieces)) {
      done(together(pieces, entries))
      return
    }
    worker.postMessage('next')
  })
  worker.postMessage('next')
}

const pieceNames: readonly (keyof Pieces)[] = [
  'rest',
  'others',
  'cards',
  'day',
  'bySound',
  'bySpelling',
  'byTypo',
  'longestSoundFrom',
]

const isWhole = (pieces: Partial<Pieces>): pieces is Pieces => pieceNames.every((name) => name in pieces)

function together(
  { rest, others, cards, day, ...sounds }: Pieces,
  entries: Contents['entries'],
): ReadContents {
  return { contents: { ...rest, entries }, learnt: { sounds, cards, day }, ...others }
}
