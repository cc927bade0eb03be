import { hostname } from 'node:os'
import { Hono } from 'hono'
import { webChat, type WebChat } from '../channels/web/start.js'
import type { ChatClosed } from '../chat/arrival.js'
import type { Said } from '../chat/decision.js'
import type { Channel, Intake, Platform, BytesOf } from '../ports-channel.js'
import type { Clock, Dice, Log, Store, Transcript } from '../ports.js'
import type { OutgoingMessage } from '../ports-sending.js'
import type { ChannelName, ChatRef, PersonRef } from '../values/ids.js'
import { calendarFeed } from './calendar-feed.js'
import { closeChat } from './closing.js'
import type { DiskRoom } from './disk-room.js'
import { bytesOf } from './drawing.js'
import type { ClockJumps } from './clock-jumps.js'
import type { Content } from './content.js'
import { metrics, type Metrics } from './metrics.js'
import { decided } from './on-arrival.js'
import { outages } from './outages.js'
import { outbox } from './outbox.js'
import { alarms, behindReminders, toPerson } from './outgoing.js'
import { noPumps, startPumps } from './pumps.js'
import { rights, type Rights } from './rights.js'

/** What the outside gives: everything that a test replaces. */
export interface Outside {
  readonly store: Store & Transcript
  readonly content: () => Content
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Log
  readonly timeZone: string
  /** Where alarms go. */
  readonly operators: readonly ChatRef[]
  /** Where somebody waits for a sign of life. */
  readonly heartbeatUrl?: string
  /** Under which address the world reaches the listener: calendar links need it. */
  readonly publicUrl?: string
  /** Absent where people move the clock on purpose. */
  readonly jumps?: ClockJumps
  /** Absent where no disk is watched. */
  readonly disk?: DiskRoom
}

/** The running bot: what comes in is stored, handled in order, and sent. */
export interface App {
  readonly intake: Intake
  readonly metrics: Metrics
  readonly rights: Rights
  readonly owner: string
  /** To every operators' chat. Under a card, what was told there before is changed instead. */
  readonly tellOperators: (telling: Telling) => Promise<void>
  /** The same to one chat, behind all reminders that wait. */
  readonly tellChat: (to: ChatRef, telling: Telling) => Promise<void>
  /** For one person, ready for the outbox; nothing for a channel that is switched off. */
  readonly readyFor: (owner: PersonRef, to: ChatRef, telling: Telling) => readonly OutgoingMessage[]
  /** Begins to handle and send. Channels may accept before; nothing is lost. */
  start(): void
  /** Looks at once whether the clock, which somebody moved, made anything due. */
  lookAgain(): void
  /** Resolves when nothing waits, not even for a later time (but for the hour of a digest), and nothing is under way. */
  idle(): Promise<void>
  /** Ends the rounds under way, waits for sends that have left, and marks them. */
  stop(): Promise<void>
}

type Telling = Pick<Said, 'reply' | 'card'>
type Place = Pick<OutgoingMessage, 'lane' | 'due'>

const idleCheckMs = 5

/** `channelsFor` makes the channels, which need the intake to hand over what they receive. */
export function build(outside: Outside, channelsFor: (intake: Intake) => readonly Channel[]): App {
  const { store, clock, dice } = outside
  const owner = `${hostname()}:${process.pid}:${dice.token().slice(0, 8)}`
  const measured = metrics()
  let pumps = noPumps

  const intake: Intake = {
    accept: async (arrivals) => {
      const fresh = await store.accept(arrivals, clock.now())
      const [first] = arrivals
      if (first !== undefined) measured.arrived(first.chat.channel, fresh)
      pumps.wakeArrivals()
    },
    toast: async (pressed) => (await decided(pressed, parts)).toast ?? '',
    wrote: (chat, message) => store.wrote(chat, message),
    caughtUp: (channel) => store.caughtUp(channel),
    noteCaughtUp: (channel, at) => store.noteCaughtUp(channel, at),
  }
  const channels = new Map<ChannelName, Channel>(
    channelsFor(intake).map((channel) => [channel.name, channel]),
  )
  const asked = rights({ channels, clock, log: outside.log })
  const since = outside.clock.now()
  const parts = { ...outside, channels, metrics: measured, owner, since, rights: asked }
  const seen = outages()
  const ended = (chat: ChatRef, why: ChatClosed): Promise<void> => closeChat(chat, why, parts)
  const sends = outbox({ ...parts, closeChat: ended, heard: seen.heard }, () => {
    pumps.wakeOutbox()
  })

  const tell = async (telling: Telling, to: readonly ChatRef[], place?: Place): Promise<void> => {
    const now = clock.now()
    const messages = alarms(telling, to, parts, now).map((message) => ({ ...message, ...place }))
    await store.queue(messages, now)
    pumps.wakeOutbox()
  }
  const tellOperators = (telling: Telling): Promise<void> => tell(telling, outside.operators)

  return {
    intake,
    metrics: measured,
    rights: asked,
    owner,
    tellOperators,
    tellChat: (to, telling) => tell(telling, [to], behindReminders),
    readyFor: (owner, to, telling) => toPerson(telling, { to, owner }, parts, clock.now()),
    start: () => {
      pumps = startPumps({ ...parts, tellOperators, outages: seen }, sends)
    },
    lookAgain: () => {
      pumps.wakeTicks()
      pumps.wakeOutbox()
      pumps.wakeAlarms()
    },
    idle: async () => {
      for (;;) {
        const { arrivals, sends: waiting } = await store.backlog()
        const { awake, later } = await store.reminding(clock.now())
        if (arrivals + awake + waiting - later + sends.underWay() === 0) return
        await new Promise((resolve) => setTimeout(resolve, idleCheckMs))
      }
    },
    stop: () => pumps.stop(),
  }
}

/** Makes a platform that hands over what it receives. */
export type PlatformMaker = (parts: {
  readonly intake: Intake
  readonly clock: Clock
  readonly log: Log
  readonly bytesOf: BytesOf
}) => Platform

export interface Served {
  readonly app: App
  readonly routes: Hono
  /** Begins to handle, to send and to receive. */
  start(): void
  stop(): Promise<void>
  /** What keeps platforms from working now, for operators. */
  trouble(): readonly string[]
}

/** The bot with its web chat and its platforms: what `serve` runs. */
export function buildServed(outside: Outside, makers: readonly PlatformMaker[]): Served {
  const { store, clock, dice, log } = outside
  const { app, made } = buildWith(outside, (intake) => {
    const web = webChat({ transcript: store, intake, clock, dice, log, bytesOf })
    return { web, platforms: makers.map((make) => make({ intake, clock, log, bytesOf })) }
  })
  const { web, platforms } = made
  return {
    app,
    routes: routesOf([web.routes, calendarFeed(outside)], platforms),
    start: () => {
      app.start()
      for (const platform of platforms) platform.start()
    },
    stop: async () => {
      web.stop()
      // First: what comes in while the app stops would only wait for the next start.
      await Promise.all(platforms.map((platform) => platform.stop()))
      await app.stop()
    },
    trouble: () => platforms.flatMap((platform) => platform.trouble()),
  }
}

interface Made {
  readonly web: WebChat
  readonly platforms: readonly Platform[]
}

function buildWith(
  outside: Outside,
  make: (intake: Intake) => Made,
): { readonly app: App; readonly made: Made } {
  let made: Made | undefined
  const app = build(outside, (intake) => {
    made = make(intake)
    return [made.web.channel, ...made.platforms.map(({ channel }) => channel)]
  })
  if (made === undefined) throw new Error('build did not ask for the channels')
  return { app, made }
}

function routesOf(own: readonly Hono[], platforms: readonly Platform[]): Hono {
  const all = new Hono()
  for (const { routes } of platforms) if (routes !== undefined) all.route('/', routes)
  for (const routes of own) all.route('/', routes)
  return all
}
