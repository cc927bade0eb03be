import type { Readable } from 'node:stream'
import type { Environment } from '../app/environment.js'

/** What a command is run with: the process, passed in. */
export interface Console {
  readonly environment: Environment
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: { write(text: string): unknown; readonly isTTY?: boolean }
  readonly errors: { write(text: string): unknown }
  /** Aborted when somebody asks the program to end. */
  readonly stopping: AbortSignal
}

export function print(console: Console, text: string): void {
  console.output.write(`${text}\n`)
}

export function complain(console: Console, text: string): void {
  console.errors.write(`${text}\n`)
}
