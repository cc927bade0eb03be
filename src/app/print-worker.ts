import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from '../reply/document.js'
import { readFaces } from './picture.js'
import { pdfOf } from './print.js'

/** Prints one document on a thread of its own: embedding the fonts cannot be cut into pieces. */
const port = parentPort
if (port !== null) {
  const bytes = await pdfOf(workerData as Document, readFaces())
  port.postMessage(bytes)
}
