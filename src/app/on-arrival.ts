import { sessionKeyOf, type Arrival } from '../chat/arrival.js'
import { decide } from '../chat/decide.js'
import type { Decision } from '../chat/decision.js'
import type { Known, Now } from '../chat/turn.js'
import { faultReply } from '../chat/say/trouble.js'
import { freshSession } from '../chat/session.js'
import { needsOf } from '../chat/needs.js'
import { understand } from '../chat/understand.js'
import type { Channel } from '../ports-channel.js'
import type { Clock, Dice, FinishedTurn, FinishOutcome, Log, Store } from '../ports.js'
import { dayAt, instant, type Instant } from '../values/civil-date.js'
import type { ChannelName, ChatRef } from '../values/ids.js'
import type { Content } from './content.js'
import type { DiskRoom } from './disk-room.js'
import { knownFor } from './known.js'
import { readBy, type Reading } from './read-by.js'
import { retoldElsewhere } from './retold-elsewhere.js'
import type { Metrics } from './metrics.js'
import { outgoing } from './outgoing.js'
import type { Rights } from './rights.js'

/** What a turn works with. */
export interface TurnParts {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly content: () => Content
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Log
  readonly metrics: Metrics
  readonly timeZone: string
  readonly rights: Rights
  /** Where alarms go. */
  readonly operators: readonly ChatRef[]
  /** Absent where no disk is watched. */
  readonly disk?: DiskRoom
  /** Under which address the world reaches the listener; absent: under none. */
  readonly publicUrl?: string
  /** When this process began to serve. */
  readonly since?: Instant
  /** Under which name this process holds rows. */
  readonly owner: string
}

const leaseMs = 60_000
const chatsAtOnce = 16

/** Takes the oldest unhandled arrival of up to sixteen chats and handles them side by side. Returns how many. */
export async function arrivalRound(parts: TurnParts): Promise<number> {
  const now = parts.clock.now()
  const taken = await parts.store.takeArrivals(
    { owner: parts.owner, until: instant(now + leaseMs) },
    now,
    chatsAtOnce,
  )
  const turns = await Promise.allSettled(taken.map((arrival) => turn(arrival, parts)))
  // After all have ended: a store that is down is the round's trouble, and the next round's to try again.
  const broken = turns.find((one) => one.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return taken.length
}

/** One turn: understand, fetch what that needs, decide, render, store. The only place where a bug is caught. */
async function turn(arrival: Arrival, parts: TurnParts): Promise<void> {
  try {
    await attempt(arrival, parts)
  } catch (error) {
    parts.log.error('turn tried again', { event: arrival.id }, error)
    await secondAttempt(arrival, parts)
  }
}

async function attempt(arrival: Arrival, parts: TurnParts): Promise<void> {
  const started = performance.now()
  // Of two chats that change one matter or interview at the same moment the second decides again, on what the first one left.
  for (let times = 0; times < mostTimes; times += 1) {
    const { decision, known } = await decidedOn(arrival, parts)
    const outcome = await finish(arrival, decision, { ...parts, reading: readBy(decision, known) })
    if (outcome === 'outdated') continue
    if (outcome === 'lost') parts.log.warn('turn lost its lease', { event: arrival.id })
    parts.metrics.decided(decision, (performance.now() - started) / 1000)
    return
  }
  throw new Error('a matter changed as often as its turn was decided')
}

/** More turns than these do not run at once. */
const mostTimes = 16

/** A store that stumbled once may stand again; a bug fails twice and is answered with an apology, if somebody called. */
async function secondAttempt(arrival: Arrival, parts: TurnParts): Promise<void> {
  try {
    await attempt(arrival, parts)
  } catch (error) {
    const { channel } = arrival.chat
    parts.log.error('turn failed', { event: arrival.id, channel, kind: arrival.kind }, error)
    parts.metrics.failed()
    await apologise(arrival, parts)
  }
}

/** The arrival ends here: tried again it would fail again and hold up its chat. A store that is down throws once more. */
async function apologise(arrival: Arrival, parts: TurnParts): Promise<void> {
  const session = (await parts.store.session(sessionKeyOf(arrival))) ?? freshSession
  const messages = isCall(arrival) ? [{ reply: faultReply() }] : []
  await finish(arrival, { messages, session, effects: [] }, parts)
}

/** Whether a person waits for an answer: a group that moved or sent us away asked for none. */
function isCall(arrival: Arrival): boolean {
  switch (arrival.kind) {
    case 'pressed':
      return true
    case 'said':
    case 'unsupported':
    case 'file':
      return arrival.addressed
    case 'joined':
    case 'left':
    case 'migrated':
      return false
  }
}

export async function decided(arrival: Arrival, parts: TurnParts): Promise<Decision> {
  return (await decidedOn(arrival, parts)).decision
}

interface Decided {
  readonly decision: Decision
  readonly known: Known
}

async function decidedOn(arrival: Arrival, parts: TurnParts): Promise<Decided> {
  const { store, content, clock, timeZone } = parts
  const session = (await store.session(sessionKeyOf(arrival))) ?? freshSession
  const at = clock.now()
  const now: Now = { at, today: dayAt(at, timeZone) }
  // Taken once: what a need is met with is of the same version.
  const served = content()
  const { knowledge, rules, flows } = served
  const hearing = { operators: parts.operators, rules, flows, inputs: knowledge.inputs, today: now.today }
  const intent = understand(arrival, session, hearing)
  const known: Known = {
    session,
    knowledge,
    rules,
    flows,
    ...(parts.since !== undefined && { since: parts.since }),
    ...(await knownFor(arrival, needsOf(intent, session), { ...parts, content: () => served })),
  }
  return { decision: decide(intent, { arrival, known, now }), known }
}

async function finish(
  arrival: Arrival,
  decision: Decision,
  parts: TurnParts & { readonly reading?: Reading },
): Promise<FinishOutcome> {
  const now = parts.clock.now()
  const messages = [...decision.messages, ...(await retoldElsewhere(decision, parts, now))]
  const turn: FinishedTurn = {
    arrival: arrival.id,
    messages: messages.flatMap((said) => outgoing(said, arrival, parts, now)),
    sessions: [{ key: sessionKeyOf(arrival), session: decision.session }, ...sessionThere(decision, arrival)],
    effects: decision.effects,
    ...parts.reading,
  }
  return parts.store.finish(turn, parts.owner, now)
}

function sessionThere({ there }: Decision, { from }: Arrival): FinishedTurn['sessions'] {
  return there === undefined ? [] : [{ key: { ...there.chat, person: from.person }, session: there.session }]
}
