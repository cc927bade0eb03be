import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Tables } from '../../src/storage/tables.js'
import { paperChannel, paperInMemory, type Paper } from '../fakes/paper-channel.js'
import { startPostgres, type PostgresServer } from '../fakes/postgres.js'
import { said } from './arrivals.js'
import { running, type Running } from './running.js'
import { openingOf } from './script.js'

let postgres: PostgresServer
let folder: string
let files = 0

beforeAll(async () => {
  postgres = await startPostgres()
  folder = await mkdtemp(join(tmpdir(), 'order-'))
}, 60_000)

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

describe.each([
  ['SQLite', () => Promise.resolve(`file:${join(folder, `${++files}.db`)}`)],
  ['PostgreSQL', () => postgres.freshDatabase()],
])('on %s', (_, freshDatabase) => {
  test('a hundred copies of one arrival at once have one effect and one reply', async () => {
    const database = await freshDatabase()
    const paper = paperInMemory()
    const bot = await running({ channels: [wholeReplies(paper)], database })
    const arrival = said('e1', '录音存多久')
    await Promise.all(Array.from({ length: 100 }, () => bot.app.intake.accept([arrival])))
    await bot.app.idle()
    await bot.end()
    expect(paper.read()).toHaveLength(1)
    expect(await answersIn(database)).toBe(1)
  })

  test('ten thousand messages in two hundred chats are answered in order, each once', async () => {
    const database = await freshDatabase()
    const paper = paperInMemory()
    const bot = await running({ channels: [wholeReplies(paper)], database })
    const chats = chatsOf(200, 50)
    await deliver(chats, () => bot)
    await bot.app.idle()
    await bot.end()
    expect(wrongChats(chats, paper)).toEqual([])
    expect(await answersIn(database)).toBe(200 * 5)
  }, 300_000)
})

test('two processes share one PostgreSQL and keep the order of every chat', async () => {
  const database = await postgres.freshDatabase()
  const paper = paperInMemory()
  const bots = [
    await running({ channels: [wholeReplies(paper)], database }),
    await running({ channels: [wholeReplies(paper)], database }),
  ]
  const chats = chatsOf(50, 20)
  await deliver(chats, (at) => bots[at % 2])
  for (const { app } of bots) await app.idle()
  for (const bot of bots) await bot.end()
  expect(wrongChats(chats, paper)).toEqual([])
  expect(await answersIn(database)).toBe(50 * 2)
}, 60_000)

const wholeReplies = (paper: Paper) => paperChannel({ paper, characters: 10_000 })

interface Spoken {
  readonly arrival: Arrival
  /** How its reply is known. */
  readonly echo: string
}

/** What is said in each chat: commands that the bot does not know, which it names in its reply, and each tenth a question. */
function chatsOf(chats: number, messages: number): readonly (readonly Spoken[])[] {
  return Array.from({ length: chats }, (_, chat) =>
    Array.from({ length: messages }, (__, at) => {
      const word = [...String(chat * 1000 + at)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')
      const from = { chat: `c${chat}` }
      return at % 10 === 9
        ? { arrival: said(word, '录音存多久', from), echo: '至少 60日' }
        : { arrival: said(word, `/${word}`, from), echo: `没有 /${word} 这个命令` }
    }),
  )
}

/** All chats at once. Most say each line when the one before is stored; each fourth comes as one batch, as after an outage. */
async function deliver(
  chats: readonly (readonly Spoken[])[],
  botFor: (at: number) => Running | undefined,
): Promise<void> {
  await Promise.all(
    chats.map(async (spoken, chat) => {
      const arrivals = spoken.map(({ arrival }) => arrival)
      const batches = chat % 4 === 0 ? [arrivals] : arrivals.map((arrival) => [arrival])
      for (const [at, batch] of batches.entries()) await botFor(at)?.app.intake.accept(batch)
    }),
  )
}

/** Chats whose replies are not exactly those to what was said, in order. */
function wrongChats(chats: readonly (readonly Spoken[])[], paper: Paper): readonly string[] {
  const seen = new Map<string, string[]>()
  for (const { chat, text } of paper.read()) seen.set(chat, [...(seen.get(chat) ?? []), text])
  return chats.flatMap((spoken, chat) => {
    const texts = seen.get(`c${chat}`) ?? []
    const right =
      texts.length === spoken.length && spoken.every(({ echo }, at) => texts[at]?.startsWith(echo))
    return right ? [] : [`c${chat}: ${texts.length} replies: ${texts.slice(0, 60).join(' | ')}`]
  })
}

async function answersIn(database: string): Promise<number> {
  const db = new Kysely<Tables>({ dialect: (await openingOf(database)).dialect })
  const rows = await db.selectFrom('answers').select('answer').execute()
  await db.destroy()
  return rows.length
}
