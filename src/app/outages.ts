import type { OutageNews } from '../chat/say/outage.js'
import type { SendOutcome } from '../ports-sending.js'
import type { Instant } from '../values/civil-date.js'
import type { ChannelName } from '../values/ids.js'

/** Watches whether anything gets through on each channel. In this process alone: another one finds out by itself. */
export interface Outages {
  /** How an attempt ended on a channel. */
  readonly heard: (channel: ChannelName, outcome: SendOutcome['kind'], now: Instant) => void
  /** The channels on which nothing gets through for a while now, and those on which it does again; each once. */
  readonly look: () => readonly OutageNews[]
}

/** A restart of the platform, or a pause that one chat was told to make, is over by then. */
const outageMs = 10 * 60_000

interface Trouble {
  readonly since: Instant
  readonly last: Instant
}

export function outages(): Outages {
  const troubles = new Map<ChannelName, Trouble>()
  const told = new Map<ChannelName, Instant>()
  return {
    heard: (channel, outcome, now) => {
      if (outcome === 'sent') troubles.delete(channel)
      if (outcome === 'not-before' || outcome === 'maybe-sent')
        troubles.set(channel, { since: troubles.get(channel)?.since ?? now, last: now })
    },
    look: () => {
      const begun = [...troubles].filter(
        ([name, { since, last }]) => last - since >= outageMs && !told.has(name),
      )
      const over = [...told].filter(([channel]) => !troubles.has(channel))
      for (const [channel, { since }] of begun) told.set(channel, since)
      for (const [channel] of over) told.delete(channel)
      return [
        ...begun.map(([channel, { since }]): OutageNews => ({ channel, since, over: false })),
        ...over.map(([channel, since]): OutageNews => ({ channel, since, over: true })),
      ]
    },
  }
}
