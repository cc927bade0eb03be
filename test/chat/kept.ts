import type { KnownFeed } from '../../src/chat/turn.js'
import type { Effect, Said } from '../../src/chat/decision.js'
import type { KnownChat } from '../../src/chat/turn.js'
import type { Handover } from '../../src/chat/handover.js'
import type { FoundPress } from '../../src/chat/press.js'
import type { Button } from '../../src/reply/reply.js'
import { instant, type Instant } from '../../src/values/civil-date.js'
import {
  feedToken,
  sameChat,
  type EventId,
  pressToken,
  type ChatRef,
  type HandoverCode,
  type PersonRef,
  type PressToken,
} from '../../src/values/ids.js'

/** Who a message was for, and where and when it went. */
export interface Shown {
  readonly in: ChatRef
  /** Undefined: its buttons are anybody's. */
  readonly owner: PersonRef | undefined
  readonly at: Instant
}

/** What the store keeps of chats, cards, presses and links, in memory. */
export interface Kept {
  keep(effect: Effect): void
  /** Hands out the buttons of a message; its card's revision, if it is one. */
  show(said: Said, shown: Shown): readonly number[]
  press(token: PressToken): FoundPress | undefined
  chat(at: ChatRef): KnownChat | undefined
  handover(code: HandoverCode): Handover | undefined
  /** With the link that the chat could have next: of this number. */
  feed(at: ChatRef, next: number): KnownFeed
  lastCode(): HandoverCode | undefined
  sheet(at: ChatRef, sheet: EventId): string | undefined
  tokenOf(button: Button): PressToken | undefined
  /** The button with this label in the chat: the newest or the oldest. */
  tokenNamed(label: string, at: ChatRef, which: 'newest' | 'oldest'): PressToken | undefined
}

const pressLastsMs = 400 * 86_400_000

export function kept(): Kept {
  const revisions = new Map<string, number>()
  const chats = new Map<string, KnownChat>()
  const handovers = new Map<HandoverCode, Handover>()
  const feeds = new Set<string>()
  const sheets = new Map<EventId, { readonly chat: ChatRef; readonly text: string }>()
  const presses: { readonly button: Button; readonly press: FoundPress }[] = []

  const cardAt = (chat: ChatRef, card: string): string => `${chat.chat} ${card}`

  const revised = (chat: ChatRef, card: string): number => {
    const revision = (revisions.get(cardAt(chat, card)) ?? 0) + 1
    revisions.set(cardAt(chat, card), revision)
    return revision
  }

  return {
    keep: (effect) => {
      switch (effect.kind) {
        case 'introduced':
          return void chats.set(effect.chat.chat, { state: 'live', introduced: true })
        case 'chat-closed': {
          const introduced = chats.get(effect.chat.chat)?.introduced ?? false
          return void chats.set(effect.chat.chat, { state: effect.why, introduced })
        }
        case 'handed-over': {
          const { by, then, expiresAt } = effect
          return void handovers.set(effect.code, { by, then, expiresAt, used: false })
        }
        case 'handover-used': {
          const handover = handovers.get(effect.code)
          if (handover !== undefined) handovers.set(effect.code, { ...handover, used: true })
          return
        }
        case 'feed-opened':
          return void feeds.add(effect.chat.chat)
        case 'feed-closed':
          return void feeds.delete(effect.chat.chat)
        case 'sheet-kept':
          return void sheets.set(effect.sheet, effect)
        default:
          return
      }
    },
    show: ({ reply, card }, { in: chat, owner, at }) => {
      const onCard = card === undefined ? {} : { card, revision: revised(chat, card) }
      for (const button of (reply.buttons ?? []).flat()) {
        const token = pressToken(`token-${presses.length + 1}`)
        const expiresAt = instant(at + pressLastsMs)
        const bound = { token, press: button.press, chat, expiresAt, ...onCard }
        presses.push({ button, press: owner === undefined ? bound : { ...bound, owner } })
      }
      return 'revision' in onCard ? [onCard.revision] : []
    },
    press: (token) => {
      const found = presses.find(({ press }) => press.token === token)?.press
      if (found?.card === undefined) return found
      const currentRevision = revisions.get(cardAt(found.chat, found.card))
      return { ...found, ...(currentRevision !== undefined && { currentRevision }) }
    },
    chat: (at) => chats.get(at.chat),
    handover: (code) => handovers.get(code),
    feed: (at, next) => ({
      ...(feeds.has(at.chat) && { madeAt: instant(Date.parse('2026-11-21T02:00:00Z')) }),
      next: { token: feedToken(`token-${next}`), url: `https://bot.example.com/calendar/token-${next}.ics` },
    }),
    sheet: (at, sheet) => {
      const found = sheets.get(sheet)
      return found !== undefined && sameChat(found.chat, at) ? found.text : undefined
    },
    lastCode: () => [...handovers.keys()].at(-1),
    tokenOf: (shown) => presses.find(({ button }) => button === shown)?.press.token,
    tokenNamed: (label, at, which) => {
      const named = presses.filter(
        ({ button, press }) => press.chat.chat === at.chat && button.label === label,
      )
      return (which === 'oldest' ? named[0] : named.at(-1))?.press.token
    },
  }
}
