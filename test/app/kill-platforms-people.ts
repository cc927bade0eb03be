import { setTimeout as pause } from 'node:timers/promises'
import type { FakeApp, FakeFeishu } from '../fakes/feishu/feishu.js'
import type { FakeTelegram } from '../fakes/telegram/telegram.js'
import type { Way } from './kill-platforms-way.js'

/** One account of a platform with one person, who talks to the bot whatever process the bot lives in. */
export interface Account {
  readonly way: Way
  /** From now on the bot is in a process that listens there. */
  livesAt(url: string): void
  /** Whether the platform can bring something to the bot. */
  isReached(): boolean
  /** Asks, presses 有用 on the answer and asks again at once. Ends when the second answer can be read, or at `enough`. */
  talk(enough: AbortSignal): Promise<void>
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

const mark = '（重发）'

export const questions = ['注册资本要多少', '录音存多久'] as const
/** What only the answer to each question says. */
export const answers = ['全国 1000万元，省内 100万元', '至少 60日'] as const

const useful = '有用'

export function telegramAccount(server: FakeTelegram): Account {
  const bot = server.bot()
  const person = bot.person()
  const ours = () => bot.messagesIn(person.alone).filter(({ byBot }) => byBot)
  const read = () =>
    ours().map(({ text, buttons, edits }) => ({
      text,
      edits,
      marked: text.includes(mark),
      buttons: buttons.flat().map(({ label }) => label),
    }))
  return {
    way: { kind: 'telegram', token: bot.token, apiRoot: server.url },
    livesAt: () => undefined,
    // What is said waits at Telegram until somebody polls.
    isReached: () => true,
    talk: async (enough) => {
      bot.says(person.alone, person, questions[0])
      const card = await until(() => ours().find((one) => has(one.buttons.flat(), useful)), enough)
      if (card === undefined) return
      bot.presses(card, useful, person)
      bot.says(person.alone, person, questions[1])
      await until(() => isAnswered(read()), enough)
    },
    // What is not confirmed comes with the next poll.
    unconfirmed: () => (bot.pending() > 0 ? 'asked' : 'nothing'),
    now: () => Date.now(),
    pass: () => undefined,
    read,
    pressWasTaken: () => bot.pending() === 0,
    violations: () => bot.violations.map(({ method, reason }) => `${method}: ${reason}`),
  }
}

export function feishuAccount(server: FakeFeishu, mode: 'websocket' | 'webhook'): Account {
  const app = server.app()
  const person = app.person()
  const chat = app.p2p(person)
  const keys = { encryptKey: `key of ${app.id}`, verificationToken: app.verificationToken }
  const read = () =>
    app.botMessagesIn(chat).map(({ text, buttons, edits }) => ({
      text,
      edits,
      marked: text.includes(mark),
      buttons: buttons.map(({ label }) => label),
    }))
  return {
    way: {
      kind: 'feishu',
      appId: app.id,
      appSecret: app.secret,
      domain: server.domain,
      mode: mode === 'websocket' ? { kind: 'websocket' } : { kind: 'webhook', ...keys },
    },
    livesAt: (url) => {
      if (mode === 'webhook') app.pushTo(`${url}/feishu/events`, keys)
    },
    isReached: () => mode === 'webhook' || app.links.length > 0,
    talk: async (enough) => {
      app.says(chat, person, questions[0])
      const card = await until(() => app.botMessagesIn(chat).find((one) => has(one.buttons, useful)), enough)
      if (card === undefined) return
      // What the person sees of it is read from the event: a killed bot leaves them waiting.
      void app.clicks(card.id, useful, person)
      app.says(chat, person, questions[1])
      await until(() => isAnswered(read()), enough)
    },
    unconfirmed: (since) => unconfirmedOf(app, since),
    now: () => app.now(),
    pass: (ms) => {
      app.pass(ms)
    },
    read,
    pressWasTaken: () => pressOf(app)?.deliveries.some(({ answer }) => answer?.code === 200) ?? false,
    violations: () => app.violations.map(({ call, what }) => `${call}: ${what}`),
  }
}

function unconfirmedOf(app: FakeApp, since: number): ReturnType<Account['unconfirmed']> {
  const waiting = app.unacknowledged().map(({ deliveries }) => deliveries.filter(({ at }) => at >= since))
  if (waiting.some((again) => again.some(({ answer }) => answer === undefined))) return 'asked'
  return waiting.some((again) => again.length === 0) ? 'lost' : 'nothing'
}

const pressOf = (app: FakeApp) => app.events.find(({ type }) => type === 'card.action.trigger')

const has = (buttons: readonly { readonly label: string }[], label: string): boolean =>
  buttons.some((one) => one.label === label)

const isAnswered = (read: readonly Read[]): boolean => read.some(({ text }) => text.includes(answers[1]))

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
