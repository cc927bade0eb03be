import type { ChatRef } from '../../src/values/ids.js'
import type { FakeFeishu } from '../fakes/feishu/feishu.js'
import type { FakeTelegram } from '../fakes/telegram/telegram.js'
import type { Way } from './kill-platforms-way.js'

/** One account of a platform with many groups, in which nobody says anything. */
export interface Town {
  readonly way: Way
  readonly chats: readonly ChatRef[]
  /** What the bot wrote there. */
  readonly readIn: (chat: ChatRef) => readonly Told[]
  violations(): readonly string[]
}

export interface Told {
  readonly id: string
  readonly text: string
}

interface Size {
  readonly groups: number
  /** How far the platform's clock is ahead of the real one. */
  readonly aheadMs: number
}

export function telegramTown(server: FakeTelegram, { groups, aheadMs }: Size): Town {
  const bot = server.bot({ now: () => new Date(Date.now() + aheadMs) })
  const all = new Map(Array.from({ length: groups }, () => bot.group()).map((one) => [String(one.id), one]))
  return {
    way: { kind: 'telegram', token: bot.token, apiRoot: server.url },
    chats: [...all.keys()].map((chat) => ({ channel: 'telegram', chat })),
    readIn: ({ chat }) => {
      const group = all.get(chat)
      const messages = group === undefined ? [] : bot.messagesIn(group)
      return messages.filter(({ byBot }) => byBot).map(({ id, text }) => ({ id: String(id), text }))
    },
    violations: () => bot.violations.map(({ method, reason }) => `${method}: ${reason}`),
  }
}

export function feishuTown(server: FakeFeishu, { groups, aheadMs }: Size): Town {
  const app = server.app({ now: () => Date.now() + aheadMs })
  const members = [app.person()]
  const all = new Map(
    Array.from({ length: groups }, () => app.group({ members })).map((one) => [one.id, one]),
  )
  return {
    way: {
      kind: 'feishu',
      appId: app.id,
      appSecret: app.secret,
      domain: server.domain,
      mode: { kind: 'websocket' },
    },
    chats: [...all.keys()].map((chat) => ({ channel: 'feishu', chat })),
    readIn: ({ chat }) => {
      const group = all.get(chat)
      return group === undefined ? [] : app.botMessagesIn(group).map(({ id, text }) => ({ id, text }))
    },
    violations: () => app.violations.map(({ call, what }) => `${call}: ${what}`),
  }
}
