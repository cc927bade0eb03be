import type { Instant } from '../values/civil-date.js'
import type { ChannelName } from '../values/ids.js'

/** How many sends may begin on each channel now. */
export interface Pace {
  /** Never more than what the second has left, nor than its share of this tenth of it. */
  roomOn(channel: ChannelName, now: Instant): number
  began(channel: ChannelName, now: Instant): void
}

const secondMs = 1_000
const tenthMs = 100

/** How long after a send another one may find room. */
export const roomAfterMs: readonly number[] = [tenthMs, secondMs]

/**
 * Counts what began within the last second, and within its last tenth: what begins all at once meets the last of the
 * second before on its way, and the platform counts when they arrive. `perSecond` of a channel may be infinite.
 */
export function pace(perSecond: (channel: ChannelName) => number): Pace {
  const begun = new Map<ChannelName, readonly Instant[]>()
  // A clock that was set back must not hold sends up until it has caught up again.
  const lately = (channel: ChannelName, now: Instant, ms: number): readonly Instant[] =>
    (begun.get(channel) ?? []).filter((at) => at <= now && now - at < ms)
  return {
    roomOn: (channel, now) => {
      const most = perSecond(channel)
      const ofSecond = most - lately(channel, now, secondMs).length
      const ofTenth = Math.ceil(most / 10) - lately(channel, now, tenthMs).length
      return Math.max(0, Math.min(ofSecond, ofTenth))
    },
    began: (channel, now) => {
      if (Number.isFinite(perSecond(channel))) begun.set(channel, [...lately(channel, now, secondMs), now])
    },
  }
}
