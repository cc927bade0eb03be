import type { Clock, Log } from '../../ports.js'
import type { Intake } from '../../ports-channel.js'
import { instant, type Instant } from '../../values/civil-date.js'
import type { Pace } from './limits.js'
import { patience, rested } from './patience.js'
import { storeTrouble, type Troubles } from './troubles.js'

/** How old what comes without a date must be taken to be. */
export interface Ages {
  /** When a button that is told of now was pressed, at the latest. */
  pressedAt(): Instant
  /** Nothing waits for us at Telegram any more. */
  drained(): Promise<void>
  /** True until `drained` after a gap. */
  catchingUp(): boolean
}

/** So long may the bot have been away before a press counts as one of then. */
const gapMs = 10 * 60_000
const noteEveryMs = 60_000

export interface AgesParts {
  readonly intake: Intake
  readonly clock: Clock
  readonly log: Log
  readonly troubles: Troubles
  readonly pace: Pace
  readonly stop: AbortSignal
}

/**
 * Telegram dates messages but not presses. After a gap, in which this process or its connection was down, what waited is
 * taken to be as old as the moment when we last had everything. Asks the store until it tells; undefined when stopped
 * before.
 */
export async function agesSince(parts: AgesParts): Promise<Ages | undefined> {
  const { intake, log, troubles, pace, stop } = parts
  const waits = patience(pace)
  while (!stop.aborted) {
    try {
      const last = await intake.caughtUp('telegram')
      troubles.end('storing')
      return agesAfter(last, parts)
    } catch (error) {
      log.error('telegram catch-up not read', {}, error)
      troubles.begin('storing', storeTrouble)
      await rested(waits.next(), stop)
    }
  }
  return undefined
}

function agesAfter(last: Instant | undefined, { intake, clock, log }: AgesParts): Ages {
  let drainedAt = last
  let notedAt = drainedAt
  const gap = (now: Instant): Instant | undefined =>
    drainedAt !== undefined && now - drainedAt > gapMs ? drainedAt : undefined

  return {
    pressedAt: () => {
      const now = clock.now()
      return gap(now) ?? now
    },
    catchingUp: () => gap(clock.now()) !== undefined,
    drained: async () => {
      const now = clock.now()
      drainedAt = now
      if (notedAt !== undefined && now < instant(notedAt + noteEveryMs)) return
      notedAt = now
      await noted(intake, now, log)
    },
  }
}

/** Missing one only makes the next gap look longer. */
async function noted(intake: Intake, now: Instant, log: Log): Promise<void> {
  try {
    await intake.noteCaughtUp('telegram', now)
  } catch (error) {
    log.error('telegram catch-up not noted', {}, error)
  }
}
