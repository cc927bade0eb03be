import { feishu } from '../../src/channels/feishu/start.js'
import type { Timing } from '../../src/channels/feishu/limits.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { RecordedCall } from '../fakes/feishu/calls.js'
import type { ClickAnswer } from '../fakes/feishu/click.js'
import type { PushedEvent } from '../fakes/feishu/events.js'
import { rateLimited, type Fault } from '../fakes/feishu/faults.js'
import { startFeishu, type AppOptions, type FakeApp, type FakeFeishu } from '../fakes/feishu/feishu.js'
import type { Chat, Person } from '../fakes/feishu/people.js'
import type { WebhookKeys } from '../fakes/feishu/webhook.js'
import { clockFromBeginning, openDoor } from '../surfaces/whole.js'
import { runBot, until } from './storms-bot.js'
import type { Lift, Storm, Talk } from './storms-stage.js'

export interface FeishuStorm extends Storm<FeishuTalk> {
  readonly server: FakeFeishu
  readonly app: FakeApp
  readonly keys: WebhookKeys
  /** Where the platform posts to; undefined on the long connection. */
  readonly address: string | undefined
  talk(chat: Chat, person: Person): FeishuTalk
}

export interface FeishuTalk extends Talk {
  readonly at: Chat
  readonly person: Person
}

/** Rests of the wild would outlast a test. */
const timing: Timing = {
  pongMs: 5_000,
  handshakeMs: 5_000,
  watchMs: 10,
  shortestPauseMs: 20,
  longestPauseMs: 100,
}

export async function feishuStorm(
  mode: 'websocket' | 'webhook',
  knowledge: Knowledge,
  { hurry = {}, ...options }: AppOptions & { readonly hurry?: Partial<Timing> } = {},
): Promise<FeishuStorm> {
  const clock = clockFromBeginning()
  const server = await startFeishu()
  const app = server.app({ now: () => clock.now(), ...options })
  const door = mode === 'webhook' ? await openDoor() : undefined
  const keys = { encryptKey: 'an-encrypt-key-0123456789', verificationToken: app.verificationToken }
  const talks: Talk[] = []
  const talk = talksOn(app, talks)
  const operators = talk(app.group({ name: '值班群' }), app.person('值班'))
  const running = await runBot({
    knowledge,
    clock,
    operators: [{ channel: 'feishu', chat: operators.chat }],
    maker: (parts) =>
      feishu({
        ...parts,
        appId: app.id,
        appSecret: app.secret,
        domain: server.domain,
        mode: door === undefined ? { kind: 'websocket' } : { kind: 'webhook', ...keys },
        timing: { ...timing, ...hurry },
      }),
  })
  const address = door && `${door.url}/feishu/events`
  door?.leadTo(running.served.routes)
  if (address !== undefined) app.pushTo(address, keys)
  const isOpen = (to: string): boolean => to === address || app.links.some(({ id }) => id === to)
  const isOnItsWay = ({ deliveries }: PushedEvent): boolean =>
    deliveries.some(({ to, answer }) => answer === undefined && isOpen(to))
  const settled = async (): Promise<void> => {
    await until(() => !app.unacknowledged().some(isOnItsWay), 'what was said is heard')
    await running.settled()
  }
  running.served.start()
  await until(() => running.served.trouble().length === 0, 'a way in')
  return {
    ...running,
    ...weatherOf(server, app),
    server,
    app,
    keys,
    address,
    talk,
    talks,
    operators,
    alone: (name) => {
      const person = app.person(name)
      return talk(app.p2p(person), person)
    },
    group: (name) => {
      const person = app.person(`${name}的成员`)
      return talk(app.group({ name, members: [person] }), person)
    },
    settled,
    pass: async (milliseconds) => {
      await settled()
      clock.move(milliseconds)
      app.pass(0)
      await running.webAnswers()
    },
    copies: 'none',
    secrets: [app.secret, keys.encryptKey, keys.verificationToken],
    violations: () => app.violations.map(({ call, what }) => `${call}: ${what}`),
    end: async () => {
      await running.stop()
      await server.close()
      await door?.close()
    },
  }
}

type Weather = Pick<Storm, 'flood' | 'floodNext' | 'outage' | 'loseAnswer' | 'down' | 'up'>

const operations = { alone: 'send', group: 'reply' } as const

function weatherOf(server: FakeFeishu, app: FakeApp): Weather {
  const outages = {
    error: { kind: 'code', code: 2200, msg: 'Internal Error', status: 500 },
    page: { kind: 'status', status: 502 },
  } as const satisfies Record<string, Fault>
  const sends = (fault: Fault): Lift => {
    const lifts = [app.breaks('send', fault), app.breaks('reply', fault)]
    return () => {
      for (const lift of lifts) lift()
    }
  }
  return {
    flood: (seconds) => sends(rateLimited(seconds)),
    floodNext: (kind, seconds) => void app.breaks(operations[kind], rateLimited(seconds), 1),
    outage: (says) => app.breaks('any', outages[says]),
    loseAnswer: (kind) => void app.breaks(operations[kind], { kind: 'answer-lost' }, 1),
    down: () => server.refuseConnections(),
    up: () => server.listenAgain(),
  }
}

function talksOn(app: FakeApp, talks: Talk[]): FeishuStorm['talk'] {
  return (at, person) => {
    const talk: FeishuTalk = {
      at,
      person,
      chat: at.id,
      asks: (text) => void app.says(at, person, text, { mention: at.kind === 'group' }),
      answers: () => app.botMessagesIn(at).map(({ text }) => text),
      calls: () => app.calls.flatMap((call) => (chatOf(app, call) === at.id ? [call.at] : [])),
    }
    talks.push(talk)
    return talk
  }
}

/** Where a call would have said something; undefined when that is not what it was for. */
function chatOf(app: FakeApp, { operation, path, body }: RecordedCall): string | undefined {
  if (operation === 'reply') return app.message(path.split('/').at(-2) ?? '').chat
  if (operation !== 'send' || !(body instanceof Object)) return undefined
  return Object.entries(body).flatMap(([key, value]) => (key === 'receive_id' ? [String(value)] : []))[0]
}

/** What a click was answered with: words, or what became of it. */
export const toastOf = (answer: ClickAnswer): string =>
  answer.kind === 'answered' ? (answer.toast ?? '') : answer.why
