import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { quantile, table } from './table.js'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const runs = 5

/** From `node dist/main.js serve` to the first ready answer, and the memory it then holds, beside an empty node process. */
export async function startBench(): Promise<void> {
  const starts = []
  for (let run = 0; run < runs; run++) starts.push({ ready: await startOnce(), node: await emptyNode() })
  const ready = starts.map((start) => start.ready.ms)
  const memory = starts.map((start) => start.ready.megabytes)
  const bare = starts.map((start) => start.node)
  console.log(
    table(
      ['', 'median', 'worst'],
      [
        ['start to ready, ms', quantile(ready, 0.5).toFixed(0), Math.max(...ready).toFixed(0)],
        ['node -e 0, ms', quantile(bare, 0.5).toFixed(0), Math.max(...bare).toFixed(0)],
        ['memory when ready, MB', quantile(memory, 0.5).toFixed(0), Math.max(...memory).toFixed(0)],
      ],
    ),
  )
}

async function startOnce(): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-start-'))
  const served = await servedOnce(join(folder, 'start.db'))
  await rm(folder, { recursive: true })
  return served
}

export interface Served {
  readonly ms: number
  readonly megabytes: number
}

/** The built program on that database, until it is ready. */
export async function servedOnce(database: string): Promise<Served> {
  const began = performance.now()
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, DATABASE_URL: `file:${database}`, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressFrom(child)
  await fetch(`${address}readyz`)
  const ms = performance.now() - began
  const megabytes = await residentMegabytes(child.pid ?? 0)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { ms, megabytes }
}

async function addressFrom(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    const address = /http:\/\/\S+\//.exec(said)?.[0]
    if (address !== undefined) return address
  }
  throw new Error(`serve ended without an address: ${said}`)
}

/** Linux only; elsewhere 0. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

async function emptyNode(): Promise<number> {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', '0']), 'exit')
  return performance.now() - began
}
