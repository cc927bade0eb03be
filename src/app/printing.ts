import type { Document } from '../reply/document.js'
import { ownThread } from './own-thread.js'

export type Printed =
  | { readonly kind: 'printed'; readonly pdf: Uint8Array }
  /** The thread broke, or there was none to be had. */
  | { readonly kind: 'failed'; readonly error: unknown }

let printing: Promise<unknown> = Promise.resolve()

/** The PDF of a document, made by another thread, one at a time: each takes the memory of two fonts. */
export function printedAside(document: Document): Promise<Printed> {
  const next = printing.then(() => printed(document))
  printing = next
  return next
}

async function printed(document: Document): Promise<Printed> {
  try {
    return { kind: 'printed', pdf: await answerOf(document) }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** Rejects with what ended the thread instead. */
function answerOf(document: Document): Promise<Uint8Array> {
  const worker = ownThread(new URL('./print-worker.js', import.meta.url), document)
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      reject(new Error(`the printing thread ended with ${code}`))
    })
  }).finally(() => worker.terminate())
}
