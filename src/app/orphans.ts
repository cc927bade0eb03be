import type { DueItem } from '../chat/say/due.js'
import { closedChatReply, unreachedReply } from '../chat/say/taking-over.js'
import { isClosed } from '../deadlines/log.js'
import type { Rules } from '../deadlines/rules.js'
import type { Watched } from '../deadlines/watch.js'
import type { Orphaned } from '../ports-watch.js'
import type { Clock, Store } from '../ports.js'
import type { OutgoingMessage } from '../ports-sending.js'
import type { Press } from '../reply/reply.js'
import { dayAt, type CivilDate, type Instant } from '../values/civil-date.js'
import { sameChat, type ChatRef, type PersonRef } from '../values/ids.js'
import type { Content } from './content.js'
import { byDay, nextDueOf } from './daily/dues.js'
import { alarms, type OutgoingParts } from './outgoing.js'

export interface OrphanParts extends OutgoingParts {
  readonly store: Store
  readonly content: () => Content
  readonly clock: Clock
  readonly timeZone: string
  readonly operators: readonly ChatRef[]
}

const chatsAtOnce = 20

/** Of each chat that watches something and takes nothing more, somebody else is told who has to do with it. Returns how many. */
export async function orphanRound(parts: OrphanParts): Promise<number> {
  const { store, clock, log } = parts
  const now = clock.now()
  const orphans = await store.orphaned(now, chatsAtOnce)
  for (const orphan of orphans) {
    const messages = await messagesAbout(orphan, parts, now)
    await store.tellOrphaned(orphan.chat, messages, now)
    const { channel, chat } = orphan.chat
    if (messages.length > 0)
      log.warn('closed chat watches deadlines', { channel, chat, told: messages.length })
  }
  return orphans.length
}

async function messagesAbout(
  orphan: Orphaned,
  parts: OrphanParts,
  now: Instant,
): Promise<readonly OutgoingMessage[]> {
  const open = orphan.watched.filter(({ matter }) => !isClosed(matter))
  if (open.length === 0) return []
  const about: About = { orphan, rules: parts.content().rules, today: dayAt(now, parts.timeZone) }
  const told = new Map<string, Told>()
  const left: Watched[] = []
  for (const watched of open) {
    const chat = await nextInCharge(watched, orphan.chat, parts)
    if (chat === undefined) left.push(watched)
    else {
      const key = `${chat.channel} ${chat.chat}`
      told.set(key, { chat, watched: [...(told.get(key)?.watched ?? []), watched] })
    }
  }
  return [
    ...[...told.values()].flatMap((one) => toldAlone(one, about, parts, now)),
    ...toOperators({ open, left }, about, parts, now),
  ]
}

interface About {
  readonly orphan: Orphaned
  readonly rules: Rules
  readonly today: CivilDate
}

interface Told {
  readonly chat: ChatRef
  readonly watched: readonly Watched[]
}

/** The first keeper who can be written to alone; else who registered it. */
async function nextInCharge(
  { matter, watches }: Watched,
  closed: ChatRef,
  parts: OrphanParts,
): Promise<ChatRef | undefined> {
  const keepers = watches.flatMap((watch) => watch.keepers).filter(({ reached }) => reached)
  const first = matter.log[0]?.by
  const persons = [...keepers.map(({ person }) => person), ...(first === undefined ? [] : [first])]
  for (const person of persons) {
    const chat = await writableAlone(person, parts)
    if (chat !== undefined && !sameChat(chat, closed)) return chat
  }
  return undefined
}

/** Some platforms let nobody be written to who did not write first. */
async function writableAlone(
  person: PersonRef,
  { store, channels }: OrphanParts,
): Promise<ChatRef | undefined> {
  const alone = channels.get(person.channel)?.aloneWith?.(person)
  if (alone === undefined) return undefined
  const known = await store.chat(alone.chat)
  const isOpen =
    alone.link === undefined ? known === undefined || known.state === 'live' : known?.state === 'live'
  return isOpen ? alone.chat : undefined
}

function toldAlone(
  { chat, watched }: Told,
  { orphan, rules, today }: About,
  parts: OrphanParts,
  now: Instant,
): readonly OutgoingMessage[] {
  const [first, ...more] = watched.map(({ matter }) => matter)
  if (first === undefined) return []
  const takesOver = watched.every(({ watches }) => watches.some((watch) => sameChat(watch.chat, chat)))
  const takeOver: Press = {
    kind: 'take-over',
    for: orphan.chat,
    matters: [first, ...more].map(({ id }) => id),
    since: orphan.since,
  }
  const dues = duesOf(watched, rules, today)
  const about = { why: orphan.why, matters: [first, ...more] as const, dues, ...(!takesOver && { takeOver }) }
  return alarms({ reply: closedChatReply(about, today) }, [chat], parts, now)
}

const duesOf = (watched: readonly Watched[], rules: Rules, today: CivilDate): readonly DueItem[] =>
  watched.flatMap((one) => nextDueOf(one, rules, today) ?? []).sort(byDay)

interface Watching {
  readonly open: readonly Watched[]
  /** Of these nobody else can be told. */
  readonly left: readonly Watched[]
}

/** Of a group they hear anyway that it closed; of a person who blocked the bot only where something is watched. */
function toOperators(
  { open, left }: Watching,
  { orphan: { chat, why }, rules, today }: About,
  parts: OrphanParts,
  now: Instant,
): readonly OutgoingMessage[] {
  if (left.length === 0 && why !== 'blocked') return []
  const [next] = duesOf(open, rules, today)
  const about = { why, matters: open.length, left: left.length, next }
  const others = parts.operators.filter((one) => !sameChat(one, chat))
  return alarms({ reply: unreachedReply(chat, about, today) }, others, parts, now)
}
