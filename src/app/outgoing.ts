import type { Arrival } from '../chat/arrival.js'
import type { Said } from '../chat/decision.js'
import type { StoredPress } from '../chat/press.js'
import type { Channel } from '../ports-channel.js'
import type { Dice, Log } from '../ports.js'
import type { OutgoingMessage } from '../ports-sending.js'
import { attachmentCallOf } from '../reply/attachment.js'
import type { Button, Reply } from '../reply/reply.js'
import { instant, type Instant } from '../values/civil-date.js'
import { pressToken, type ChannelName, type ChatRef, type PersonRef, type PressToken } from '../values/ids.js'

export interface OutgoingParts {
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly dice: Dice
  readonly log: Log
}

/** What a turn says, ready for the outbox. Nothing for a channel that is switched off: it must not be tried for ever. */
export function outgoing(
  said: Said,
  arrival: Arrival,
  parts: OutgoingParts,
  now: Instant,
): readonly OutgoingMessage[] {
  const to = said.to ?? chatOf(arrival)
  const channel = parts.channels.get(to.channel)
  if (channel === undefined) {
    parts.log.warn('no such channel to answer on', { event: arrival.id, channel: to.channel })
    return []
  }
  const owner = said.forAll ? undefined : ownerOf(arrival)
  const rendered = renderedFor(channel, said.reply, { to, owner, now }, parts.dice)
  return [
    {
      to,
      lane: 'talk',
      ...(said.to === undefined && answering(arrival)),
      ...(said.card !== undefined && { card: said.card }),
      ...rendered,
    },
    ...attached(said, arrival, to),
  ]
}

/** A message of its own: were they parts of the card, an edit would hit the last of them. */
function attached({ reply, to }: Said, arrival: Arrival, at: ChatRef): readonly OutgoingMessage[] {
  const { attachments = [] } = reply
  if (attachments.length === 0) return []
  // Only in a topic each has to say where it belongs.
  const place = to === undefined && arrival.thread !== undefined ? answering(arrival) : {}
  return [{ to: at, lane: 'talk', ...place, calls: attachments.map(attachmentCallOf), presses: [] }]
}

export interface AlarmParts {
  readonly channels: ReadonlyMap<ChannelName, Renderer>
  readonly dice: Dice
}

type Renderer = Pick<Channel, 'render'>

/** What operators are told, in each of their chats whose channel is on; whoever is there may press its buttons. */
export function alarms(
  { reply, card }: Pick<Said, 'reply' | 'card'>,
  operators: readonly ChatRef[],
  { channels, dice }: AlarmParts,
  now: Instant,
): readonly OutgoingMessage[] {
  return operators.flatMap((to): readonly OutgoingMessage[] => {
    const channel = channels.get(to.channel)
    if (channel === undefined) return []
    const rendered = renderedFor(channel, reply, { to, owner: undefined, now }, dice)
    return [{ to, lane: 'talk', ...(card !== undefined && { card }), ...rendered }]
  })
}

/** What one person is told unasked, behind all reminders that wait; its buttons are theirs alone. */
export function toPerson(
  { reply, card }: Pick<Said, 'reply' | 'card'>,
  { to, owner }: { readonly to: ChatRef; readonly owner: PersonRef },
  { channels, dice }: AlarmParts,
  now: Instant,
): readonly OutgoingMessage[] {
  const channel = channels.get(to.channel)
  if (channel === undefined) return []
  const rendered = renderedFor(channel, reply, { to, owner, now }, dice)
  return [{ to, ...behindReminders, ...(card !== undefined && { card }), ...rendered }]
}

export const behindReminders: Pick<OutgoingMessage, 'lane' | 'due'> = {
  lane: 'reminder',
  due: instant(Number.MAX_SAFE_INTEGER),
}

const chatOf = ({ chat: { channel, chat } }: Arrival): ChatRef => ({ channel, chat })

/** An administrator who speaks as the group presses under their own name: the button is anybody's. */
function ownerOf({ from }: Arrival): PersonRef | undefined {
  return from.anonymous ? undefined : { channel: from.channel, person: from.person }
}

/** In a group an answer shows what it answers, and stays in its topic. */
function answering({ chat, thread, message }: Arrival): Pick<OutgoingMessage, 'thread' | 'replyTo'> {
  return {
    ...(thread !== undefined && { thread }),
    ...(chat.kind === 'group' && message !== undefined && { replyTo: message }),
  }
}

interface Bound {
  readonly to: ChatRef
  readonly owner: PersonRef | undefined
  readonly now: Instant
}

const pressLastsMs = 400 * 24 * 3_600_000

export function renderedFor(
  channel: Renderer,
  reply: Reply,
  { to, owner, now }: Bound,
  dice: Dice,
): Pick<OutgoingMessage, 'calls' | 'presses'> {
  const tokens = new Map<Button, PressToken>(
    (reply.buttons ?? []).flat().map((button) => [button, pressToken(dice.token())]),
  )
  const bound = {
    chat: to,
    expiresAt: instant(now + pressLastsMs),
    ...(owner?.channel === to.channel && { owner }),
  }
  return {
    calls: channel.render(reply, (button) => tokens.get(button) ?? pressToken('')),
    presses: [...tokens].map(([{ press }, token]): StoredPress => ({ token, press, ...bound })),
  }
}
