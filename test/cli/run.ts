import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { program } from '../../src/cli/program.js'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

export interface RunOptions {
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs a command in this process, not built: `isTTY` where somebody looks at what it prints. */
export async function chizhengHere(
  args: readonly string[],
  { input = '', environment = {}, isTTY = false }: RunOptions & { readonly isTTY?: boolean } = {},
): Promise<Ran> {
  let [out, errors] = ['', '']
  const code = await program(args, {
    environment,
    input: Readable.from([input]),
    output: { write: (text: string) => (out += text), isTTY },
    errors: { write: (text: string) => (errors += text) },
    stopping: new AbortController().signal,
  })
  return { code, out, errors }
}

/** Runs the built program as a person would, to its end. */
export function chizheng(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return run(process.execPath, [main, ...args], options)
}

export function run(
  command: string,
  args: readonly string[],
  { input = '', environment = {} }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...environment } })
    let out = ''
    let errors = ''
    // A piece may end in the middle of a character.
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece))
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (errors += piece))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, out, errors })
    })
    child.stdin.end(input)
  })
}
