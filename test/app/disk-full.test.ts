import { Kysely, sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { build, type App } from '../../src/app/build.js'
import { diskRoom } from '../../src/app/disk-room.js'
import { silentLog } from '../../src/app/log.js'
import { systemDice } from '../../src/app/outside.js'
import type { Arrival } from '../../src/chat/arrival.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'
import { said } from './arrivals.js'
import { textsOf, type OnPaper } from './bot-on-paper.js'
import { until } from './reload-bot.js'
import {
  chatNamed,
  clockAt,
  licence,
  pressIn,
  registered,
  settled,
  shippedContent,
  zone,
} from './watching.js'

const hourMs = 3_600_000
const ends: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

interface Machine extends OnPaper {
  /** So many megabytes are free from now on. */
  readonly frees: (megabytes: number) => void
  /** SQLite may take so many pages more than it has. */
  readonly grants: (pages: number) => Promise<void>
  readonly holders: (chat: string) => Promise<readonly string[]>
}

/** A bot on a small disk, with a licence that has something due the next morning. */
async function machine(): Promise<Machine> {
  const opening = await openSqlite(':memory:')
  const store = await openStore(opening)
  const look = new Kysely<unknown>({ dialect: opening.dialect })
  const clock = clockAt('2026-11-24', '10:00')
  const paper = paperInMemory()
  let free = 500
  const disk = diskRoom(() => Promise.resolve(free * 1024 * 1024))
  const outside = { store, clock, log: silentLog, content: shippedContent, dice: systemDice, timeZone: zone }
  const operators = [chatNamed('operators')]
  const app: App = build({ ...outside, operators, disk }, () => [paperChannel({ paper, characters: 4_000 })])
  await store.change([registered(licence({ expires: '2027-03-02' }, clock.now()))], clock.now())
  app.start()
  await app.idle()
  const end = async (): Promise<void> => {
    await app.stop()
    await store.close()
  }
  ends.push(end)
  return {
    app,
    store,
    clock,
    paper,
    end,
    frees: (megabytes) => {
      free = megabytes
      app.lookAgain()
    },
    grants: async (pages) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(look)
      await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + pages)}`.execute(look)
    },
    holders: async (chat) => {
      const watched = await store.watchedIn(chatNamed(chat))
      return watched.map(({ matter }) => matter.holder)
    },
  }
}

async function states(bot: Machine, chat: string): Promise<void> {
  const arrival = said(`states ${chat}`, '甲公司的许可证2027年3月2日到期', { chat })
  await bot.app.intake.accept([{ ...arrival, at: bot.clock.now() }])
  await bot.app.idle()
}

const newestIn = (bot: Machine, chat: string): string => textsOf(bot.paper, chat).at(-1) ?? ''

test('a disk that runs short: nothing new is armed, and people and operators hear why; what is armed goes on', async () => {
  const bot = await machine()
  bot.frees(150)
  expect(await until(() => textsOf(bot.paper, 'operators')[0])).toContain('磁盘快满了：只剩 150 MB')
  await states(bot, 'c2')
  await pressIn(bot, 'c2', '设置提醒')
  expect(newestIn(bot, 'c2')).toContain('没有登记：我这边的磁盘快满了')
  expect(await bot.holders('c2')).toEqual([])
  bot.clock.move(23 * hourMs)
  await settled(bot)
  expect(textsOf(bot.paper)).toHaveLength(1)
  bot.frees(400)
  expect(await until(() => textsOf(bot.paper, 'operators')[1])).toContain('磁盘有空间了（400 MB）')
  await states(bot, 'c4')
  await pressIn(bot, 'c4', '设置提醒')
  expect(await bot.holders('c4')).toEqual(['甲公司'])
})

test('a full disk loses nothing and repeats nothing: with room again all goes out once, unmarked', async () => {
  const bot = await machine()
  await bot.grants(3)
  let filler = 0
  while (await accepts(bot, talkOf(++filler, bot))) expect(filler).toBeLessThan(50)
  const asked = { ...said('asked', '/help', { chat: 'c3' }), at: bot.clock.now() }
  bot.clock.move(23 * hourMs)
  bot.app.lookAgain()
  await bot.grants(100_000)
  // What could not be stored was not confirmed: its platform brings it again.
  for (const arrival of [talkOf(filler, bot), asked]) expect(await accepts(bot, arrival)).toBe(true)
  await settled(bot)
  await until(() => textsOf(bot.paper, 'c3')[0])
  expect([textsOf(bot.paper).length, textsOf(bot.paper, 'c3').length]).toEqual([1, 1])
  expect(bot.paper.read().filter(({ repeated }) => repeated)).toEqual([])
})

/** Long talk in a group that is none of the bot's business. */
function talkOf(number: number, { clock }: OnPaper): Arrival {
  const talk = said(`talk ${number}`, '闲聊'.repeat(1_000), { chat: 'g1' })
  return { ...talk, chat: { ...talk.chat, kind: 'group' }, at: clock.now() }
}

/** False: the disk is full. */
async function accepts({ app }: OnPaper, arrival: Arrival): Promise<boolean> {
  try {
    await app.intake.accept([arrival])
    return true
  } catch (error) {
    expect(String(error)).toContain('full')
    return false
  }
}
