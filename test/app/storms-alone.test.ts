import { describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { FakeChat, Person, SeenMessage } from '../fakes/telegram/telegram.js'
import { until } from './storms-bot.js'
import { feishuStorm, toastOf } from './storms-feishu.js'
import { openedStorms } from './storms-opened.js'
import { answered } from './storms-stage.js'
import { telegramStorm, type TelegramStorm } from './storms-telegram.js'

const knowledge = await shipped()
const opened = openedStorms()

const uselessLink = '这个私聊链接不能用了'
const greeting = '你好，我是持证'

describe('私聊我 in the introduction to a Telegram group', () => {
  interface Introduced {
    readonly here: TelegramStorm
    readonly group: FakeChat
    readonly intro: SeenMessage
  }

  async function introduced(): Promise<Introduced> {
    const here = await opened(telegramStorm('polling', knowledge))
    const group = here.bot.group({ title: '合规群', bot: 'left' })
    here.bot.botBecomes(group, 'member', here.bot.person({ name: '群主' }))
    const intro = await here.bot.waitFor(
      () => here.bot.messagesIn(group).find(({ byBot }) => byBot),
      'an introduction',
    )
    return { here, group, intro }
  }

  /** The code of the link that the group now shows this person. */
  async function codeFor(person: Person, { here: { bot }, group, intro }: Introduced): Promise<string> {
    const before = bot.messagesIn(group).length
    bot.presses(intro, '私聊我', person)
    const shown = await bot.waitFor(() => bot.messagesIn(group)[before], 'a link')
    const link = shown.entities.flatMap((one) => (one.type === 'text_link' ? [one.url] : []))[0] ?? ''
    expect(link).toMatch(new RegExp(`^https://t\\.me/${bot.me.username}\\?start=[\\w-]{24}$`))
    return link.split('=')[1] ?? ''
  }

  const textsTo = (person: Person, { here }: Introduced): readonly string[] =>
    here.talk(person.alone, person).answers()

  test('gives somebody whom the bot may not write to a link that works once', async () => {
    const set = await introduced()
    const { bot } = set.here
    const person = bot.person({ name: '张三' })
    const code = await codeFor(person, set)
    expect(textsTo(person, set)).toEqual([])
    bot.starts(person, code)
    await answered(set.here, set.here.talk(person.alone, person), 1)
    expect(textsTo(person, set)[0]).toContain(greeting)
    // Said twice within seconds it would count as said once.
    await set.here.pass(15_000)
    bot.starts(person, code)
    await until(() => textsTo(person, set).length === 3, 'a refusal and a greeting')
    expect(textsTo(person, set)[1]).toContain(uselessLink)
    expect(
      bot.callsOf('sendMessage').filter(({ payload }) => payload['chat_id'] === String(person.id)),
    ).toHaveLength(3)
  })

  test('gives a link that is no good to anybody else, nor for ever', async () => {
    const set = await introduced()
    const { bot } = set.here
    const [owner, thief] = [bot.person({ name: '张三' }), bot.person({ name: '李四' })]
    const code = await codeFor(owner, set)
    bot.starts(thief, code)
    await until(() => textsTo(thief, set).length === 2, 'a refusal and a greeting')
    expect(textsTo(thief, set)[0]).toContain(uselessLink)
    await set.here.pass(9 * 60_000)
    bot.starts(owner, code)
    await until(() => textsTo(owner, set).length === 1, 'a greeting')
    expect(textsTo(owner, set)[0]).toContain(greeting)

    const late = bot.person({ name: '王五' })
    const lateCode = await codeFor(late, set)
    await set.here.pass(11 * 60_000)
    bot.starts(late, lateCode)
    await until(() => textsTo(late, set).length === 2, 'a refusal and a greeting')
    expect(textsTo(late, set)[0]).toContain(uselessLink)
  })

  test('writes at once to somebody who has written before, and the group reads nothing of it', async () => {
    const set = await introduced()
    const { bot } = set.here
    const person = bot.person({ name: '赵六' })
    bot.starts(person)
    await until(() => textsTo(person, set).length === 1, 'a greeting')
    const query = bot.presses(set.intro, '私聊我', person)
    await until(() => textsTo(person, set).length === 2, 'what was asked for')
    expect(textsTo(person, set)[1]).toContain(greeting)
    await until(() => bot.toasts.some((one) => one.query === query), 'an answer to the press')
    expect(bot.toasts.find((one) => one.query === query)?.text).toBe('已在私聊里发给你。')
    await set.here.settled()
    expect(bot.messagesIn(set.group).filter(({ byBot }) => byBot)).toHaveLength(1)
  })
})

test('私聊我 in a Feishu group writes to the person, and the buttons there work', async () => {
  const here = await opened(feishuStorm('websocket', knowledge))
  const { app } = here
  const person = app.person('张三')
  const group = app.group({ name: '合规群', members: [person], withBot: false })
  app.addBot(group, person)
  const intro = await app.waitFor(() => app.botMessagesIn(group)[0], 'an introduction')
  expect(toastOf(await app.clicks(intro.id, '私聊我', person))).toBe('已在私聊里发给你。')
  const written = await app.waitFor(
    () => app.botMessages().find(({ chat }) => chat !== group.id),
    'a private message',
  )
  expect(written.text).toContain(greeting)
  await here.settled()

  // It was addressed to the person; the platform said which chat that is, and so it is known from then on.
  const rows = await here.rows(written.chat)
  expect(rows.map(({ state }) => state)).toEqual(['sent'])
  expect(await here.rows(person.openId)).toEqual([])
  const privately = here.talk(app.chat(written.chat), person)
  expect(toastOf(await app.clicks(written.id, '怎么用', person))).toBe('')
  await answered(here, privately, 2)
  expect(privately.answers()[1]).toContain('直接写问题就行')
  privately.asks('注册资本要多少')
  await answered(here, privately, 3)
  const stranger = app.person('李四')
  expect(toastOf(await app.clicks(intro.id, '私聊我', stranger))).toBe('已在私聊里发给你。')
  expect(toastOf(await app.clicksOld(written.id, written.buttons[0]?.value ?? {}, stranger))).toContain(
    '别人的按钮',
  )
  await here.settled()
  expect(app.botMessagesIn(group)).toHaveLength(1)
  expect(privately.answers()).toHaveLength(3)
})
