import { hostname } from 'node:os'
import type { Hono } from 'hono'
import { webChat } from '../channels/web/start.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Channel, Clock, Dice, Intake, Log, Store, Transcript } from '../ports.js'
import type { ChannelName } from '../values/ids.js'
import { metrics, type Metrics } from './metrics.js'
import { arrivalRound, decided } from './on-arrival.js'
import { outbox } from './outbox.js'
import { pump } from './pump.js'

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

const restMs = 1_000
const sweepMs = 10_000
const idleCheckMs = 5

/** `channelsFor` makes the channels, which need the intake to hand over what they receive. */
export function build(outside: Outside, channelsFor: (intake: Intake) => readonly Channel[]): App {
  const { store, clock, log, dice } = outside
  const owner = `${hostname()}:${process.pid}:${dice.token().slice(0, 8)}`
  const measured = metrics()
  let wakeArrivals = (): void => undefined
  let wakeOutbox = (): void => undefined

  const intake: Intake = {
    accept: async (arrivals) => {
      const fresh = await store.accept(arrivals, clock.now())
      const [first] = arrivals
      if (first !== undefined) measured.arrived(first.chat.channel, fresh)
      wakeArrivals()
    },
    toast: async (pressed) => (await decided(pressed, parts)).toast ?? '',
  }
  const channels = new Map<ChannelName, Channel>(
    channelsFor(intake).map((channel) => [channel.name, channel]),
  )
  const parts = { ...outside, channels, metrics: measured, owner }
  const sends = outbox(parts, () => {
    wakeOutbox()
  })
  let stopAll = (): Promise<void> => Promise.resolve()

  return {
    intake,
    metrics: measured,
    owner,
    start: () => {
      const arriving = pump(
        async () => {
          const handled = await arrivalRound(parts)
          if (handled > 0) wakeOutbox()
          return handled
        },
        { name: 'arrivals', restMs, log },
      )
      const sending = pump(() => sends.round(), { name: 'outbox', restMs, log })
      const sweeping = pump(() => swept(store, clock, log), { name: 'sweep', restMs: sweepMs, log })
      wakeArrivals = arriving.wake
      wakeOutbox = sending.wake
      stopAll = async () => {
        await Promise.all([arriving.stop(), sweeping.stop()])
        await sending.stop()
        await sends.drain()
      }
    },
    idle: async () => {
      for (;;) {
        const { arrivals, sends: waiting } = await store.backlog()
        if (arrivals + waiting + sends.underWay() === 0) return
        await new Promise((resolve) => setTimeout(resolve, idleCheckMs))
      }
    },
    stop: () => stopAll(),
  }
}

/** Frees what a dead process held. There is never more to do at once, so the next sweep comes after a rest. */
async function swept(store: Store, clock: Clock, log: Log): Promise<number> {
  const freed = await store.recover(clock.now())
  if (freed > 0) log.warn('rows recovered', { rows: freed })
  return 0
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
