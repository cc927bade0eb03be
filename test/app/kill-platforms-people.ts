import { setTimeout as pause } from 'node:timers/promises'
import type { ChatRef } from '../../src/values/ids.js'
import type { FakeApp, FakeFeishu } from '../fakes/feishu/feishu.js'
import type { FakeTelegram } from '../fakes/telegram/telegram.js'
import type { Way } from './kill-platforms-way.js'

/** One account of a platform with one person, who talks to the bot whatever process the bot lives in. */
export interface Account {
  readonly way: Way
  /** Where the person and the bot are. */
  readonly chat: ChatRef
  /** From now on the bot is in a process that listens there. */
  livesAt(url: string): void
  /** Whether the platform can bring something to the bot. */
  isReached(): boolean
  says(text: string): void
  /** On the newest message that has this button. False: the person saw that nothing came of it. */
  presses(label: string): Promise<boolean>
  /** What the platform still wants to be confirmed: it waits for an answer, or until it sends again what was lost before `since`. */
  unconfirmed(since: number): 'nothing' | 'asked' | 'lost'
  now(): number
  /** The platform's time goes on. */
  pass(ms: number): void
  /** What the bot wrote, in order, as it stands now. */
  read(): readonly Read[]
  /** Whether the person saw that the press arrived. */
  pressWasTaken(): boolean
  violations(): readonly string[]
}

export interface Read {
  readonly text: string
  readonly buttons: readonly string[]
  /** How often it was changed. */
  readonly edits: number
  /** Whether it bears the mark of a copy. */
  readonly marked: boolean
}

export interface Place {
  readonly in: 'private' | 'group'
  /** How far the platform's clock is ahead of the real one. */
  readonly aheadMs: number
}

const alone: Place = { in: 'private', aheadMs: 0 }

/** What stands before a copy. */
export const mark = '（重发）'

export function telegramAccount(server: FakeTelegram, place = alone): Account {
  const now = (): number => Date.now() + place.aheadMs
  const bot = server.bot({ now: () => new Date(now()) })
  const person = bot.person()
  const chat = place.in === 'group' ? bot.group({ admins: [person] }) : person.alone
  const ours = () => bot.messagesIn(chat).filter(({ byBot }) => byBot)
  return {
    way: { kind: 'telegram', token: bot.token, apiRoot: server.url },
    chat: { channel: 'telegram', chat: String(chat.id) },
    livesAt: () => undefined,
    // What is said waits at Telegram until somebody polls.
    isReached: () => true,
    says: (text) => void bot.says(chat, person, text),
    presses: (label) => {
      const card = ours().findLast((one) => has(one.buttons.flat(), label))
      if (card !== undefined) bot.presses(card, label, person)
      return Promise.resolve(true)
    },
    // What is not confirmed comes with the next poll.
    unconfirmed: () => (bot.pending() > 0 ? 'asked' : 'nothing'),
    now,
    pass: () => undefined,
    read: () =>
      ours().map(({ text, buttons, edits }) => ({
        text,
        edits,
        marked: text.includes(mark),
        buttons: buttons.flat().map(({ label }) => label),
      })),
    pressWasTaken: () => bot.pending() === 0,
    violations: () => bot.violations.map(({ method, reason }) => `${method}: ${reason}`),
  }
}

export function feishuAccount(server: FakeFeishu, mode: 'websocket' | 'webhook', place = alone): Account {
  const app = server.app({ now: () => Date.now() + place.aheadMs })
  const person = app.person()
  const chat = place.in === 'group' ? app.group({ members: [person] }) : app.p2p(person)
  const keys = { encryptKey: `key of ${app.id}`, verificationToken: app.verificationToken }
  return {
    way: {
      kind: 'feishu',
      appId: app.id,
      appSecret: app.secret,
      domain: server.domain,
      mode: mode === 'websocket' ? { kind: 'websocket' } : { kind: 'webhook', ...keys },
    },
    chat: { channel: 'feishu', chat: chat.id },
    livesAt: (url) => {
      if (mode === 'webhook') app.pushTo(`${url}/feishu/events`, keys)
    },
    isReached: () => mode === 'webhook' || app.links.length > 0,
    says: (text) => void app.says(chat, person, text),
    presses: async (label) => {
      const card = app.botMessagesIn(chat).findLast((one) => has(one.buttons, label))
      return card === undefined || (await app.clicks(card.id, label, person)).kind === 'answered'
    },
    unconfirmed: (since) => unconfirmedOf(app, since),
    now: () => app.now(),
    pass: (ms) => {
      app.pass(ms)
    },
    read: () =>
      app.botMessagesIn(chat).map(({ text, buttons, edits }) => ({
        text,
        edits,
        marked: text.includes(mark),
        buttons: buttons.map(({ label }) => label),
      })),
    pressWasTaken: () => pressesOf(app).some(({ deliveries }) => deliveries.some(isTaken)),
    violations: () => app.violations.map(({ call, what }) => `${call}: ${what}`),
  }
}

function unconfirmedOf(app: FakeApp, since: number): ReturnType<Account['unconfirmed']> {
  const waiting = app.unacknowledged().map(({ deliveries }) => deliveries.filter(({ at }) => at >= since))
  if (waiting.some((again) => again.some(({ answer }) => answer === undefined))) return 'asked'
  return waiting.some((again) => again.length === 0) ? 'lost' : 'nothing'
}

const pressesOf = (app: FakeApp) => app.events.filter(({ type }) => type === 'card.action.trigger')

const isTaken = ({ answer }: { readonly answer?: { readonly code: number } | undefined }): boolean =>
  answer?.code === 200

const has = (buttons: readonly { readonly label: string }[], label: string): boolean =>
  buttons.some((one) => one.label === label)

export const questions = ['注册资本要多少', '录音存多久'] as const
/** What only the answer to each question says. */
export const answers = ['全国 1000万元，省内 100万元', '至少 60日'] as const

const useful = '有用'

/** Asks, presses 有用 on the answer and asks again at once. Ends when the second answer can be read, or at `enough`. */
export async function talk(account: Account, enough: AbortSignal): Promise<void> {
  account.says(questions[0])
  if (!(await offered(account, useful, enough))) return
  // What the person sees of it is read from the event: a killed bot leaves them waiting.
  void account.presses(useful)
  account.says(questions[1])
  await until(() => account.read().some(({ text }) => text.includes(answers[1])), enough)
}

const seen = '已看到'

/** Waits to be reminded and presses 已看到, again where nothing came of it. Ends when that can be read, or at `enough`. */
export async function heed(account: Account, enough: AbortSignal): Promise<void> {
  if (!(await offered(account, seen, enough))) return
  while (!(await account.presses(seen)) && !enough.aborted) await pause(lookEveryMs)
  await offered(account, `✓ ${seen}`, enough)
}

async function offered(account: Account, label: string, enough: AbortSignal): Promise<boolean> {
  const found = await until(() => account.read().some(({ buttons }) => buttons.includes(label)), enough)
  return found === true
}

const lookEveryMs = 50

/** The first value that is neither undefined nor false; undefined when there was none until `enough`. */
export async function until<T>(
  look: () => T | undefined | false,
  enough: AbortSignal,
): Promise<T | undefined> {
  while (!enough.aborted) {
    const found = look()
    if (found !== undefined && found !== false) return found
    await pause(lookEveryMs)
  }
  return undefined
}
