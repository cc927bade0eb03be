import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Command, Orders, Said } from './kill-platforms-child.js'

/** A process with bots in it, from its start to its end. */
export interface Life {
  /** Where it listens; undefined when it ended before. */
  readonly port: Promise<number | undefined>
  readonly ended: Promise<End>
  hasEnded(): boolean
  tell(command: Command): void
  /** Moves its clock on once nothing is under way in it. */
  pass(ms: number): Promise<void>
}

export interface End {
  readonly signal: string | null
  readonly code: number | null
  /** Of each bot, if all lived to the end. */
  readonly steps: readonly (readonly string[])[]
  /** Bots that did not come to their step. */
  readonly missed: readonly number[]
  readonly complained: string
}

const program = fileURLToPath(new URL('kill-platforms-child.ts', import.meta.url))

export function startLife(orders: Orders): Life {
  const child = spawn(process.execPath, [
    ...['--max-old-space-size=768', '--import', 'tsx', program],
    JSON.stringify(orders),
  ])
  const said: Said[] = []
  const hearers = new Set<() => void>()
  createInterface(child.stdout).on('line', (line) => {
    said.push(JSON.parse(line) as Said)
    for (const hear of hearers) hear()
  })
  // What is told to a process that was killed meanwhile is lost, and may be.
  child.stdin.on('error', () => undefined)
  let over = false
  const ended = endOf(child, said).finally(() => {
    over = true
    for (const hear of hearers) hear()
  })

  /** Undefined when the process ends first. */
  const heard = <T>(look: () => T | undefined): Promise<T | undefined> =>
    new Promise((resolve) => {
      const hear = (): void => {
        const found = look()
        if (found === undefined && !over) return
        hearers.delete(hear)
        resolve(found)
      }
      hearers.add(hear)
      hear()
    })
  const tell = (command: Command): void => {
    child.stdin.write(`${JSON.stringify(command)}\n`)
  }
  const passed = (): number => said.filter(({ kind }) => kind === 'passed').length
  return {
    port: heard(() => said.find((one) => one.kind === 'listening')?.port),
    ended,
    hasEnded: () => over,
    tell,
    pass: async (ms) => {
      const before = passed()
      tell({ kind: 'pass', ms })
      await heard(() => passed() > before || undefined)
    },
  }
}

async function endOf(child: ChildProcessWithoutNullStreams, said: readonly Said[]): Promise<End> {
  let complained = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString()
  })
  await once(child, 'close')
  return {
    signal: child.signalCode,
    code: child.exitCode,
    steps: said.find((one) => one.kind === 'ended')?.steps ?? [],
    missed: said.flatMap((one) => (one.kind === 'missed' ? [one.job] : [])),
    complained,
  }
}
