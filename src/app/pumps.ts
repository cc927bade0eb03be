import type { Clock, Log, Store } from '../ports.js'
import { arrivalRound, type TurnParts } from './on-arrival.js'
import type { Outbox } from './outbox.js'
import { pump } from './pump.js'

/** What goes on all the time: handling what came, sending what is ready, freeing what the dead held, deleting what is old. */
export interface Pumps {
  readonly wakeArrivals: () => void
  readonly wakeOutbox: () => void
  /** Ends the rounds under way, waits for sends that have left, and marks them. */
  readonly stop: () => Promise<void>
}

export const noPumps: Pumps = {
  wakeArrivals: () => undefined,
  wakeOutbox: () => undefined,
  stop: () => Promise.resolve(),
}

const restMs = 1_000
const sweepMs = 10_000
const tidyMs = 3_600_000

export function startPumps(parts: TurnParts, sends: Outbox): Pumps {
  const { store, clock, log } = parts
  const sending = pump(() => sends.round(), { name: 'outbox', restMs, log })
  const arriving = pump(() => handled(parts, sending.wake), { name: 'arrivals', restMs, log })
  const sweeping = pump(() => swept(store, clock, log), { name: 'sweep', restMs: sweepMs, log })
  const tidying = pump(() => store.tidy(clock.now()), { name: 'tidy', restMs: tidyMs, log })
  return {
    wakeArrivals: arriving.wake,
    wakeOutbox: sending.wake,
    stop: async () => {
      await Promise.all([arriving.stop(), sweeping.stop(), tidying.stop()])
      await sending.stop()
      await sends.drain()
    },
  }
}

async function handled(parts: TurnParts, wakeOutbox: () => void): Promise<number> {
  const turns = await arrivalRound(parts)
  if (turns > 0) wakeOutbox()
  return turns
}

/** There is never more to do at once, so the next sweep comes after a rest. */
async function swept(store: Store, clock: Clock, log: Log): Promise<number> {
  const freed = await store.recover(clock.now())
  if (freed > 0) log.warn('rows recovered', { rows: freed })
  return 0
}
