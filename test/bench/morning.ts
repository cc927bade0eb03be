import { limits as feishu } from '../../src/channels/feishu/limits.js'
import { limits as telegram } from '../../src/channels/telegram/limits.js'
import { outbox } from '../../src/app/outbox.js'
import { tickRound } from '../../src/app/on-tick.js'
import { pump } from '../../src/app/pump.js'
import { instantAt } from '../../src/deadlines/hours.js'
import type { Clock, Log, Store } from '../../src/ports.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { daysAfter, instant, type Instant } from '../../src/values/civil-date.js'
import { matterId, type ChannelName } from '../../src/values/ids.js'
import { contentOf } from '../app/content.js'
import { zone } from '../app/watching.js'
import { day, rule, rulesWith } from '../deadlines/small.js'
import { paperInMemory } from '../fakes/paper-channel.js'
import { strictPlatform, type Allowance, type Seen } from '../fakes/strict-platform.js'
import { inVirtualTime } from '../fakes/virtual-time.js'
import { shipped } from '../knowledge/shipped.js'
import { seededDice } from './year-dice.js'
import { sharedMetrics } from './year-bot.js'
import { happened } from './year-town.js'

/** What the platforms say they take: the first line is of the whole bot, the others of one chat. */
const platforms: Readonly<Record<'telegram' | 'feishu', Platform>> = {
  telegram: {
    name: 'telegram',
    sendsPerSecond: telegram.sendsPerSecond,
    allowances: [
      { of: 'all', messages: 30, withinMs: 1_000 },
      { of: 'chat', messages: 1, withinMs: 1_000 },
      { of: 'chat', messages: 20, withinMs: 60_000 },
    ],
  },
  feishu: {
    name: 'feishu',
    sendsPerSecond: feishu.sendsPerSecond,
    allowances: [
      { of: 'all', messages: 50, withinMs: 1_000 },
      { of: 'all', messages: 1_000, withinMs: 60_000 },
      { of: 'chat', messages: 5, withinMs: 1_000 },
    ],
  },
}

interface Platform {
  readonly name: ChannelName
  readonly sendsPerSecond: number
  readonly allowances: readonly Allowance[]
}

export interface Morning {
  /** From nine until the last was taken, in the time that is made to pass. */
  readonly seconds: number
  /** What the platform takes a second, all the time. */
  readonly ideal: number
  /** How often the platform had to say: later. */
  readonly refused: number
  readonly told: number
  /** Chats whose legal day is earlier than that of one that went before them. */
  readonly outOfOrder: number
}

const today = day('2026-11-24')
const nine = instantAt(today, '09:00', zone)

/** So many chats are due at nine, each of another legal day; the real ticks, outbox and pump, and a platform that counts. */
export async function triedMorning(on: keyof typeof platforms, chats: number): Promise<Morning> {
  const store = await openStoreAt('file::memory:')
  try {
    await store.change(registrations(on, chats), instant(nine - 15 * 60_000))
    await ticked(store, instant(nine - 15 * 60_000))
    await ticked(store, nine)
    return await inVirtualTime(nine, () => sentAll(store, platforms[on], chats))
  } finally {
    await store.close()
  }
}

/** Sixty days on which one may be due, in no order. */
const distinctDays = 60

const daysLeft = (chat: number): number => (chat * 37) % distinctDays

function registrations(channel: ChannelName, chats: number): readonly MatterEffect[] {
  return Array.from({ length: chats }, (_, chat): MatterEffect => {
    const log = [happened('expires', daysAfter(today, daysLeft(chat)), instant(0))]
    const id = matterId(`m${String(chat).padStart(5, '0')}`)
    const matter = { id, kind: 'licence', holder: `第${chat}号公司`, has: [], log } as const
    return { kind: 'matter-registered', matter, chat: { channel, chat: String(chat) } }
  })
}

const content = contentOf(
  shipped,
  rulesWith([rule({ due: 'expires +0d', rungs: { daily: `due every day -${distinctDays}..0` } })]),
)

const quiet: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, fields, error) => {
    throw new Error(`${event} ${JSON.stringify(fields)} ${String(error)}`)
  },
}

async function ticked(store: Store, at: Instant): Promise<void> {
  const clock = { now: () => at }
  while ((await tickRound({ store, content: () => content, clock, log: quiet, timeZone: zone })) > 0);
}

const clock: Clock = { now: () => instant(Date.now()) }

async function sentAll(store: Store, platform: Platform, chats: number): Promise<Morning> {
  const dice = seededDice(1)
  const paper = paperInMemory()
  const { channel, begun, taken, refused } = strictPlatform({
    paper,
    channel: platform,
    allowances: platform.allowances,
    now: () => clock.now(),
    latencyMs: () => dice.between(60, 240),
  })
  let tokens = 0
  const sends = outbox(
    {
      store,
      clock,
      log: quiet,
      metrics: sharedMetrics,
      content: () => content,
      timeZone: zone,
      channels: new Map([[platform.name, channel]]),
      dice: { token: () => `token-${++tokens}` },
      owner: 'morning',
      closeChat: () => Promise.resolve(),
    },
    () => {
      sending.wake()
    },
  )
  const sending = pump(() => sends.round(), { name: 'outbox', restMs: 1_000, log: quiet })
  await until(() => taken().length >= chats || clock.now() > nine + longestMs)
  await sending.stop()
  await sends.drain()
  return {
    seconds: ((taken().at(-1)?.at ?? Infinity) - nine) / 1_000,
    ideal: chats / (platform.allowances[0]?.messages ?? 1),
    refused: refused(),
    told: new Set(taken().map(({ chat }) => chat)).size,
    outOfOrder: overtaken(begun()),
  }
}

/** How many first attempts came after one, begun at an earlier moment, of a chat whose legal day is later. */
function overtaken(begun: readonly Seen[]): number {
  const first = new Map([...begun].reverse().map(({ chat, at }) => [chat, at]))
  const all = [...first].map(([chat, at]) => ({ at, days: daysLeft(Number(chat)) }))
  return all.filter((one) => all.some(({ at, days }) => at < one.at && days > one.days)).length
}

const longestMs = 10 * 60_000

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo())
    await new Promise((resolve) => {
      setTimeout(resolve, 1)
    })
}
