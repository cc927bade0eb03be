import type { ChatClosed } from '../chat/arrival.js'
import type { Channel } from '../ports-channel.js'
import type { Clock, Log, Store } from '../ports.js'
import type { Send, SendOutcome } from '../ports-sending.js'
import { instant, type Instant } from '../values/civil-date.js'
import { channelNames, type ChannelName, type ChatRef } from '../values/ids.js'
import { filledDigest, repeatedDigest, type DigestParts, type Filled } from './digest.js'
import type { Metrics } from './metrics.js'
import type { Outages } from './outages.js'
import { pace, roomAfterMs } from './pace.js'

export interface OutboxParts extends DigestParts {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly owner: string
  /** Ends what a chat that takes nothing more was still to get. */
  readonly closeChat: (chat: ChatRef, why: ChatClosed) => Promise<void>
  /** How each attempt ended. Absent where nobody is told of outages. */
  readonly heard?: Outages['heard']
}

export interface Outbox {
  /** Marks what came back since the last round, then claims and starts what may go. Returns how much it did. */
  round(): Promise<number>
  /** Sends under way. */
  underWay(): number
  /** Resolves when the sends under way have come back and are marked; a few seconds is all it waits. */
  drain(): Promise<void>
}

const leaseMs = 60_000
/** Shorter than the lease: a send that never comes back ends as maybe-sent while its row is still ours to mark. */
const sendMs = 45_000
/** How long a stop waits for sends under way; the next process finds the others in sending. */
const drainMs = 5_000
/** Of one channel: one that hangs takes no place from the others. */
const sendsAtOnce = 32

type Result = { readonly id: number; readonly to: ChatRef; readonly outcome: SendOutcome }

/** `wake` is called when a send came back, so that its mark and the next row do not wait for a rest. */
export function outbox(parts: OutboxParts, wake: () => void): Outbox {
  const { store, channels, clock, owner } = parts
  const paced = pace((name) => channels.get(name)?.sendsPerSecond ?? Number.POSITIVE_INFINITY)
  const sending = new Map<Promise<void>, ChannelName>()
  let back: Result[] = []

  const settle = async (): Promise<number> => {
    // A copy: what comes back while these are being marked belongs to the next round.
    const results = [...back]
    if (results.length === 0) return 0
    await store.settle(results, owner, clock.now())
    // Only now: what could not be marked is marked in the next round.
    back = back.filter((result) => !results.includes(result))
    for (const result of results) await closed(result, parts)
    return results.length
  }

  const start = (send: Send): void => {
    const way = sent(send, parts).then((outcome) => {
      back.push({ id: send.id, to: send.to, outcome })
      sending.delete(way)
      wake()
    })
    sending.set(way, send.to.channel)
    paced.began(send.to.channel, clock.now())
    // Where the pace leaves no room, only time brings some: a whole rest would be too late.
    for (const ms of roomAfterMs) setTimeout(wake, ms).unref()
  }

  const roomOn = (name: ChannelName, now: Instant): number => {
    const underWay = [...sending.values()].filter((on) => on === name).length
    return Math.min(sendsAtOnce - underWay, paced.roomOn(name, now))
  }

  return {
    round: async () => {
      const marked = await settle()
      const sends = await claimed(roomOn, parts)
      sends.forEach(start)
      return marked + sends.length
    },
    underWay: () => sending.size + back.length,
    drain: async () => {
      await within(Promise.all(sending.keys()), drainMs)
      await settle()
    },
  }
}

/** As many as the narrowest channel that has room at all can take: the next round follows at once. */
async function claimed(
  roomOn: (name: ChannelName, now: Instant) => number,
  { store, clock, owner }: OutboxParts,
): Promise<readonly Send[]> {
  const now = clock.now()
  const rooms = channelNames.map((name) => ({ name, room: roomOn(name, now) }))
  const full = rooms.filter(({ room }) => room <= 0).map(({ name }) => name)
  if (full.length === channelNames.length) return []
  const room = Math.min(...rooms.flatMap((one) => (one.room > 0 ? [one.room] : [])))
  return store.takeSends({ owner, until: instant(now + leaseMs) }, now, room, full)
}

/** A fault of ours in it must not hold up all other chats: the next send that is refused there tries again. */
async function closed({ to, outcome }: Result, { closeChat, log }: OutboxParts): Promise<void> {
  if (outcome.kind !== 'refused' || outcome.closes === undefined) return
  try {
    await closeChat(to, outcome.closes)
  } catch (error) {
    log.error('chat not closed', { channel: to.channel, chat: to.chat }, error)
  }
}

/** A send that throws may have left before it did: that is what maybe-sent means. */
async function sent(send: Send, parts: OutboxParts): Promise<SendOutcome> {
  const { channel } = send.to
  const { log, metrics } = parts
  const outcome = await attempt(send, parts)
  if (outcome === nothingToSay) return outcome
  metrics.sent(channel, outcome.kind)
  if (outcome.kind === 'refused' || outcome.kind === 'maybe-sent') {
    log.warn('send not delivered', { row: send.id, channel, outcome: outcome.kind, why: outcome.why })
  }
  return outcome
}

/** The row of a digest that got no content has ended already, or is somebody else's. */
const nothingToSay: SendOutcome = { kind: 'refused', why: 'nothing to say' }

async function attempt(send: Send, parts: OutboxParts): Promise<SendOutcome> {
  const { channels, log } = parts
  const channel = channels.get(send.to.channel)
  if (channel === undefined) return { kind: 'refused', why: 'channel is not configured' }
  try {
    const filled = await readied(send, channel, parts)
    if (filled.kind === 'nothing-to-say') return nothingToSay
    if (filled.kind === 'held') return { kind: 'not-before', at: filled.until }
    return await delivered(filled.send, channel, parts)
  } catch (error) {
    log.error('send failed', { row: send.id, channel: channel.name }, error)
    return { kind: 'maybe-sent', why: 'send threw' }
  }
}

async function readied(send: Send, channel: Channel, parts: OutboxParts): Promise<Filled> {
  if (send.unfilled) return filledDigest(send, channel, parts)
  return send.repeated ? repeatedDigest(send, parts) : { kind: 'filled', send }
}

const unended: SendOutcome = { kind: 'maybe-sent', why: 'no end of the send was seen' }

async function delivered(
  send: Send,
  channel: Channel,
  { clock, heard }: Pick<OutboxParts, 'clock' | 'heard'>,
): Promise<SendOutcome> {
  const repeated = isMarked(send, channel, clock.now())
  const outcome = (await within(channel.send({ ...send, repeated }), sendMs)) ?? unended
  heard?.(channel.name, outcome.kind, clock.now())
  return outcome.kind === 'sent' && repeated ? { ...outcome, marked: true } : outcome
}

/**
 * Within the time in which the platform itself drops a second copy, a repeat needs no mark. An edit is no copy, but
 * what is edited may be one, and stays marked.
 */
function isMarked({ edits, marked, repeated, queuedAt }: Send, channel: Channel, now: Instant): boolean {
  if (edits !== undefined) return marked === true
  return repeated && now - queuedAt >= channel.dropsRepeatsForMs
}

/** What `work` resolves with, or undefined when `ms` have passed. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let stopWaiting = (): void => undefined
  const late = new Promise<undefined>((resolve) => {
    const timer = setTimeout(() => {
      resolve(undefined)
    }, ms)
    stopWaiting = () => {
      clearTimeout(timer)
    }
  })
  try {
    return await Promise.race([work, late])
  } finally {
    stopWaiting()
  }
}
