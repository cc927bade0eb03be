import type { Log } from '../ports.js'

/** Work that is done in rounds: at once when woken, again as long as a round finds something, else after a rest. */
export interface Pump {
  readonly wake: () => void
  /** Resolves when the round under way has ended; none begins after it. */
  stop(): Promise<void>
}

export interface PumpOptions {
  readonly name: string
  /** How long to rest when nothing wakes it: bounds how late work by another process is seen. */
  readonly restMs: number
  readonly log: Log
}

const restAfterFaultMs = 1_000

/** `round` says how much it did. A round that throws is logged and tried again after a rest. */
export function pump(round: () => Promise<number>, { name, restMs, log }: PumpOptions): Pump {
  let stopped = false
  let woken = false
  let ring: () => void = () => undefined

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      ring = () => {
        clearTimeout(timer)
        resolve()
      }
      if (woken || stopped) ring()
    })

  const isStopped = (): boolean => stopped

  const run = async (): Promise<void> => {
    while (!isStopped()) {
      woken = false
      const done = await attempt(round, name, log)
      if (done === 'fault') await rest(restAfterFaultMs)
      else if (done === 0) await rest(restMs)
    }
  }

  const running = run()
  return {
    wake: () => {
      woken = true
      ring()
    },
    stop: async () => {
      stopped = true
      ring()
      await running
    },
  }
}

async function attempt(round: () => Promise<number>, name: string, log: Log): Promise<number | 'fault'> {
  try {
    return await round()
  } catch (error) {
    log.error('round failed', { pump: name }, error)
    return 'fault'
  }
}
