import type { Arrival, Person } from '../../src/chat/arrival.js'
import { decide } from '../../src/chat/decide.js'
import type { Decision, Effect } from '../../src/chat/decision.js'
import type { Alone, Known, Needed } from '../../src/chat/turn.js'
import { freshSession, type Session } from '../../src/chat/session.js'
import type { Need } from '../../src/chat/need.js'
import { needsOfFound } from '../../src/chat/needs-found.js'
import { needsOf } from '../../src/chat/needs.js'
import { understand } from '../../src/chat/understand.js'
import { rulesOf, type Rules } from '../../src/deadlines/rules.js'
import { flowsOf, type Flows } from '../../src/interview/flow/flows.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { LineRef } from '../../src/reply/deadline-press.js'
import type { Button, Reply } from '../../src/reply/reply.js'
import { dayAt, instant, type CivilDate } from '../../src/values/civil-date.js'
import { cardKey, handoverCode, type ChatRef, type MessageId, type PressToken } from '../../src/values/ids.js'
import { arrivalOf, type Act, type Past, type Scene } from './act.js'
import { kept } from './kept.js'
import { keptInterviews } from './kept-interviews.js'
import { keptWatches } from './kept-watches.js'
import { met, type Stored } from './needs-met.js'

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

const start = Date.parse('2026-11-21T02:00:00Z')
const channel = 'web' as const
const operators: readonly ChatRef[] = [{ channel, chat: 'operators' }]

const noRules = rulesOf({ rules: [], events: [], traits: [], years: [] })
const zone = 'Asia/Shanghai'
const nothing: Came = { replies: [], toast: undefined, effects: [], to: [], revisions: [] }

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
  const reminders = new Map<string, readonly LineRef[]>()
  const spoken = spokenHere()
  const store = kept()
  const stored: Stored = {
    store,
    watches: keptWatches(),
    interviews: keptInterviews((code) => store.handover(code)),
  }

  const privately = (): ChatRef => ({ channel, chat: `private-${person.person}` })
  const here = (): ChatRef => (group === undefined ? privately() : { channel, chat: group })
  const keyOf = ({ chat }: ChatRef): string => JSON.stringify({ channel, chat, person: person.person })
  const sessionOf = (chat: ChatRef): Session => sessions.get(keyOf(chat)) ?? freshSession

  const alone = (): Alone | undefined => {
    if (reached === 'not') return undefined
    if (reached === 'writes' || sessions.has(keyOf(privately())))
      return { kind: 'writes', chat: privately(), session: sessionOf(privately()) }
    const code = handoverCode(`code-of-event-${events}-x`)
    return { kind: 'link', url: `https://chat.example/bot?start=${code}`, code }
  }

  const past = (): Past => {
    const speaker = `${here().chat} ${person.person}`
    return {
      lastCode: () => store.lastCode(),
      tokenNamed: (label, which) => {
        const token = store.tokenNamed(label, here(), which)
        if (token === undefined) throw new Error(`no button “${label}” was shown in this chat`)
        return token
      },
      hear: (message, text) => {
        spoken.hear({ message, text, by: speaker })
      },
      said: (text) => spoken.said(speaker, text),
    }
  }

  const allMet = (needs: readonly Need[], scene: Scene, file: Known['file']): Needed => {
    const around = {
      mayManage: group === undefined || managers.includes(person.person),
      alone: alone(),
      replied: reminders.get(here().chat),
      file,
      prospectsOn: { flows, knowledge, asOf: dayAt(at, zone) },
    }
    return needs.reduce<Needed>((found, need) => ({ ...found, ...met(need, scene, stored, around) }), {})
  }

  const decided = (arrival: Arrival, scene: Scene, file: Known['file']): Decision => {
    const session = sessionOf(here())
    const today = dayAt(at, zone)
    const intent = understand(arrival, session, { operators, rules, flows, inputs: knowledge.inputs, today })
    const needs = needsOf(intent, session)
    const first = allMet(needs, scene, file)
    const then = allMet(needsOfFound(needs, first), scene, file)
    const place = { calledBy: ['@持证', '/ask'], seesEdits }
    const known: Known = { session, knowledge, rules, flows, place, operators, ...first, ...then }
    return decide(intent, { arrival, known, now: { at, today } })
  }

  const keep = ({ effects, session, there }: Decision): void => {
    sessions.set(keyOf(here()), session)
    if (there !== undefined) sessions.set(keyOf(there.chat), there.session)
    for (const effect of effects) {
      store.keep(effect)
      stored.watches.keep(effect, at)
      stored.interviews.keep(effect)
    }
  }

  return {
    act: (act, agoMs = 0) => {
      events += 1
      const kind = group === undefined ? ('private' as const) : ('group' as const)
      const scene: Scene = { number: events, at, chat: { ...here(), kind }, from: person }
      const arrival = arrivalOf(act, scene, past(), agoMs)
      const decision = decided(arrival, scene, act.kind === 'file' ? act.had : undefined)
      keep(decision)
      const { messages, toast, effects } = decision
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
      const digest = stored.watches.digest(here(), on)
      if (digest === undefined) return nothing
      reminders.set(here().chat, digest.lines)
      events += 1
      const card = cardKey(`digest:${events}`)
      const revisions = store.show({ reply: digest.reply, card }, { in: here(), owner: undefined, at })
      return { ...nothing, replies: [digest.reply], to: [''], revisions }
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

interface Spoken {
  readonly message: MessageId
  readonly text: string
  /** In which chat, and who. */
  readonly by: string
}

/** What was said in a room, for whoever changes it later. */
function spokenHere() {
  const all: Spoken[] = []
  return {
    hear: (one: Spoken): void => void all.push(one),
    said: (speaker: string, words: string | undefined): MessageId => {
      const own = all.filter(({ by }) => by === speaker)
      const meant = words === undefined ? own.at(-1) : own.findLast(({ text }) => text === words)
      if (meant === undefined) throw new Error(`${speaker} did not say “${words ?? 'anything'}”`)
      return meant.message
    },
  }
}
