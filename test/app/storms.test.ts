import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { until } from './storms-bot.js'
import { feishuStorm } from './storms-feishu.js'
import {
  answered,
  asksAll,
  bare,
  calmAnswers,
  expectSound,
  mark,
  questions,
  type Storm,
  type Talk,
} from './storms-stage.js'
import { telegramStorm } from './storms-telegram.js'

const knowledge = await shipped()

const ways: readonly (readonly [string, () => Promise<Storm>])[] = [
  ['telegram polling', () => telegramStorm('polling', knowledge)],
  ['telegram webhook', () => telegramStorm('webhook', knowledge)],
  ['feishu long connection', () => feishuStorm('websocket', knowledge)],
  ['feishu webhook', () => feishuStorm('webhook', knowledge)],
]

const minuteMs = 60_000
/** Feishu spreads what must wait over up to a second more. */
const spreadMs = 1_000

describe.each(ways)('%s', (_, opened) => {
  let here: Storm
  let calm: { readonly alone: readonly string[]; readonly group: readonly string[] }

  beforeAll(async () => {
    here = await opened()
    calm = {
      alone: await calmAnswers(here, alone('平日')),
      group: await calmAnswers(here, group('平日群')),
    }
  })
  afterAll(() => here.end())

  const alone = (name: string): Talk => here.alone(name)
  const group = (name: string): Talk => here.group(name)
  const well = async (): Promise<void> => {
    await until(async () => (await here.readyz()).status === 200, 'it is ready')
    expect((await here.rows()).filter(({ settled_at: at }) => at === null)).toEqual([])
    expectSound(here)
  }

  test('a flood of 429 to all: nothing is lost, the order stays, nobody is asked before the time', async () => {
    const asking = [alone('甲'), alone('乙'), group('一群'), group('二群')]
    const lift = here.flood(30)
    asksAll(asking)
    for (let attempts = 1; attempts <= 3; attempts++) {
      await until(() => asking.every((talk) => talk.calls().length >= attempts), `attempt ${attempts}`)
      await here.settled()
      expect(asking.map((talk) => talk.calls().length)).toEqual(asking.map(() => attempts))
      await here.pass(20_000)
      expect(asking.map((talk) => talk.calls().length)).toEqual(asking.map(() => attempts))
      if (attempts === 3) lift()
      await here.pass(10_000 + spreadMs)
    }
    for (const talk of asking) {
      await answered(here, talk)
      const [first = 0, second = 0, third = 0, fourth = 0] = talk.calls()
      for (const wait of [second - first, third - second, fourth - third])
        expect(wait).toBeGreaterThanOrEqual(30_000)
      expect(talk.calls()).toHaveLength(3 + questions.length)
    }
    expect(asking.map((talk) => talk.answers())).toEqual([calm.alone, calm.alone, calm.group, calm.group])
    await well()
  })

  test('a 429 to one chat holds up that chat alone', async () => {
    for (const kind of ['alone', 'group'] as const) {
      const [slow, quick] = kind === 'alone' ? [alone('丙'), alone('丁')] : [group('三群'), group('四群')]
      here.floodNext(kind, 60)
      slow.asks(questions[0])
      await until(() => slow.calls().length === 1, 'a send that is told to wait')
      asksAll([quick])
      slow.asks(questions[1])
      await answered(here, quick)
      await here.pass(30_000)
      await here.settled()
      expect(slow.calls()).toHaveLength(1)
      await here.pass(30_000 + spreadMs)
      await answered(here, slow, 2)
      expect(slow.answers()).toEqual(calm[kind].slice(0, 2))
    }
    await well()
  })

  test.each(['error', 'page'] as const)(
    'an hour of 5xx (%s): nothing is lost, nothing comes twice, and readyz says why it is not ready',
    async (says) => {
      const before = [alone(`早 ${says}`), group(`早群 ${says}`)]
      const during = [alone(`中 ${says}`), group(`中群 ${says}`)]
      const lift = here.outage(says)
      asksAll(before)
      for (let passed = 0; passed < 60; passed += 10) {
        if (passed === 30) asksAll(during)
        await here.settled()
        await here.pass(10 * minuteMs)
      }
      await until(async () => (await here.readyz()).status === 503, 'it is not ready')
      const { waiting } = await here.readyz()
      expect(waiting.join()).toMatch(/^(?:telegram：|飞书：)/)
      expect([...before, ...during].flatMap((talk) => talk.answers())).toEqual([])
      lift()
      await until(async () => {
        await here.pass(5_000)
        return [...before, ...during].every((talk) => talk.answers().length >= questions.length)
      }, 'all answers')
      for (const talk of [...before, ...during]) {
        await answered(here, talk)
        const same = talk.answers().map(bare)
        expect([calm.alone, calm.group]).toContainEqual(same)
      }
      await well()
    },
  )

  test('the server refuses connections for a while and comes back', async () => {
    const asking = [alone('戊'), group('五群')]
    await here.settled()
    await here.down()
    asksAll(asking)
    await here.settled()
    await here.pass(minuteMs)
    await until(async () => (await here.readyz()).status === 503, 'it is not ready')
    expect(asking.flatMap((talk) => talk.answers())).toEqual([])
    await here.up()
    await until(async () => {
      await here.pass(5_000)
      return asking.every((talk) => talk.answers().length >= questions.length)
    }, 'all answers')
    for (const talk of asking) await answered(here, talk)
    expect(asking.map((talk) => talk.answers())).toEqual([calm.alone, calm.group])
    await well()
  })

  test('an answer that was taken and never confirmed is repeated once at most, and then it says so', async () => {
    for (const kind of ['alone', 'group'] as const) {
      const asking = kind === 'alone' ? alone('己') : group('六群')
      here.loseAnswer(kind)
      asksAll([asking])
      const [first = '', ...rest] = calm[kind]
      const expected = here.copies === 'marked' ? [first, `${mark}${first}`, ...rest] : [first, ...rest]
      await until(async () => {
        await here.pass(5_000)
        return asking.answers().length >= expected.length
      }, 'all answers')
      await answered(here, asking, expected.length)
      expect(asking.answers()).toEqual(expected)
    }
    await well()
  })
})
