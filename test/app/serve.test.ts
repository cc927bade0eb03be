import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { smallDirs } from './knowledge-folder.js'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

let folder: string
const processes: Serving[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-'))
})

afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  await rm(folder, { recursive: true })
})

interface Serving {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly printed: () => string
  readonly logged: () => string
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

type Environment = Readonly<Record<string, string>>

/** The built program's `serve` on a database of this test. */
function serve(environment: Environment = {}): Serving {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: `file:${join(folder, 'bot.db')}`,
      ...smallDirs,
      LOG_LEVEL: 'trace',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let logged = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed += piece))
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (logged += piece))
  const ended = new Promise<Awaited<Serving['ended']>>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal })
    })
  })
  const serving = { child, ended, printed: () => printed, logged: () => logged }
  processes.push(serving)
  return serving
}

/** Resolves with the address once the program says it is up. */
async function addressOf({ printed, logged, ended }: Serving): Promise<string> {
  let over = false
  void ended.then(() => (over = true))
  return vi.waitFor(
    () => {
      const address = /http:\/\/[\d.]+:\d+/.exec(printed())?.[0]
      if (address === undefined) throw new Error(over ? `it ended: ${logged()}` : 'not up yet')
      return address
    },
    { timeout: 15_000 },
  )
}

async function visitor(address: string, cookie?: string) {
  const first = await fetch(address, cookie === undefined ? {} : { headers: { cookie } })
  const own = cookie ?? (first.headers.get('set-cookie') ?? '').split(';', 1).join()
  const page = async (): Promise<string> => (await fetch(address, { headers: { cookie: own } })).text()
  return {
    cookie: own,
    page,
    say: (text: string) =>
      fetch(`${address}/messages`, {
        method: 'POST',
        headers: { cookie: own, 'content-type': 'application/json' },
        body: JSON.stringify({ id: randomUUID(), text }),
      }),
    hears: (text: string) =>
      vi.waitFor(
        async () => {
          expect(await page()).toContain(text)
        },
        { timeout: 5_000, interval: 100 },
      ),
  }
}

const answer = '全国 1000万元'

describe('one SQLite file', () => {
  test('is served by one process: a second is refused and the first goes on', async () => {
    const first = serve()
    const guest = await visitor(await addressOf(first))
    const second = serve()
    expect(await second.ended).toEqual({ code: 1, signal: null })
    expect(second.logged()).toContain('已经有一个 chizheng serve 在用')
    expect((await guest.say('注册资本要多少')).status).toBe(202)
    await guest.hears(answer)
  }, 40_000)

  test('is taken over at once from a process that was killed, and the same cookie finds its history', async () => {
    const killed = serve()
    const guest = await visitor(await addressOf(killed))
    await guest.say('注册资本要多少')
    await guest.hears(answer)
    // What is accepted is answered, by whoever lives then.
    expect((await guest.say('录音存多久')).status).toBe(202)
    killed.child.kill('SIGKILL')
    await killed.ended
    const again = await visitor(await addressOf(serve()), guest.cookie)
    await again.hears('至少 60日')
    const page = await again.page()
    for (const line of ['注册资本要多少', answer, '录音存多久', '至少 60日'])
      expect(page.split(line).length, line).toBeGreaterThan(1)
    expect(page.split('至少 60日')).toHaveLength(2)
    const stranger = await visitor(await addressOf(processes.at(-1) ?? killed))
    expect(await stranger.page()).not.toContain('至少 60日')
  }, 40_000)
})

describe('SIGTERM', () => {
  test('ends it with 0 within seconds, whoever is still connected', async () => {
    const serving = serve()
    const address = await addressOf(serving)
    const guest = await visitor(address)
    await guest.say('注册资本要多少')
    await guest.hears(answer)
    const stream = await fetch(`${address}/events`, { headers: { cookie: guest.cookie } })
    const reading = stream.text()
    const port = Number(new URL(address).port)
    const silent = connect(port, '127.0.0.1')
    const slow = connect(port, '127.0.0.1')
    for (const socket of [silent, slow]) socket.on('error', () => undefined)
    await Promise.all([once(silent, 'connect'), once(slow, 'connect')])
    slow.write('POST /messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nid=')
    // Asked over another connection: by then the server has read what the slow one wrote.
    await guest.page()
    const asked = performance.now()
    serving.child.kill('SIGTERM')
    expect(await serving.ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - asked).toBeLessThan(8_000)
    await reading
    silent.destroy()
    slow.destroy()
  }, 40_000)

  test('twice is as good as once, and the next process starts at once', async () => {
    const serving = serve()
    await addressOf(serving)
    serving.child.kill('SIGTERM')
    serving.child.kill('SIGINT')
    expect(await serving.ended).toEqual({ code: 0, signal: null })
    await addressOf(serve())
  }, 40_000)
})

describe('what keeps it from starting is said on stderr, with exit code 1', () => {
  test.each<[string, Environment]>([
    ['DATABASE_URL', { DATABASE_URL: 'mysql://secret-password@x/y' }],
    ['PORT', { PORT: '99999' }],
    ['PORT', { PORT: 'http' }],
    ['HOST', { HOST: '' }],
    ['TIMEZONE', { TIMEZONE: 'Mars/Olympus' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['KNOWLEDGE_DIR', { KNOWLEDGE_DIR: '/nowhere/at/all' }],
    ['KNOWLEDGE_DIR', { KNOWLEDGE_DIR: '' }],
    ['FLOWS_DIR', { FLOWS_DIR: '/nowhere/at/all' }],
    ['DATABASE_URL', { DATABASE_URL: `file:${main}/bot.db` }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://nobody:secret-password@127.0.0.1:1/none' }],
  ])('%s: %j', async (name, environment) => {
    const serving = serve(environment)
    expect(await serving.ended).toEqual({ code: 1, signal: null })
    expect(serving.logged()).toContain(name)
    expect(serving.logged()).not.toContain('secret-password')
    expect(serving.logged()).not.toContain('    at ')
    expect(serving.printed()).toBe('')
  })

  test('every wrong setting at once', async () => {
    const serving = serve({ PORT: '-1', TIMEZONE: 'Mars/Olympus', LOG_LEVEL: 'loud' })
    expect((await serving.ended).code).toBe(1)
    for (const name of ['PORT', 'TIMEZONE', 'LOG_LEVEL']) expect(serving.logged()).toContain(name)
  })

  test('a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const serving = serve({ PORT: String(port) })
    expect(await serving.ended).toEqual({ code: 1, signal: null })
    expect(serving.logged()).toContain(`端口 ${port} 已被占用`)
    taken.close()
    // It gave up its place, so that another may start.
    await addressOf(serve())
  }, 40_000)

  test('a file that is no database', async () => {
    await writeFile(join(folder, 'bot.db'), 'not a database '.repeat(1_000))
    const serving = serve()
    expect(await serving.ended).toEqual({ code: 1, signal: null })
    expect(serving.logged()).toContain('DATABASE_URL')
  })

  test('knowledge with a fault, by file and line', async () => {
    await writeFile(join(folder, 'words.yaml'), 'subjects: nothing\n')
    const serving = serve({ KNOWLEDGE_DIR: folder })
    expect(await serving.ended).toEqual({ code: 1, signal: null })
    expect(serving.logged()).toContain('words.yaml')
  })
})

test('logs hold neither what people write nor their cookies', async () => {
  const serving = serve()
  const guest = await visitor(await addressOf(serving))
  await guest.say('注册资本要多少')
  await guest.hears(answer)
  await guest.say('金丝雀canary4711')
  await guest.hears('这个我不知道')
  await fetch(`${await addressOf(serving)}/presses`, {
    method: 'POST',
    headers: { cookie: guest.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), token: 'canary-token-4711' }),
  })
  await fetch(`${await addressOf(serving)}/?q=canary4711`, { headers: { cookie: guest.cookie } })
  serving.child.kill('SIGTERM')
  await serving.ended
  const secret = guest.cookie.split('=')[1] ?? ''
  expect(secret.length).toBeGreaterThan(20)
  for (const word of ['canary', '金丝雀', '注册资本', secret]) expect(serving.logged()).not.toContain(word)
  expect(serving.logged()).toContain('serving')
}, 40_000)
