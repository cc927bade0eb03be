import type { Log } from '../ports.js'

/** Rarely enough for any service that counts calls, often enough to be missed soon. */
export const beatEveryMs = 60_000
/** Ticks come every second: one that hangs or fails this long is no life to report. */
const aliveMs = 30_000
const answerMs = 10_000

/** Whether reminders are being looked at. */
export interface Pulse {
  /** A look at what is due has ended well. */
  ticked(): void
  isAlive(): boolean
}

export function pulse(elapsed: () => number = () => performance.now()): Pulse {
  let last = elapsed()
  return {
    ticked: () => {
      last = elapsed()
    },
    isAlive: () => elapsed() - last < aliveMs,
  }
}

/**
 * Calls the address that waits for us: when the calls stop, whoever waits raises the alarm, and needs nothing of ours for
 * it. The address is a secret to whoever could call it instead, so it is in no log line.
 */
export async function beat(url: string, alive: Pulse, log: Log): Promise<void> {
  if (!alive.isAlive()) {
    log.error('reminders are not being looked at')
    return
  }
  try {
    const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(answerMs) })
    if (!ok) log.warn('heartbeat refused', { status })
  } catch (error) {
    log.warn('heartbeat not delivered', { error: error instanceof Error ? error.name : typeof error })
  }
}
