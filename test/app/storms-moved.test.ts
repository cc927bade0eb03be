import { describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { until } from './storms-bot.js'
import { feishuStorm, toastOf, type FeishuStorm } from './storms-feishu.js'
import { openedStorms } from './storms-opened.js'
import { answered, asksAll, calmAnswers, questions, type Storm, type Talk } from './storms-stage.js'
import { telegramStorm, type TelegramStorm } from './storms-telegram.js'

const knowledge = await shipped()
const dayMs = 24 * 3_600_000
const opened = openedStorms()

const telegram = (): Promise<TelegramStorm> => opened(telegramStorm('polling', knowledge))
const feishu = (): Promise<FeishuStorm> => opened(feishuStorm('websocket', knowledge))

const followUp = '不交会怎样'

/** What a question that goes on from the last one is answered with: after it, and by itself. */
async function followUps(here: Storm, after: Talk): Promise<readonly (string | undefined)[]> {
  const fresh = here.group('新群')
  const before = after.answers().length
  for (const talk of [after, fresh]) talk.asks(followUp)
  await answered(here, after, before + 1)
  await answered(here, fresh, 1)
  return [after.answers().at(-1), fresh.answers()[0]]
}

describe('a Telegram group that became a supergroup', () => {
  const orders = {
    'as the old group tells first': { first: 'old', findsOut: false },
    'as the new group tells first': { first: 'new', findsOut: false },
    'as a send finds out first': { first: 'old', findsOut: true },
  } as const

  test.each(Object.entries(orders))(
    '%s: every answer is there once, and the talk goes on',
    async (_, order) => {
      const here = await telegram()
      const usual = here.group('平日群')
      const [one, ...others] = await calmAnswers(here, usual)
      const [followed, alone] = await followUps(here, usual)
      const group = here.group('合规群')
      group.asks(questions[0])
      await answered(here, group, 1)
      const drought = here.flood(30)
      for (const question of questions.slice(1)) group.asks(question)
      await until(() => group.calls().length === 2, 'a send that is told to wait')
      await here.settled()
      // Whoever cannot poll is told of nothing but by the sends.
      const release = order.findsOut ? here.bot.stealPoll() : () => undefined
      const moved = here.talk(here.bot.migrate(group.at, { first: order.first }), group.person)
      drought()
      await here.pass(31_000)
      await until(() => moved.answers().length === others.length, 'the answers in the new group')
      release()
      await here.settled()
      expect(group.answers()).toEqual([one])
      expect(moved.answers()).toEqual(others)

      moved.asks(followUp)
      await answered(here, moved, others.length + 1)
      expect(moved.answers().at(-1)).toBe(followed)
      expect(followed).not.toBe(alone)
      expect(here.operators.answers()).toEqual([])
      expect((await here.rows(group.chat)).map(({ state }) => state)).toEqual(['sent'])
    },
  )
})

test.each([
  ['deleted', '（原来的话题没有了，发在这里）\n'],
  ['closed', '（原来的话题关闭了，发在这里）\n'],
] as const)('a Telegram topic that was %s: the answers go to the group and say why', async (what, note) => {
  const here = await telegram()
  const calm = await calmAnswers(here, here.group('平日群'))
  const person = here.bot.person({ name: '甲' })
  const forum = here.bot.group({ kind: 'forum', title: '论坛' })
  const thread = here.bot.topic(forum, '许可证', person)
  const talk = here.talk(forum, person, { thread })
  const lift = here.flood(30)
  asksAll([talk])
  await until(() => talk.calls().length === 1, 'a send that is told to wait')
  await here.settled()
  if (what === 'deleted') here.bot.deletesTopic(forum, thread)
  else here.bot.closesTopic(forum, thread)
  lift()
  await here.pass(31_000)
  await answered(here, talk)
  expect(talk.answers()).toEqual(calm.map((text) => `${note}${text}`))
  expect(here.bot.messagesIn(forum).flatMap((one) => (one.byBot ? [one.thread] : []))).toEqual(
    calm.map(() => undefined),
  )
})

test('a Feishu message that was taken back before its answer came: the answer stands alone', async () => {
  const here = await feishu()
  const calm = await calmAnswers(here, here.group('平日群'))
  const { at, person } = here.group('群')
  const talk = here.talk(at, person)
  const lift = here.flood(30)
  const said = questions.map((question) => here.app.says(at, person, question, { mention: true }))
  await until(() => talk.calls().length === 1, 'a send that is told to wait')
  await here.settled()
  const [first, second, ...others] = said.map(({ messageId }) => messageId)
  here.app.recalls(first ?? '')
  here.app.deletes(second ?? '')
  lift()
  await here.pass(32_000)
  await answered(here, talk)
  expect(talk.answers()).toEqual(calm)
  expect(here.app.botMessagesIn(at).map(({ parent }) => parent)).toEqual([undefined, undefined, ...others])
})

describe('a card that cannot be changed any more', () => {
  const endings = {
    'is older than fourteen days': (here: FeishuStorm) => here.pass(15 * dayMs),
    'was deleted': (here: FeishuStorm, card: string) => {
      here.app.deletes(card)
      return Promise.resolve()
    },
  } as const

  test.each(Object.entries(endings))('on Feishu because it %s is shown afresh', async (_, ending) => {
    const here = await feishu()
    const talk = here.alone('甲')
    talk.asks(questions[0])
    await answered(here, talk, 1)
    const [card] = here.app.botMessagesIn(talk.at)
    if (card === undefined) throw new Error('no card')
    await ending(here, card.id)
    const pressed = async (label: string): Promise<string> => {
      const value = card.buttons.find((one) => one.label === label)?.value ?? {}
      return toastOf(await here.app.clicksOld(card.id, value, talk.person))
    }
    expect(await pressed('有用')).toContain('谢谢')
    await until(() => talk.answers().length === 2, 'a fresh card')
    await here.settled()
    const fresh = here.app.botMessagesIn(talk.at).at(-1)
    expect(fresh?.buttons.map(({ label }) => label).join()).toContain('有用')
    expect(await pressed('没用')).toBe('这张卡片已经更新，请按新的按钮。')
    expect(await pressed('更多')).toBe('这张卡片已经更新，请按新的按钮。')
    await here.settled()
    expect(talk.answers()).toHaveLength(2)

    const other = fresh?.buttons.find(({ label }) => label.includes('没用'))
    const answer = await here.app.clicksOld(fresh?.id ?? '', other?.value ?? {}, talk.person)
    expect(toastOf(answer)).toContain('谢谢')
    await until(
      () => (here.app.botMessagesIn(talk.at).at(-1)?.edits ?? 0) === 1,
      'the fresh card is changed in place',
    )
    expect(talk.answers()).toHaveLength(2)
  })

  test('on Telegram because it was deleted is shown afresh', async () => {
    const here = await telegram()
    const talk = here.alone('甲')
    const { bot } = here
    const question = bot.says(talk.at, talk.person, questions[0])
    await answered(here, talk, 1)
    const card = bot.messagesIn(talk.at).find(({ byBot }) => byBot)
    if (card === undefined) throw new Error('no card')
    bot.deletes(card)
    bot.edits(question, questions[1])
    await answered(here, talk, 1)
    expect(talk.answers()[0]).toContain('90日')
    const old = card.buttons.flat()[0]
    const query = bot.pressesData(card, old?.data ?? '', talk.person)
    await until(() => bot.toasts.some((one) => one.query === query), 'an answer to the press')
    expect(bot.toasts.find((one) => one.query === query)?.text).toBe('这张卡片已经更新，请按新的按钮。')
    await answered(here, talk, 1)
  })
})
