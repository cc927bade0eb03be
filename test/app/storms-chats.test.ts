import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { until } from './storms-bot.js'
import { feishuStorm, type FeishuStorm, type FeishuTalk } from './storms-feishu.js'
import { asksAll, calmAnswers, expectSound, questions, type Storm, type Talk } from './storms-stage.js'
import { telegramStorm, type TelegramStorm, type TelegramTalk } from './storms-telegram.js'

const knowledge = await shipped()
const hourMs = 3_600_000

/** What ends a chat, and what opens it again. */
interface Ending<T, S> {
  readonly name: string
  readonly kind: 'alone' | 'group'
  readonly befalls: (here: S, talk: T) => void
  readonly mends?: (here: S, talk: T) => void
  /** Nobody told us: the next send finds out, and is the last. */
  readonly unsaid?: true
  readonly alarms: 0 | 1
}

const refusing =
  (code: number, description: string) =>
  ({ bot }: TelegramStorm): void =>
    void bot.fault({ kind: 'error', code, description }, { method: 'sendMessage', times: 1 })

const onTelegram: readonly Ending<TelegramTalk, TelegramStorm>[] = [
  {
    name: 'kicked out, as Telegram tells',
    kind: 'group',
    befalls: ({ bot }, { at, person }) => {
      bot.botBecomes(at, 'kicked', person)
    },
    mends: ({ bot }, { at, person }) => {
      bot.botBecomes(at, 'member', person)
    },
    alarms: 1,
  },
  {
    name: 'kicked out, as a send finds out',
    kind: 'group',
    befalls: refusing(403, 'Forbidden: bot was kicked from the group chat'),
    unsaid: true,
    alarms: 1,
  },
  {
    name: 'muted, as Telegram tells',
    kind: 'group',
    befalls: ({ bot }, { at, person }) => {
      bot.botBecomes(at, 'restricted', person)
    },
    mends: ({ bot }, { at, person }) => {
      bot.botBecomes(at, 'member', person)
    },
    alarms: 1,
  },
  {
    name: 'muted, as a send finds out',
    kind: 'group',
    befalls: refusing(400, 'Bad Request: not enough rights to send text messages to the chat'),
    unsaid: true,
    alarms: 1,
  },
  {
    name: 'gone',
    kind: 'group',
    befalls: refusing(400, 'Bad Request: chat not found'),
    unsaid: true,
    alarms: 1,
  },
  {
    name: 'blocked by its person, as Telegram tells',
    kind: 'alone',
    befalls: ({ bot }, { person }) => {
      bot.blocks(person)
    },
    mends: ({ bot }, { person }) => {
      bot.unblocks(person)
    },
    alarms: 0,
  },
  {
    name: 'blocked by its person, as a send finds out',
    kind: 'alone',
    befalls: refusing(403, 'Forbidden: bot was blocked by the user'),
    unsaid: true,
    alarms: 0,
  },
]

const onFeishu: readonly Ending<FeishuTalk, FeishuStorm>[] = [
  {
    name: 'left by the bot, as Feishu tells',
    kind: 'group',
    befalls: ({ app }, { at, person }) => void app.removeBot(at, person),
    mends: ({ app }, { at, person }) => void app.addBot(at, person),
    alarms: 1,
  },
  {
    name: 'left by the bot, as a send finds out',
    kind: 'group',
    befalls: ({ app }, { at, person }) => {
      app.subscribe([])
      app.removeBot(at, person)
      app.subscribe('all')
    },
    mends: ({ app }, { at, person }) => void app.addBot(at, person),
    unsaid: true,
    alarms: 1,
  },
  {
    name: 'silenced',
    kind: 'group',
    befalls: ({ app }, { at }) => {
      app.setMuted(at, true)
    },
    mends: ({ app }, { at }) => {
      app.setMuted(at, false)
    },
    unsaid: true,
    alarms: 1,
  },
  {
    name: 'out of the reach of the app',
    kind: 'alone',
    befalls: ({ app }, { person }) => {
      app.setUnavailable(person, true)
    },
    mends: ({ app }, { person }) => {
      app.setUnavailable(person, false)
    },
    unsaid: true,
    alarms: 0,
  },
]

interface Stages<T, S> {
  readonly open: () => Promise<S>
  readonly endings: readonly Ending<T, S>[]
}

function chatsEnd<T extends Talk, S extends Storm<T>>(
  platform: string,
  { open, endings }: Stages<T, S>,
): void {
  describe(`on ${platform} a chat that is`, () => {
    let here: S
    let calm: { readonly alone: string | undefined; readonly group: string | undefined }

    beforeAll(async () => {
      here = await open()
      const [alone] = await calmAnswers(here, here.alone('平日'))
      const [group] = await calmAnswers(here, here.group('平日群'))
      calm = { alone, group }
    })
    afterAll(() => here.end())

    test.each(endings)(
      '$name gets nothing more, somebody hears of it, and it can come back',
      async (ending) => {
        const talk = here[ending.kind](ending.name)
        const alarmsBefore = here.operators.answers().length
        const lift = here.flood(30)
        asksAll([talk])
        await until(() => talk.calls().length === 1, 'a send that is told to wait')
        await here.settled()
        lift()
        ending.befalls(here, talk)
        await here.pass(32_000)
        await until(async () => (await statesIn(here, talk)).every((state) => state === 'refused'), 'the end')
        for (let hours = 0; hours < 8; hours += 2) await here.pass(2 * hourMs)
        await here.settled()
        expect(talk.calls()).toHaveLength(ending.unsaid === true ? 2 : 1)
        expect(talk.answers()).toEqual([])
        const alarms = here.operators.answers().slice(alarmsBefore)
        expect(alarms).toHaveLength(ending.alarms)
        for (const alarm of alarms) expect(alarm).toContain(talk.chat)
        expect((await here.readyz()).status).toBe(200)

        ending.mends?.(here, talk)
        talk.asks(questions[0])
        await until(() => talk.answers().includes(calm[ending.kind] ?? ''), 'an answer again')
        await here.settled()
        expect(here.operators.answers()).toHaveLength(alarmsBefore + ending.alarms)
        expectSound(here)
      },
    )
  })
}

const statesIn = async (here: Storm, { chat }: Talk): Promise<readonly string[]> =>
  (await here.rows(chat)).map(({ state }) => state)

chatsEnd('telegram', { open: () => telegramStorm('polling', knowledge), endings: onTelegram })
chatsEnd('feishu', { open: () => feishuStorm('websocket', knowledge), endings: onFeishu })
