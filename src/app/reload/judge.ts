import { Worker } from 'node:worker_threads'
import type { Contents } from '../../knowledge/files.js'
import type { ReadContents } from '../content.js'
import type { Job, Part, Verdict } from './knowledge-worker.js'

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
  const worker = workerFor(job)
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
  let rest: Omit<Contents, 'entries'> | undefined
  let others: Omit<ReadContents, 'contents'> | undefined
  worker.on('message', (part: Part) => {
    if (part.kind === 'rest') rest = part.rest
    else if (part.kind === 'others') others = part.others
    else if (part.kind === 'entries') entries.push(...part.entries)
    else if (rest !== undefined && others !== undefined) {
      done({ contents: { ...rest, entries }, ...others })
      return
    }
    worker.postMessage('next')
  })
  worker.postMessage('next')
}

/**
 * Built, the worker is a file like any other. From sources it needs tsx, whose hooks a worker of Node 20 does not take
 * over from the process.
 */
function workerFor(workerData: Job): Worker {
  if (import.meta.url.endsWith('.js'))
    return new Worker(new URL('./knowledge-worker.js', import.meta.url), { workerData })
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const entry = JSON.stringify(new URL('./knowledge-worker.ts', import.meta.url).href)
  const script = `import(${tsx}).then(({ register }) => { register(); return import(${entry}) })`
  return new Worker(script, { eval: true, workerData, execArgv: [] })
}
