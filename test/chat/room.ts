import type { Arrival, ChatClosed, Person, SentFile } from '../../src/chat/arrival.js'
import { decide } from '../../src/chat/decide.js'
import type { Alone, Decision, Effect, Known, Needed } from '../../src/chat/decision.js'
import { freshSession, type Session } from '../../src/chat/session.js'
import type { Need } from '../../src/chat/need.js'
import { needsOfFound } from '../../src/chat/needs-found.js'
import { needsOf } from '../../src/chat/needs.js'
import { understand } from '../../src/chat/understand.js'
import { rulesOf, type Rules } from '../../src/deadlines/rules.js'
import { flowsOf, type Flows } from '../../src/interview/flow/flows.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Button, Reply } from '../../src/reply/reply.js'
import { dayAt, instant, type CivilDate } from '../../src/values/civil-date.js'
import {
  cardKey,
  eventId,
  handoverCode,
  messageId,
  pressToken,
  type ChatRef,
  type MessageId,
  type PressToken,
} from '../../src/values/ids.js'
import type { LineRef } from '../../src/reply/deadline-press.js'
import { kept } from './kept.js'
import { keptInterviews } from './kept-interviews.js'
import { evenFaces, proofOnPaper, prospectsIn } from './kept-files.js'
import { keptWatches } from './kept-watches.js'

/** What a person does. `called` only matters in a group. */
export type Act =
  | {
      readonly kind: 'say'
      readonly text: string
      readonly called: boolean
      /** Replies to the last reminder that went to the chat. */
      readonly toReminder?: boolean
    }
  /** Changes the text of what was last said, or of what was said as `of`. */
  | {
      readonly kind: 'edit'
      readonly text: string
      readonly of?: string | undefined
      readonly called: boolean
    }
  /** The newest button with this label in the chat, or with `oldest` the first that ever had it. */
  | { readonly kind: 'press'; readonly label: string; readonly oldest: boolean }
  | { readonly kind: 'forge'; readonly token: string }
  | { readonly kind: 'send'; readonly what: string; readonly called: boolean }
  /** Sends a table; `had`: what comes of having it, where a platform keeps it. */
  | { readonly kind: 'file'; readonly file: SentFile; readonly had?: Known['file']; readonly called?: false }
  /** Follows the link to the private chat that was last given to anybody. */
  | { readonly kind: 'follow' }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave'; readonly why: ChatClosed }
  | { readonly kind: 'migrate'; readonly to: string }

export interface Came {
  readonly replies: readonly Reply[]
  readonly toast: string | undefined
  readonly effects: readonly Effect[]
  /** To which chat each reply went; '' for the one in which it was done. */
  readonly to: readonly string[]
  /** Of each reply that is a card: 1 for a message of its own, more for a change of one that is there. */
  readonly revisions: readonly number[]
}

export interface Seat {
  readonly person?: string | undefined
  readonly group?: string | undefined
  readonly anonymous?: boolean | undefined
}

export interface Setting {
  readonly seesEdits?: boolean | undefined
  /** How people here can be reached alone. */
  readonly alone?: 'writes' | 'link' | 'not' | undefined
  /** Who may manage the groups. */
  readonly managers?: readonly string[] | undefined
}

export interface Room {
  /** `agoMs`: it was done that long ago and comes in only now. */
  act(act: Act, agoMs?: number): Came
  /** The chat is told what is to be said that day; `missed`: while the bot was away it was not. */
  remind(missed: readonly CivilDate[]): Came
  move(milliseconds: number): void
  sit(seat: Seat): void
  set(setting: Setting): void
  /** Takes an entry out of the knowledge, as a new version of it would. */
  withdraw(entry: string): void
  tokenOf(button: Button): PressToken
}

type More = Readonly<Partial<{ begins: number; flows: Flows }>>

interface Spoken {
  readonly message: MessageId
  readonly text: string
  readonly by: string
}

const start = Date.parse('2026-11-21T02:00:00Z')
const channel = 'web' as const
const operators: readonly ChatRef[] = [{ channel, chat: 'operators' }]

const noRules = rulesOf({ rules: [], events: [], traits: [], years: [] })
const zone = 'Asia/Shanghai'

/** The core of a turn, as `on-arrival` runs it, with all that is stored in memory and a clock that is moved by hand. */
export function room(
  shippedKnowledge: Knowledge,
  rules: Rules = noRules,
  { begins = start, flows = flowsOf({ flows: [] }, shippedKnowledge) }: More = {},
): Room {
  let knowledge = shippedKnowledge
  let at = instant(begins)
  let managers: readonly string[] = []
  let person: Person = { channel, person: '甲', name: '甲' }
  let group: string | undefined
  let events = 0
  let seesEdits = true
  let reached: NonNullable<Setting['alone']> = 'not'
  const sessions = new Map<string, Session>()
  const spoken: Spoken[] = []
  const store = kept()
  const watches = keptWatches()
  const interviews = keptInterviews((code) => store.handover(code))
  const reminders = new Map<string, readonly LineRef[]>()
  let came: Known['file']

  const privately = (): ChatRef => ({ channel, chat: `private-${person.person}` })
  const here = (): ChatRef => (group === undefined ? privately() : { channel, chat: group })

  const arrivalOf = (act: Act, agoMs: number): Arrival => {
    events += 1
    const arrived = {
      id: eventId(`event-${events}`),
      at: instant(at - agoMs),
      chat: { ...here(), kind: group === undefined ? ('private' as const) : ('group' as const) },
      from: person,
    }
    const addressed = (called: boolean): boolean => group === undefined || called
    const said = (text: string, message: MessageId, called = true) => {
      spoken.push({ message, text, by: speaker() })
      return { ...arrived, kind: 'said' as const, text, message, addressed: addressed(called) }
    }
    switch (act.kind) {
      case 'say':
        return {
          ...said(act.text, messageId(`message-${events}`), act.called),
          ...(act.toReminder === true && { replyTo: messageId('reminder') }),
        }
      case 'edit':
        return { ...said(act.text, messageEdited(act.of), act.called), edited: true }
      case 'follow':
        return said(`/start ${store.lastCode() ?? ''}`, messageId(`message-${events}`))
      case 'send':
        return { ...arrived, kind: 'unsupported', what: act.what, addressed: addressed(act.called) }
      case 'file':
        came = act.had
        return { ...arrived, kind: 'file', file: act.file, addressed: addressed(act.called ?? true) }
      case 'forge':
        return { ...arrived, kind: 'pressed', token: pressToken(act.token) }
      case 'press':
        return { ...arrived, kind: 'pressed', token: tokenNamed(act.label, act.oldest) }
      case 'join':
        return { ...arrived, kind: 'joined' }
      case 'leave':
        return { ...arrived, kind: 'left', why: act.why }
      case 'migrate':
        return { ...arrived, kind: 'migrated', to: act.to }
    }
  }

  const speaker = (): string => `${here().chat} ${person.person}`

  const messageEdited = (of: string | undefined): MessageId => {
    const own = spoken.filter(({ by }) => by === speaker())
    const meant = of === undefined ? own.at(-1) : own.findLast(({ text }) => text === of)
    if (meant === undefined) throw new Error(`${person.person} did not say “${of ?? 'anything'}” here`)
    return meant.message
  }

  const tokenNamed = (label: string, oldest: boolean): PressToken => {
    const token = store.tokenNamed(label, here(), oldest ? 'oldest' : 'newest')
    if (token === undefined) throw new Error(`no button “${label}” was shown in this chat`)
    return token
  }

  const keyOf = (at: ChatRef): string => JSON.stringify({ channel, chat: at.chat, person: person.person })
  const sessionOf = (at: ChatRef): Session => sessions.get(keyOf(at)) ?? freshSession

  const alone = (): Alone | undefined => {
    if (reached === 'not') return undefined
    if (reached === 'writes' || sessions.has(keyOf(privately())))
      return { kind: 'writes', chat: privately(), session: sessionOf(privately()) }
    const code = handoverCode(`code-of-event-${events}-x`)
    return { kind: 'link', url: `https://chat.example/bot?start=${code}`, code }
  }

  const met = (need: Need): Needed => {
    switch (need.kind) {
      case 'press':
        return present('press', store.press(need.token))
      case 'chat':
        return present('chat', store.chat(here()))
      case 'handover':
        return present('handover', store.handover(need.code))
      case 'alone':
        return present('alone', alone())
      case 'watched':
        return { watched: watches.in(here()), standsInFor: watches.standsInFor(here()) }
      case 'rights':
        return { mayManage: group === undefined || managers.includes(person.person) }
      case 'random':
        return { fresh: [`matter-${events}`] }
      case 'feed':
        return { feed: store.feed(here(), events), calendar: 'BEGIN:VEVENT' }
      case 'calendar-file':
        return { calendar: 'BEGIN:VEVENT' }
      case 'faces':
        return { faces: evenFaces }
      case 'proof':
        return present('proof', proofOnPaper(watches.in(here()), need.matter))
      case 'replied':
        return present('replied', reminders.get(here().chat))
      case 'others':
        return { others: watches.others(need.matters, here()) }
      case 'file':
        return present('file', came)
      case 'prospects':
        return prospectsIn(need.text ?? came, { flows, knowledge, asOf: dayAt(at, zone) })
      case 'doubts':
        return { doubts: [] }
      case 'sheet':
        return present('sheet', store.sheet(here(), need.sheet))
      case 'interview':
        return present('interview', interviews.asked(need, person, at))
      case 'interviews':
        return { interviews: interviews.newest(person) }
    }
  }

  const allMet = (needs: readonly Need[]): Needed =>
    needs.reduce<Needed>((found, need) => ({ ...found, ...met(need) }), {})

  const decided = (arrival: Arrival): Decision => {
    const session = sessionOf(here())
    const today = dayAt(at, zone)
    const intent = understand(arrival, session, { operators, rules, flows, inputs: knowledge.inputs, today })
    const needs = needsOf(intent, session)
    const first = allMet(needs)
    const then = allMet(needsOfFound(needs, first))
    const place = { calledBy: ['@持证', '/ask'], seesEdits }
    const known: Known = { session, knowledge, rules, flows, place, operators, ...first, ...then }
    return decide(intent, { arrival, known, now: { at, today } })
  }

  return {
    act: (act, agoMs = 0) => {
      const arrival = arrivalOf(act, agoMs)
      const { messages, toast, effects, session, there } = decided(arrival)
      sessions.set(keyOf(here()), session)
      if (there !== undefined) sessions.set(keyOf(there.chat), there.session)
      for (const effect of effects) {
        store.keep(effect)
        watches.keep(effect, at)
        interviews.keep(effect)
      }
      const owner = person.anonymous ? undefined : { channel, person: person.person }
      return {
        replies: messages.map(({ reply }) => reply),
        to: messages.map(({ to }) => to?.chat ?? ''),
        revisions: messages.flatMap((said) => {
          const whose = said.forAll === true ? undefined : owner
          return store.show(said, { in: said.to ?? here(), owner: whose, at })
        }),
        toast,
        effects,
      }
    },
    remind: (missed) => {
      const on = { today: dayAt(at, zone), rules, knowledge, group: group !== undefined, missed }
      const digest = watches.digest(here(), on)
      if (digest === undefined) return { replies: [], toast: undefined, effects: [], to: [], revisions: [] }
      reminders.set(here().chat, digest.lines)
      events += 1
      const card = cardKey(`digest:${events}`)
      const revisions = store.show({ reply: digest.reply, card }, { in: here(), owner: undefined, at })
      return { replies: [digest.reply], toast: undefined, effects: [], to: [''], revisions }
    },
    move: (milliseconds) => {
      at = instant(at + milliseconds)
    },
    sit: (seat) => {
      const name = seat.person ?? person.person
      person = { channel, person: name, name, ...(seat.anonymous && { anonymous: true }) }
      group = seat.group === undefined ? group : seat.group === '' ? undefined : seat.group
    },
    set: (setting) => {
      seesEdits = setting.seesEdits ?? seesEdits
      reached = setting.alone ?? reached
      managers = setting.managers ?? managers
    },
    withdraw: (entry) => {
      if (![...knowledge.entries.keys()].some((id) => id === entry))
        throw new Error(`no entry ${entry} to withdraw`)
      knowledge = { ...knowledge, entries: new Map([...knowledge.entries].filter(([id]) => id !== entry)) }
    },
    tokenOf: (button) => {
      const token = store.tokenOf(button)
      if (token === undefined) throw new Error(`no press behind “${button.label}”`)
      return token
    },
  }
}

function present<K extends keyof Needed>(name: K, value: Needed[K] | undefined): Needed {
  return value === undefined ? {} : { [name]: value }
}
