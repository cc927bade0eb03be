import type { Said } from '../chat/decision.js'
import { clockJumpReply } from '../chat/say/clock.js'
import type { Clock, Log, Store } from '../ports.js'
import type { ClockJumps } from './clock-jumps.js'
import { alarmRounds } from './alarming.js'
import { beat, beatEveryMs, pulse, type Pulse } from './heartbeat.js'
import { arrivalRound, type TurnParts } from './on-arrival.js'
import { orphanRound } from './orphans.js'
import { tickRound } from './on-tick.js'
import type { Outages } from './outages.js'
import type { Outbox } from './outbox.js'
import { pump } from './pump.js'

/** What goes on all the time: handling what came, planning what is due, sending what is ready, freeing what the dead held, deleting what is old. */
export interface Pumps {
  readonly wakeArrivals: () => void
  readonly wakeTicks: () => void
  readonly wakeOutbox: () => void
  readonly wakeAlarms: () => void
  /** Ends the rounds under way, waits for sends that have left, and marks them. */
  readonly stop: () => Promise<void>
}

export const noPumps: Pumps = {
  wakeArrivals: () => undefined,
  wakeTicks: () => undefined,
  wakeOutbox: () => undefined,
  wakeAlarms: () => undefined,
  stop: () => Promise.resolve(),
}

const restMs = 1_000
const sweepMs = 10_000
const alarmsMs = 30_000
const tidyMs = 3_600_000

export interface PumpParts extends TurnParts {
  /** Where somebody waits for a sign of life. */
  readonly heartbeatUrl?: string
  readonly jumps?: ClockJumps
  readonly outages: Outages
  readonly tellOperators: (telling: Pick<Said, 'reply' | 'card'>) => Promise<void>
}

export function startPumps(parts: PumpParts, sends: Outbox): Pumps {
  const { store, clock, log } = parts
  const alive = pulse()
  const sending = pump(() => sends.round(), { name: 'outbox', restMs, log })
  const ticking = pump(() => planned(parts, alive, sending.wake), { name: 'deadlines', restMs, log })
  const wake = (): void => {
    sending.wake()
    // A turn may have changed what is watched.
    ticking.wake()
  }
  const arriving = pump(() => handled(parts, wake), { name: 'arrivals', restMs, log })
  const sweeping = pump(() => swept(store, clock, log), { name: 'sweep', restMs: sweepMs, log })
  const alarming = pump(alarmRounds(parts), { name: 'alarms', restMs: alarmsMs, log })
  const tidying = pump(() => store.tidy(clock.now()), { name: 'tidy', restMs: tidyMs, log })
  const beating = pump(() => beaten(parts, alive), { name: 'heartbeat', restMs: beatEveryMs, log })
  return {
    wakeArrivals: arriving.wake,
    wakeTicks: ticking.wake,
    wakeOutbox: sending.wake,
    wakeAlarms: alarming.wake,
    stop: async () => {
      const others = [arriving, ticking, sweeping, alarming, tidying, beating]
      await Promise.all(others.map((one) => one.stop()))
      await sending.stop()
      await sends.drain()
    },
  }
}

async function handled(parts: TurnParts, wakeOthers: () => void): Promise<number> {
  const turns = await arrivalRound(parts)
  if (turns > 0) wakeOthers()
  return turns
}

async function planned(parts: PumpParts, alive: Pulse, wakeOutbox: () => void): Promise<number> {
  // Before the tick: a chat that closed wakes its matters, and who else has to know is told at once.
  const orphans = await orphanRound(parts)
  const matters = (await isHeld(parts)) ? 0 : await tickRound(parts)
  alive.ticked()
  if (matters + orphans > 0) wakeOutbox()
  return matters
}

/** Whether the clock made a step after which nothing may become due yet. Each step is told. */
async function isHeld({ jumps, log, tellOperators }: PumpParts): Promise<boolean> {
  const jump = jumps?.look()
  if (jump !== undefined) {
    const { to, milliseconds, held } = jump
    log.warn('clock jumped', { to, milliseconds: Math.round(milliseconds), held })
    await tellOperators({ reply: clockJumpReply(jump) })
  }
  return jumps?.isHeld() === true
}

async function beaten({ heartbeatUrl, log }: PumpParts, alive: Pulse): Promise<number> {
  if (heartbeatUrl !== undefined) await beat(heartbeatUrl, alive, log)
  return 0
}

/** There is never more to do at once, so the next sweep comes after a rest. */
async function swept(store: Store, clock: Clock, log: Log): Promise<number> {
  const freed = await store.recover(clock.now())
  if (freed > 0) log.warn('rows recovered', { rows: freed })
  return 0
}
