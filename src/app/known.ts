import type { Arrival } from '../chat/arrival.js'
import type { KnownFeed } from '../chat/calendar.js'
import type { Alone, Known } from '../chat/decision.js'
import type { Place } from '../chat/place.js'
import type { Need } from '../chat/need.js'
import { needsOfPress } from '../chat/understand.js'
import type { Channel, Dice, Store } from '../ports.js'
import { feedToken, handoverCode, type ChannelName, type ChatRef, type MessageId } from '../values/ids.js'
import { feedUrl } from './calendar-feed.js'
import type { Rights } from './rights.js'

/** Where a turn's needs are met. */
export interface KnowingParts {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly dice: Dice
  readonly rights: Rights
  readonly operators: readonly ChatRef[]
  /** Under which address the world reaches the listener. */
  readonly publicUrl?: string
}

type Needed = Pick<
  Known,
  'press' | 'chat' | 'handover' | 'alone' | 'watched' | 'mayManage' | 'fresh' | 'replied' | 'feed'
>

/** What the arrival's intent needs, and nothing else: rows of this chat and person only. */
export async function knownFor(
  arrival: Arrival,
  needs: readonly Need[],
  parts: KnowingParts,
): Promise<Omit<Known, 'session' | 'knowledge' | 'rules'>> {
  let found: Needed = {}
  for (const need of needs) found = { ...found, ...(await met(need, arrival, parts)) }
  // What a button stands for is known only now, and may need more.
  const { press } = found
  if (press !== undefined)
    for (const need of needsOfPress(press.press)) found = { ...found, ...(await met(need, arrival, parts)) }
  const place = parts.channels.get(arrival.chat.channel)?.place() ?? nowhere
  return { ...found, place, operators: parts.operators }
}

/** Of a channel that is switched off. */
const nowhere: Place = { calledBy: [], seesEdits: false }

async function met(need: Need, arrival: Arrival, parts: KnowingParts): Promise<Needed> {
  const { store } = parts
  switch (need.kind) {
    case 'press':
      return present('press', await store.press(need.token))
    case 'chat':
      return present('chat', await store.chat(arrival.chat))
    case 'handover':
      return present('handover', await store.handover(need.code))
    case 'alone':
      return present('alone', await aloneWith(arrival, parts))
    case 'watched':
      return { watched: await store.watchedIn(arrival.chat) }
    case 'rights':
      return { mayManage: await mayManage(arrival, parts) }
    case 'random':
      return { fresh: [parts.dice.token()] }
    case 'feed':
      return { feed: await feedIn(arrival, parts) }
    case 'replied':
      return { replied: await toldIn(need.message, arrival, parts) }
  }
}

/** A private conversation is its person's own; only an administrator can speak as the group itself. */
async function mayManage({ chat, from }: Arrival, { rights }: KnowingParts): Promise<boolean> {
  return chat.kind === 'private' || from.anonymous === true || rights.mayManage(from, chat)
}

async function feedIn({ chat }: Arrival, { store, dice, publicUrl }: KnowingParts): Promise<KnownFeed> {
  const madeAt = await store.feedMadeAt(chat)
  const token = feedToken(dice.token())
  return {
    ...(madeAt !== undefined && { madeAt }),
    ...(publicUrl !== undefined && { next: { token, url: feedUrl(publicUrl, token) } }),
  }
}

async function toldIn(
  message: MessageId,
  { chat }: Arrival,
  { store }: KnowingParts,
): Promise<NonNullable<Known['replied']>> {
  const lines = await store.toldIn(chat, message)
  return lines.map(({ matter, rule, cycle, rung }) => ({ matter, rule, cycle, rung }))
}

function present<K extends keyof Needed>(name: K, value: Needed[K] | undefined): Needed {
  return value === undefined ? {} : { [name]: value }
}

/** A person whom the bot may not write to first gets a link, unless they have written before. */
async function aloneWith({ chat, from }: Arrival, parts: KnowingParts): Promise<Alone | undefined> {
  const channel = parts.channels.get(chat.channel)
  if (channel?.aloneWith === undefined || from.anonymous) return undefined
  const { chat: privately, link } = channel.aloneWith(from)
  if (link === undefined || (await parts.store.chat(privately))?.state === 'live')
    return { kind: 'writes', chat: privately }
  const code = handoverCode(parts.dice.token())
  return { kind: 'link', url: link(code), code }
}
