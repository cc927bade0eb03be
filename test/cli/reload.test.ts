import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { knowledgeFolder, type KnowledgeFolder } from '../app/knowledge-folder.js'
import { serving, type Serving } from './serving.js'

let folder: KnowledgeFolder
let home: string
let bot: Serving

const start = (): Promise<Serving> =>
  serving(`file:${join(home, 'bot.db')}`, {
    KNOWLEDGE_DIR: folder.path,
    FLOWS_DIR: folder.folders.flows,
    LOG_LEVEL: 'info',
  })

beforeEach(async () => {
  folder = knowledgeFolder()
  home = await mkdtemp(join(tmpdir(), 'reload-serve-'))
  bot = await start()
})

afterEach(async () => {
  await bot.end('SIGKILL')
  folder.remove()
  await rm(home, { recursive: true })
})

const patience = { timeout: 30_000, interval: 100 }

/** Resolves when a new visitor who asks is told this. */
async function tells(text: string): Promise<void> {
  await vi.waitFor(async () => {
    const { headers } = await fetch(bot.address)
    const cookie = (headers.get('set-cookie') ?? '').split(';', 1).join()
    await fetch(`${bot.address}messages`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), text: '注册资本要多少' }),
    })
    await vi.waitFor(async () => {
      expect(await (await fetch(bot.address, { headers: { cookie } })).text()).toContain('按业务覆盖范围')
    }, patience)
    expect(await (await fetch(bot.address, { headers: { cookie } })).text()).toContain(text)
  }, patience)
}

async function readiness(): Promise<{ readonly status: number; readonly notes: string }> {
  const answer = await fetch(`${bot.address}readyz`)
  const { notes } = (await answer.json()) as { readonly notes: readonly string[] }
  return { status: answer.status, notes: notes.join('\n') }
}

const capital = (from: number, to: number): void => {
  folder.edit('figures.yaml', `value: ${from}0000000\n`, `value: ${to}0000000\n`)
}

test('an edit serves without a restart; a bad one is named by readyz and in the log, and the old one serves', async () => {
  await tells('全国 1000万元')
  capital(1, 2)
  await tells('全国 2000万元')
  const questions = folder.read('questions.yaml')
  folder.write('questions.yaml', questions.replace('entry: recording.keep', 'entry: recording.kept'))
  await vi.waitFor(async () => {
    expect((await readiness()).notes).toMatch(
      /有 1 处错误[^]*questions\.yaml:3:\d+ 没有叫 recording\.kept 的条目 → /,
    )
  }, patience)
  expect((await readiness()).status).toBe(200)
  expect(bot.log()).toContain('questions.yaml:3:')
  await tells('全国 2000万元')
  folder.write('questions.yaml', questions)
  await vi.waitFor(async () => {
    expect(await readiness()).toEqual({ status: 200, notes: '' })
  }, patience)
}, 120_000)

test('killed while it reloads, the next process serves the edit', async () => {
  capital(1, 3)
  await bot.end('SIGKILL')
  bot = await start()
  await tells('全国 3000万元')
  capital(3, 4)
  // By now the checking thread is at work.
  await vi.waitFor(() => {
    expect(bot.log()).toContain('knowledge changed')
  }, patience)
  await bot.end('SIGKILL')
  bot = await start()
  await tells('全国 4000万元')
}, 120_000)

test('told to stop while it reloads, it stops', async () => {
  capital(1, 5)
  await vi.waitFor(() => {
    expect(bot.log()).toContain('knowledge changed')
  }, patience)
  expect(await bot.end('SIGTERM')).toBe(0)
}, 60_000)
