import type { Arrival, FileHad } from '../chat/arrival.js'
import type { KnownFeed } from '../chat/turn.js'
import type { Alone, Known, Needed } from '../chat/turn.js'
import { prospectSteps } from '../chat/interview/prospects.js'
import type { Place } from '../chat/place.js'
import type { Need } from '../chat/need.js'
import { needsOfFound } from '../chat/needs-found.js'
import { freshSession } from '../chat/session.js'
import type { KnownInterview } from '../interview/kept/interview.js'
import type { Channel } from '../ports-channel.js'
import type { Dice, Store } from '../ports.js'
import { dayAt } from '../values/civil-date.js'
import {
  feedToken,
  handoverCode,
  sameChat,
  type ChannelName,
  type ChatRef,
  type MessageId,
} from '../values/ids.js'
import { sheetText } from '../values/sheet-text.js'
import { feedUrl } from './calendar-feed.js'
import type { DiskRoom } from './disk-room.js'
import { doubtsOpen } from './doubts.js'
import { faces } from './drawing.js'
import { calendarIn, proofIn, type FilingParts } from './filing.js'
import type { Rights } from './rights.js'
import { inSlices } from './slices.js'

/** Where a turn's needs are met. */
export interface KnowingParts extends FilingParts {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly dice: Dice
  readonly rights: Rights
  readonly operators: readonly ChatRef[]
  /** Absent where no disk is watched. */
  readonly disk?: Pick<DiskRoom, 'isShort'>
  /** Under which address the world reaches the listener. */
  readonly publicUrl?: string
}

/** What the arrival's intent needs, and nothing else: rows of this chat and person only. */
export async function knownFor(
  arrival: Arrival,
  needs: readonly Need[],
  parts: KnowingParts,
): Promise<Omit<Known, 'session' | 'knowledge' | 'rules' | 'flows'>> {
  // A chat that was closed is open again once something comes from it.
  const chat = await parts.store.chat(arrival.chat)
  let found: Needed =
    chat === undefined || chat.state === 'live'
      ? {}
      : { chat, ...(await watchedIn(arrival.chat, parts.store)) }
  for (const need of needs) found = { ...found, ...(await met(need, arrival, parts, found)) }
  // What a button or a link stands for is known only now, and may need more.
  for (const need of needsOfFound(needs, found))
    found = { ...found, ...(await met(need, arrival, parts, found)) }
  const place = parts.channels.get(arrival.chat.channel)?.place() ?? nowhere
  const short = parts.disk?.isShort() === true && { short: true as const }
  return { ...found, ...short, place, operators: parts.operators }
}

/** Of a channel that is switched off. */
const nowhere: Place = { calledBy: [], seesEdits: false }

async function met(need: Need, arrival: Arrival, parts: KnowingParts, found: Needed): Promise<Needed> {
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
      return watchedIn(arrival.chat, store)
    case 'rights':
      return { mayManage: await mayManage(arrival, parts) }
    case 'random':
      return { fresh: [parts.dice.token()] }
    case 'feed':
      return {
        feed: await feedIn(arrival, parts),
        // Without an address nobody could fetch it: it is given.
        ...(parts.publicUrl === undefined &&
          found.mayManage !== false && { calendar: await calendarIn(arrival.chat, parts) }),
      }
    case 'calendar-file':
      return { calendar: await calendarIn(arrival.chat, parts) }
    case 'faces':
      return { faces: await faces() }
    case 'proof':
      return found.mayManage === false
        ? {}
        : present('proof', await proofIn(arrival.chat, need.matter, parts))
    case 'replied':
      return { replied: await toldIn(need.message, arrival, parts) }
    case 'others': {
      const watchers = await store.watchersOf(need.matters)
      return { others: watchers.filter(({ watch }) => !sameChat(watch.chat, arrival.chat)) }
    }
    case 'file':
      return found.mayManage === false ? {} : { file: await fileOf(need.key, arrival, parts) }
    case 'prospects':
      return present('prospects', await prospectsIn(need.text, found, parts))
    case 'doubts':
      return { doubts: await doubtsOpen(store, parts.clock.now()) }
    case 'sheet':
      return present('sheet', await store.sheet(arrival.chat, need.sheet))
    case 'interview':
      return present('interview', await interviewOf(need, arrival, parts))
    case 'interviews':
      return arrival.from.anonymous ? {} : { interviews: await store.interviewsOf(arrival.from, newest) }
  }
}

/** A company takes milliseconds, and others must not wait for all of them. */
async function prospectsIn(
  pasted: string | undefined,
  { file, mayManage }: Needed,
  { content, clock, timeZone }: KnowingParts,
): Promise<Needed['prospects']> {
  const text = pasted ?? (file?.kind === 'text' ? file.text : undefined)
  if (text === undefined || mayManage === false) return undefined
  const { knowledge, flows } = content()
  return inSlices(prospectSteps(text, { knowledge, flows, asOf: dayAt(clock.now(), timeZone) }))
}

const newest = 10

/** Who speaks as a group is nobody in particular, and has none. */
async function interviewOf(
  { interview: id, handed }: Extract<Need, { kind: 'interview' }>,
  { from }: Arrival,
  { store, clock }: KnowingParts,
): Promise<KnownInterview | undefined> {
  if (from.anonymous) return undefined
  if (handed === undefined) return store.interview(from, id)
  const found = await store.handedInterview(handed, clock.now())
  return found?.interview.id === id ? found : undefined
}

async function watchedIn(chat: ChatRef, store: Store): Promise<Needed> {
  const standsInFor = await store.standsInFor(chat)
  return { watched: await store.watchedIn(chat), ...(standsInFor.length > 0 && { standsInFor }) }
}

/** A private conversation is its person's own; only an administrator can speak as the group itself. */
async function mayManage({ chat, from }: Arrival, { rights }: KnowingParts): Promise<boolean> {
  return chat.kind === 'private' || from.anonymous === true || rights.mayManage(from, chat)
}

/** A line that just broke may stand again: asked twice, and then the person is. */
async function fileOf(key: string, { chat, message }: Arrival, { channels }: KnowingParts): Promise<FileHad> {
  const channel = channels.get(chat.channel)
  if (channel?.fetchFile === undefined) return { kind: 'refused' }
  const file = { key, ...(message !== undefined && { message }) }
  const first = await channel.fetchFile(file)
  const fetched = first.kind === 'unreached' ? await channel.fetchFile(file) : first
  return fetched.kind === 'bytes' ? sheetText(fetched.bytes) : fetched
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
  const { chat: addressed, link } = channel.aloneWith(from)
  const { store } = parts
  if (link === undefined || (await store.chat(addressed))?.state === 'live') {
    const chat = (await store.privateChat(from)) ?? addressed
    const session = await store.session({ ...chat, person: from.person })
    return { kind: 'writes', chat, session: session ?? freshSession }
  }
  const code = handoverCode(parts.dice.token())
  return { kind: 'link', url: link(code), code }
}
