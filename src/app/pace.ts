import type { Instant } from '../values/civil-date.js'
import type { ChannelName } from '../values/ids.js'

/** How many sends may begin on each channel now. */
export interface Pace {
  /** Never more than what one second has left. */
  roomOn(channel: ChannelName, now: Instant): number
  began(channel: ChannelName, now: Instant): void
}

const windowMs = 1_000

/** Counts what began within the last second. `perSecond` of a channel may be infinite. */
export function pace(perSecond: (channel: ChannelName) => number): Pace {
  const begun = new Map<ChannelName, readonly Instant[]>()
  // A clock that was set back must not hold sends up until it has caught up again.
  const lately = (channel: ChannelName, now: Instant): readonly Instant[] =>
    (begun.get(channel) ?? []).filter((at) => at <= now && now - at < windowMs)
  return {
    roomOn: (channel, now) => Math.max(0, perSecond(channel) - lately(channel, now).length),
    began: (channel, now) => {
      if (Number.isFinite(perSecond(channel))) begun.set(channel, [...lately(channel, now), now])
    },
  }
}
