import { sessionKeyOf, type Arrival } from '../../src/chat/arrival.js'
import { decide } from '../../src/chat/decide.js'
import type { Decision, Effect, Known, Said } from '../../src/chat/decision.js'
import { freshSession, type Session } from '../../src/chat/session.js'
import { needsOf, understand } from '../../src/chat/understand.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { FoundPress } from '../../src/chat/press.js'
import type { Button, Reply } from '../../src/reply/reply.js'
import { dayAt, instant } from '../../src/values/civil-date.js'
import { eventId, pressToken, type PressToken } from '../../src/values/ids.js'

/** What a person does. `called` only matters in a group. */
export type Act =
  | { readonly kind: 'say'; readonly text: string; readonly called: boolean }
  /** The newest button with this label in the chat, or with `oldest` the first that ever had it. */
  | { readonly kind: 'press'; readonly label: string; readonly oldest: boolean }
  | { readonly kind: 'forge'; readonly token: string }
  | { readonly kind: 'send'; readonly what: string; readonly called: boolean }

export interface Came {
  readonly replies: readonly Reply[]
  readonly toast: string | undefined
  readonly effects: readonly Effect[]
}

export interface Room {
  act(act: Act): Came
  move(milliseconds: number): void
  sit(seat: { readonly person?: string | undefined; readonly group?: string | undefined }): void
  /** Takes an entry out of the knowledge, as a new version of it would. */
  withdraw(entry: string): void
  tokenOf(button: Button): PressToken
}

interface ShownButton {
  readonly chat: string
  readonly label: string
  readonly press: FoundPress
}

const pressLastsMs = 400 * 86_400_000
const start = Date.parse('2026-11-21T02:00:00Z')

/** The core of a turn, as `on-arrival` runs it, with sessions and presses in memory and a clock that is moved by hand. */
export function room(shippedKnowledge: Knowledge): Room {
  let knowledge = shippedKnowledge
  let at = instant(start)
  let person = '甲'
  let group: string | undefined
  let events = 0
  const sessions = new Map<string, Session>()
  const revisions = new Map<string, number>()
  const shown: ShownButton[] = []
  const tokens = new Map<Button, PressToken>()

  const chat = () => ({
    channel: 'web' as const,
    chat: group ?? `private-${person}`,
    kind: group === undefined ? ('private' as const) : ('group' as const),
  })

  const arrivalOf = (act: Act): Arrival => {
    events += 1
    const arrived = {
      id: eventId(`event-${events}`),
      at,
      chat: chat(),
      from: { channel: 'web' as const, person },
    }
    switch (act.kind) {
      case 'say':
        return { ...arrived, kind: 'said', text: act.text, addressed: group === undefined || act.called }
      case 'send':
        return {
          ...arrived,
          kind: 'unsupported',
          what: act.what,
          addressed: group === undefined || act.called,
        }
      case 'forge':
        return { ...arrived, kind: 'pressed', token: pressToken(act.token) }
      case 'press':
        return { ...arrived, kind: 'pressed', token: tokenNamed(act.label, act.oldest) }
    }
  }

  const tokenNamed = (label: string, oldest: boolean): PressToken => {
    const here = shown.filter((button) => button.chat === chat().chat && button.label === label)
    const meant = oldest ? here[0] : here.at(-1)
    if (meant === undefined) throw new Error(`no button “${label}” was shown in this chat`)
    return meant.press.token
  }

  const pressOf = (token: PressToken): Pick<Known, 'press'> => {
    const found = shown.find(({ press }) => press.token === token)?.press
    if (found === undefined) return {}
    const current = found.card === undefined ? undefined : revisions.get(found.card)
    return { press: { ...found, ...(current !== undefined && { currentRevision: current }) } }
  }

  const show = ({ reply, card }: Said): Reply => {
    const revision = card === undefined ? undefined : (revisions.get(card) ?? 0) + 1
    if (card !== undefined && revision !== undefined) revisions.set(card, revision)
    const { channel, chat: place } = chat()
    for (const button of (reply.buttons ?? []).flat()) {
      const token = pressToken(`token-${shown.length + 1}`)
      tokens.set(button, token)
      const press: FoundPress = {
        token,
        press: button.press,
        owner: { channel, person },
        chat: { channel, chat: place },
        expiresAt: instant(at + pressLastsMs),
        ...(card !== undefined && { card }),
        ...(revision !== undefined && { revision }),
      }
      shown.push({ chat: place, label: button.label, press })
    }
    return reply
  }

  const decided = (arrival: Arrival): Decision => {
    const session = sessions.get(JSON.stringify(sessionKeyOf(arrival))) ?? freshSession
    const intent = understand(arrival, session)
    const [need] = needsOf(intent)
    const known: Known = { session, knowledge, ...(need === undefined ? {} : pressOf(need.token)) }
    return decide(intent, { arrival, known, now: { at, today: dayAt(at, 'Asia/Shanghai') } })
  }

  return {
    act: (act) => {
      const arrival = arrivalOf(act)
      const decision = decided(arrival)
      sessions.set(JSON.stringify(sessionKeyOf(arrival)), decision.session)
      return { replies: decision.messages.map(show), toast: decision.toast, effects: decision.effects }
    },
    move: (milliseconds) => {
      at = instant(at + milliseconds)
    },
    sit: (seat) => {
      person = seat.person ?? person
      group = seat.group === undefined ? group : seat.group === '' ? undefined : seat.group
    },
    withdraw: (entry) => {
      if (![...knowledge.entries.keys()].some((id) => id === entry))
        throw new Error(`no entry ${entry} to withdraw`)
      knowledge = { ...knowledge, entries: new Map([...knowledge.entries].filter(([id]) => id !== entry)) }
    },
    tokenOf: (button) => {
      const token = tokens.get(button)
      if (token === undefined) throw new Error(`no press behind “${button.label}”`)
      return token
    },
  }
}
