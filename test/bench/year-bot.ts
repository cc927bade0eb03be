import { arrivalRound } from '../../src/app/on-arrival.js'
import { metrics, type Metrics } from '../../src/app/metrics.js'
import { tickRound } from '../../src/app/on-tick.js'
import { outbox } from '../../src/app/outbox.js'
import { rights } from '../../src/app/rights.js'
import type { Content } from '../../src/app/content.js'
import type { Channel } from '../../src/ports-channel.js'
import type { Clock, Dice, FinishedTurn, Log, Store } from '../../src/ports.js'
import type { ChannelName } from '../../src/values/ids.js'

/** Where every write of a process and every send goes through: there it may die, before or after. */
export interface Door {
  pass(name: string): void
}

export interface BotParts {
  readonly store: Store
  readonly content: () => Content
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Log
  readonly metrics: Metrics
  readonly owner: string
  readonly door: Door
  readonly channelsFor: (door: Door) => readonly Channel[]
  /** What a turn has changed for good. */
  readonly finished: (turn: FinishedTurn) => void
  /** The row of a digest that has its content for good. */
  readonly filled: (row: number) => void
}

/** One life of the bot, whose rounds are called instead of pumped: the same parts as `build` puts together. */
export interface Bot {
  /** All that can be done now. Throws when it dies of it. */
  work(): Promise<void>
}

export const sharedMetrics = metrics()

/** More rounds than any work needs: one that never ends is a fault. */
const mostRounds = 5_000

export function botOf({ door, channelsFor, finished, filled, ...outside }: BotParts): Bot {
  const store = guarded(outside.store, door, { finished, filled })
  const { clock, log } = outside
  const channels = new Map<ChannelName, Channel>(channelsFor(door).map((one) => [one.name, one]))
  const parts = {
    ...outside,
    store,
    channels,
    timeZone: 'Asia/Shanghai',
    operators: [],
    rights: rights({ channels, clock, log }),
  }
  const sends = outbox({ ...parts, closeChat: () => Promise.resolve() }, () => undefined)
  const sent = async (): Promise<number> => {
    const done = await sends.round()
    await sends.drain()
    return done
  }
  return {
    work: async () => {
      await store.recover(clock.now())
      await untilNothing('arrivals', () => arrivalRound(parts))
      await untilNothing('matters', () => tickRound(parts))
      await untilNothing('sends', sent)
    },
  }
}

async function untilNothing(what: string, round: () => Promise<number>): Promise<void> {
  for (let rounds = 0; rounds < mostRounds; rounds++) if ((await round()) === 0) return
  throw new Error(`${what} never end`)
}

function guarded(
  store: Store,
  door: Door,
  { finished, filled }: Pick<BotParts, 'finished' | 'filled'>,
): Store {
  const through =
    <Arguments extends readonly unknown[], Result>(
      name: string,
      call: (...given: Arguments) => Promise<Result>,
    ) =>
    async (...given: Arguments): Promise<Result> => {
      door.pass(`before ${name}`)
      const result = await call(...given)
      door.pass(`after ${name}`)
      return result
    }
  return {
    ...store,
    recover: through('recover', (now) => store.recover(now)),
    takeArrivals: through('takeArrivals', (lease, now, limit) => store.takeArrivals(lease, now, limit)),
    remind: through('remind', (round, now) => store.remind(round, now)),
    takeSends: through('takeSends', (lease, now, limit, except) =>
      store.takeSends(lease, now, limit, except),
    ),
    fillDigest: through('fillDigest', async (filling, owner, now) => {
      const done = await store.fillDigest(filling, owner, now)
      if (done === 'filled') filled(filling.row)
      return done
    }),
    settle: through('settle', (results, owner, now) => store.settle(results, owner, now)),
    finish: through('finish', async (turn, owner, now) => {
      const became = await store.finish(turn, owner, now)
      if (became === 'stored') finished(turn)
      return became
    }),
  }
}
