import { createHash } from 'node:crypto'
import type { RecordLine } from '../../ports-watch.js'
import type { MatterId } from '../../values/ids.js'

/** JSON with its keys in order: equal values are equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isObject(part) ? sorted(part) : part))
}

const isObject = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && !Array.isArray(part)

const sorted = (part: object): object =>
  Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The last line of a record so far; `noLine` where there is none. */
export type Head = Pick<RecordLine, 'number' | 'hash'>

export const noLine: Head = { number: 0, hash: '' }

/** SHA-256 in hexadecimal over the hash before it and all that the line says. */
export function hashOf(
  matter: MatterId,
  previous: Head['hash'],
  { number, at, kind, body }: Omit<RecordLine, 'hash'>,
): string {
  const text = canonical([previous, matter, number, at, kind, body])
  return createHash('sha256').update(text).digest('hex')
}

/**
 * The number that the first line should have which is not as it was written, or not in its place; undefined: all are.
 * Lines missing at the end leave no trace in the chain: who needs to know keeps the last hash elsewhere.
 */
export function firstAltered(matter: MatterId, lines: readonly RecordLine[]): number | undefined {
  let head = noLine
  for (const line of lines) {
    const number = head.number + 1
    if (line.number !== number || line.hash !== hashOf(matter, head.hash, line)) return number
    head = line
  }
  return undefined
}
