import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

export interface Serving {
  readonly address: string
  /** What it wrote to standard error: its log. */
  readonly log: () => string
  /** Resolves with the exit code; null when the signal ended it. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>
}

/** The built program as `npm start` runs it, on a free port, until it says where it listens. */
export async function serving(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (log += piece))
  const ended = once(child, 'exit')
  const address = await Promise.race([
    addressFrom(child),
    ended.then(() => {
      throw new Error(`serve ended early: ${log}`)
    }),
  ])
  return {
    address,
    log: () => log,
    end: async (signal) => {
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /http:\/\/\S+\//.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
  })
}
