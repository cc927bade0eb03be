import { hostname } from 'node:os'
import type { Hono } from 'hono'
import { webChat } from '../channels/web/start.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Channel, Clock, Dice, Intake, Log, Store, Transcript } from '../ports.js'
import type { ChannelName } from '../values/ids.js'
import { metrics, type Metrics } from './metrics.js'
import { decided } from './on-arrival.js'
import { outbox } from './outbox.js'
import { noPumps, startPumps } from './pumps.js'

/** What the outside gives: everything that a test replaces. */
export interface Outside {
  readonly store: Store & Transcript
  readonly knowledge: () => Knowledge
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Log
  readonly timeZone: string
}

/** The running bot: what comes in is stored, handled in order, and sent. */
export interface App {
  readonly intake: Intake
  readonly metrics: Metrics
  readonly owner: string
  /** Begins to handle and send. Channels may accept before; nothing is lost. */
  start(): void
  /** Resolves when nothing waits, not even for a later time, and nothing is under way. */
  idle(): Promise<void>
  /** Ends the rounds under way, waits for sends that have left, and marks them. */
  stop(): Promise<void>
}

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
  }
  const channels = new Map<ChannelName, Channel>(
    channelsFor(intake).map((channel) => [channel.name, channel]),
  )
  const parts = { ...outside, channels, metrics: measured, owner }
  const sends = outbox(parts, () => {
    pumps.wakeOutbox()
  })

  return {
    intake,
    metrics: measured,
    owner,
    start: () => {
      pumps = startPumps(parts, sends)
    },
    idle: async () => {
      for (;;) {
        const { arrivals, sends: waiting } = await store.backlog()
        if (arrivals + waiting + sends.underWay() === 0) return
        await new Promise((resolve) => setTimeout(resolve, idleCheckMs))
      }
    },
    stop: () => pumps.stop(),
  }
}

export interface WebApp {
  readonly app: App
  readonly routes: Hono
  stop(): Promise<void>
}

/** The bot with its web chat: what `serve` runs. */
export function buildWithWeb(outside: Outside): WebApp {
  let web: ReturnType<typeof webChat> | undefined
  const app = build(outside, (intake) => {
    web = webChat({
      transcript: outside.store,
      intake,
      clock: outside.clock,
      dice: outside.dice,
      log: outside.log,
    })
    return [web.channel]
  })
  if (web === undefined) throw new Error('build did not ask for the channels')
  const chat = web
  return {
    app,
    routes: chat.routes,
    stop: async () => {
      chat.stop()
      await app.stop()
    },
  }
}
