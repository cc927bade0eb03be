import { expect, test } from 'vitest'
import { instantAt } from '../../src/deadlines/hours.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { instant } from '../../src/values/civil-date.js'
import { matterId, type ChatRef } from '../../src/values/ids.js'
import { day, matter } from '../deadlines/small.js'
import { feishuTown, telegramTown, type Told, type Town } from './kill-burst-town.js'
import { startLife } from './kill-platforms-life.js'
import { mark } from './kill-platforms-people.js'
import { stage, type Database } from './kill-platforms-stage.js'
import { expiries } from './kill-reminders-script.js'

const { servers, freshDatabase } = stage()

/** So many are due at the same hour. The bot dies when half of them were told. */
const groups = 80
const minute = 60_000

/** The last day, at the hour at which chats are told. */
const begins = instantAt(day('2026-12-01'), '09:00', 'Asia/Shanghai')
const aheadMs = begins - Date.now()

interface Burst {
  readonly platform: string
  readonly database: Database
  readonly awayMs: number
  readonly copies: 'none' | 'one, marked'
  readonly town: () => Town
}

const onTelegram = {
  platform: 'Telegram',
  copies: 'one, marked',
  town: () => telegramTown(servers().telegram, { groups, aheadMs }),
} as const
const onFeishu = {
  platform: 'Feishu',
  copies: 'none',
  town: () => feishuTown(servers().feishu, { groups, aheadMs }),
} as const

const bursts: readonly Burst[] = [
  { ...onTelegram, database: 'SQLite', awayMs: 0 },
  // Nobody knows that a process is dead before its leases run out.
  { ...onTelegram, database: 'PostgreSQL', awayMs: 2 * minute },
  { ...onFeishu, database: 'SQLite', awayMs: 0 },
]

test.each(bursts)(
  'killed amid the sending to many chats on $platform, with $database: each is told, copies: $copies',
  async ({ platform, database: kind, awayMs, copies, town: townOf }) => {
    const town = townOf()
    const database = await freshDatabase(kind)
    await watched(database, town.chats)

    const job = { database, way: town.way }
    const first = startLife({ jobs: [{ ...job, dieAt: `after send #${groups / 2}` }], aheadMs })
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' })
    const before = town.chats.filter((chat) => town.readIn(chat).length > 0).length
    expect(before).toBeGreaterThanOrEqual(groups / 2)
    expect(before).toBeLessThan(groups)

    const second = startLife({ jobs: [job], aheadMs: aheadMs + awayMs })
    await second.port
    second.tell({ kind: 'end' })
    expect(await second.ended).toMatchObject({ code: 0 })

    expect(await faultsIn(town, database, copies)).toEqual([])
    expect(town.violations()).toEqual([])
    const marked = town.chats.flatMap(town.readIn).filter(isMarked).length
    console.log(`${before} of ${groups} chats on ${platform} were told before it died, ${marked} again`)
    // Else nothing was in doubt when it died.
    expect(marked > 0).toBe(copies !== 'none')
  },
  180_000,
)

async function watched(database: string, chats: readonly ChatRef[]): Promise<void> {
  const store = await openStoreAt(database)
  const licence = matter(`@2026-12-01 expires ${expiries['last day']}`)
  const effects = chats.map((chat): MatterEffect => {
    return { kind: 'matter-registered', matter: { ...licence, id: matterId(`of ${chat.chat}`) }, chat }
  })
  await store.change(effects, instant(begins))
  await store.close()
}

const isMarked = ({ text }: Told): boolean => text.includes(mark)

async function faultsIn(town: Town, database: string, copies: Burst['copies']): Promise<readonly string[]> {
  const store = await openStoreAt(database)
  try {
    const faults: string[] = []
    for (const chat of town.chats) {
      const told = town.readIn(chat)
      const marked = told.filter(isMarked).length
      const allowed = copies === 'none' ? marked === 0 : marked <= 1
      if (told.length === 0 || told.length - marked > 1 || !allowed)
        faults.push(`${chat.chat} has ${told.length} copies, ${marked} marked`)
      const record = await store.recordOf(matterId(`of ${chat.chat}`))
      const sent = record.filter(({ kind }) => kind === 'sent').map(({ body }) => body)
      if (sent.length !== 1 || !told.some(({ id }) => isOf(id, sent)))
        faults.push(`${chat.chat} has ${JSON.stringify(told)}, its record ${JSON.stringify(record)}`)
    }
    return faults
  } finally {
    await store.close()
  }
}

const isOf = (id: string, sent: readonly object[]): boolean =>
  sent.some((body) => 'message' in body && body.message === id)
