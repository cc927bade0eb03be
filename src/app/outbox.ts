import type { Channel, Clock, Log, Send, SendOutcome, Store } from '../ports.js'
import { instant } from '../values/civil-date.js'
import type { ChannelName } from '../values/ids.js'
import type { Metrics } from './metrics.js'

export interface OutboxParts {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly owner: string
}

export interface Outbox {
  /** Marks what came back since the last round, then claims and starts what may go. Returns how much it did. */
  round(): Promise<number>
  /** Sends under way. */
  underWay(): number
  /** Resolves when every send under way has come back and is marked. */
  drain(): Promise<void>
}

const leaseMs = 60_000
const sendsAtOnce = 32

type Result = { readonly id: number; readonly outcome: SendOutcome }

/** `wake` is called when a send came back, so that its mark and the next row do not wait for a rest. */
export function outbox(parts: OutboxParts, wake: () => void): Outbox {
  const { store, clock, owner } = parts
  const sending = new Set<Promise<void>>()
  let back: Result[] = []

  const settle = async (): Promise<number> => {
    const results = back
    if (results.length === 0) return 0
    await store.settle(results, owner, clock.now())
    // Only now: what could not be marked is marked in the next round.
    back = back.filter((result) => !results.includes(result))
    return results.length
  }

  const start = (send: Send): void => {
    const way = sent(send, parts).then((outcome) => {
      back.push({ id: send.id, outcome })
      sending.delete(way)
      wake()
    })
    sending.add(way)
  }

  return {
    round: async () => {
      const marked = await settle()
      const now = clock.now()
      const free = sendsAtOnce - sending.size
      const claimed =
        free > 0 ? await store.takeSends({ owner, until: instant(now + leaseMs) }, now, free) : []
      claimed.forEach(start)
      return marked + claimed.length
    },
    underWay: () => sending.size + back.length,
    drain: async () => {
      await Promise.all(sending)
      await settle()
    },
  }
}

/** A send that throws may have left before it did: that is what maybe-sent means. */
async function sent(send: Send, { channels, log, metrics }: OutboxParts): Promise<SendOutcome> {
  const { channel } = send.to
  const outcome = await attempt(send, channels.get(channel), log)
  metrics.sent(channel, outcome.kind)
  if (outcome.kind === 'refused' || outcome.kind === 'maybe-sent') {
    log.warn('send not delivered', { row: send.id, channel, outcome: outcome.kind, why: outcome.why })
  }
  return outcome
}

async function attempt(send: Send, channel: Channel | undefined, log: Log): Promise<SendOutcome> {
  if (channel === undefined) return { kind: 'refused', why: 'channel is not configured' }
  try {
    return await channel.send(send)
  } catch (error) {
    log.error('send failed', { row: send.id, channel: channel.name }, error)
    return { kind: 'maybe-sent', why: 'send threw' }
  }
}
