import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Arrival } from '../../chat/arrival.js'
import type { Intake } from '../../ports-channel.js'
import type { Log, LogFields } from '../../ports.js'
import type { Instant } from '../../values/civil-date.js'
import type { Us } from './called-us.js'
import { answerPresses } from './presses.js'
import { notCalled, receive, type Received } from './receive.js'

export interface TakeParts {
  readonly api: Api
  readonly intake: Intake
  readonly log: Log
  readonly us: Us
}

/**
 * Stores what the updates bring, all in one go. Rejects when it could not be stored: then Telegram may not be told that
 * it came.
 */
export async function take(updates: readonly Update[], pressedAt: Instant, parts: TakeParts): Promise<void> {
  const { intake, log, us } = parts
  const received = updates.map((update) => receivedSafely(update, us, pressedAt))
  const arrivals = received.flatMap((one) => (one.kind === 'arrival' ? [one.arrival] : []))
  // Read before the turns can run: afterwards a press may already stand on an older revision of its card.
  const toasts = await Promise.all(received.map((one) => toastFor(one, intake)))
  if (arrivals.length > 0) await intake.accept(arrivals)
  logIgnored(received, log)
  answerPresses(
    updates.flatMap(({ callback_query: query }, index) =>
      query === undefined ? [] : [{ query: query.id, toast: toasts[index] ?? '' }],
    ),
    parts,
  )
}

/** An update of no known shape is passed over: repeated, it would stop all that follow it. */
function receivedSafely(update: Update, us: Us, pressedAt: Instant): Received {
  try {
    return receive(update, us, pressedAt)
  } catch {
    return { kind: 'ignored', why: 'unreadable' }
  }
}

async function toastFor(received: Received, intake: Intake): Promise<string> {
  if (received.kind === 'ignored' || received.arrival.kind !== 'pressed') return ''
  return toastOf(received.arrival, intake)
}

/** A courtesy: the press itself is stored all the same, or fails by itself. */
async function toastOf(pressed: Arrival, intake: Intake): Promise<string> {
  try {
    return await intake.toast(pressed)
  } catch {
    return ''
  }
}

/** Counts only, and none of people talking among themselves. */
function logIgnored(received: readonly Received[], log: Log): void {
  const counts: Record<string, number> = {}
  for (const one of received)
    if (one.kind === 'ignored' && one.why !== notCalled) counts[one.why] = (counts[one.why] ?? 0) + 1
  const fields: LogFields = counts
  if (Object.keys(counts).length > 0) log.info('telegram updates ignored', fields)
}
