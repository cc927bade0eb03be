import { sessionKeyOf, type Arrival } from '../chat/arrival.js'
import { decide } from '../chat/decide.js'
import type { Decision, Known, Now, Said } from '../chat/decision.js'
import { faultReply } from '../chat/say/trouble.js'
import { freshSession } from '../chat/session.js'
import { needsOf, understand } from '../chat/understand.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Channel, Clock, Dice, FinishedTurn, Log, OutgoingMessage, Store } from '../ports.js'
import type { Button } from '../reply/reply.js'
import { dayAt, instant, type Instant } from '../values/civil-date.js'
import { pressToken, type ChannelName, type PressToken } from '../values/ids.js'
import type { Metrics } from './metrics.js'

/** What a turn works with. */
export interface TurnParts {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly knowledge: () => Knowledge
  readonly clock: Clock
  readonly dice: Dice
  readonly log: Log
  readonly metrics: Metrics
  readonly timeZone: string
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
  } catch {
    parts.log.warn('turn tried again', { event: arrival.id })
    await secondAttempt(arrival, parts)
  }
}

async function attempt(arrival: Arrival, parts: TurnParts): Promise<void> {
  const started = performance.now()
  const decision = await decided(arrival, parts)
  await finish(arrival, decision, parts)
  parts.metrics.decided(decision, (performance.now() - started) / 1000)
}

/** A store that stumbled once may stand again; a bug fails twice and is answered with an apology. */
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
  await finish(arrival, { messages: [{ reply: faultReply() }], session, effects: [] }, parts)
}

export async function decided(
  arrival: Arrival,
  { store, knowledge, clock, timeZone }: TurnParts,
): Promise<Decision> {
  const session = (await store.session(sessionKeyOf(arrival))) ?? freshSession
  const intent = understand(arrival, session)
  const at = clock.now()
  const now: Now = { at, today: dayAt(at, timeZone) }
  const known: Known = { session, knowledge: knowledge(), ...(await fetched(needsOf(intent), store)) }
  return decide(intent, { arrival, known, now })
}

async function fetched(needs: ReturnType<typeof needsOf>, store: Store): Promise<Pick<Known, 'press'>> {
  const [need] = needs
  const press = need === undefined ? undefined : await store.press(need.token)
  return press === undefined ? {} : { press }
}

async function finish(arrival: Arrival, decision: Decision, parts: TurnParts): Promise<void> {
  const now = parts.clock.now()
  const turn: FinishedTurn = {
    arrival: arrival.id,
    messages: decision.messages.flatMap((said) => outgoing(said, arrival, parts, now)),
    sessions: [{ key: sessionKeyOf(arrival), session: decision.session }],
    effects: decision.effects,
  }
  const stored = await parts.store.finish(turn, parts.owner, now)
  if (!stored) parts.log.warn('turn lost its lease', { event: arrival.id })
}

const pressLastsMs = 400 * 24 * 3_600_000

/** Nothing for a channel that is switched off: what it once stored must not be tried for ever. */
function outgoing(said: Said, arrival: Arrival, parts: TurnParts, now: Instant): readonly OutgoingMessage[] {
  const channel = parts.channels.get(arrival.chat.channel)
  if (channel !== undefined) return [messageOn(channel, said, arrival, { ...parts, now })]
  parts.log.warn('no such channel to answer on', { event: arrival.id, channel: arrival.chat.channel })
  return []
}

function messageOn(
  channel: Channel,
  { reply, card }: Said,
  { chat, from, thread }: Arrival,
  { dice, now }: { readonly dice: Dice; readonly now: Instant },
): OutgoingMessage {
  const to = { channel: chat.channel, chat: chat.chat }
  const tokens = new Map<Button, PressToken>(
    (reply.buttons ?? []).flat().map((button) => [button, pressToken(dice.token())]),
  )
  const bound = {
    owner: { channel: from.channel, person: from.person },
    chat: to,
    expiresAt: instant(now + pressLastsMs),
  }
  return {
    to,
    lane: 'talk',
    ...(thread !== undefined && { thread }),
    ...(card !== undefined && { card }),
    calls: channel.render(reply, (button) => tokens.get(button) ?? pressToken('')),
    presses: [...tokens].map(([{ press }, token]) => ({ token, press, ...bound })),
  }
}
