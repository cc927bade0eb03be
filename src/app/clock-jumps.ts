import type { ClockJump } from '../chat/say/clock.js'
import type { Clock } from '../ports.js'

/** Watches the clock for steps. What is held is held by this process alone: after a restart its clock is believed. */
export interface ClockJumps {
  /** The step since the last look, if there was one. */
  readonly look: () => ClockJump | undefined
  /** Whether what a step forward made due waits, until the clock is set back or long enough stays where it is. */
  readonly isHeld: () => boolean
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Time servers move a clock by less. */
const leastForwardMs = hourMs
const leastBackMs = 60_000
/** Less makes reminders come on a wrong hour, more on a wrong day. */
const heldFromMs = dayMs
const heldForMs = hourMs

interface Hold {
  readonly until: number
  /** By how much the clock is ahead of where it was. */
  readonly aheadMs: number
}

/** `elapsed` in ms never steps; it stands still while the machine sleeps, so that waking up looks like a step. */
export function clockJumps(clock: Clock, elapsed: () => number = () => performance.now()): ClockJumps {
  let last = { wall: clock.now(), elapsed: elapsed() }
  let hold: Hold | undefined
  return {
    look: () => {
      const seen = { wall: clock.now(), elapsed: elapsed() }
      const step = seen.wall - last.wall - (seen.elapsed - last.elapsed)
      last = seen
      if (-leastBackMs <= step && step <= leastForwardMs) return undefined
      hold = holdAfter(step, hold, seen.elapsed)
      return {
        to: step > 0 ? 'forward' : 'back',
        milliseconds: Math.abs(step),
        held: hold !== undefined,
      }
    },
    isHeld: () => hold !== undefined && elapsed() < hold.until,
  }
}

function holdAfter(step: number, before: Hold | undefined, now: number): Hold | undefined {
  const held = before !== undefined && now < before.until ? before : undefined
  const aheadMs = (held?.aheadMs ?? 0) + step
  if (aheadMs <= heldFromMs) return undefined
  return { aheadMs, until: step > 0 ? now + heldForMs : (held?.until ?? now) }
}
