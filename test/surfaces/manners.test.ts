import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()

const group = '合规群'
const seatOf = (person: string): Seat => ({ person, group })

describe.each(groupSurfaceNames)('manners on %s', (name) => {
  let here: GroupSurface

  beforeAll(async () => {
    here = await openGroups[name]({ knowledge, forums: ['论坛'] })
  })
  beforeEach(() => here.startOver())
  afterAll(() => here.end())

  const soundly = async (): Promise<void> => {
    await here.settle()
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
  }

  test('a thousand lines that are not for the bot get no answer and are not kept', async () => {
    const before = await here.traces.arrivals()
    for (let line = 0; line < 1000; line++) {
      await here.say(seatOf(`成员${line % 12}`), chatter[line % chatter.length] ?? '', { called: false })
      // As fast as people could write, not as fast as a loop can.
      if (line % 20 === 19) await here.settle()
    }
    await soundly()
    expect(here.everything()).toEqual([])
    expect((await here.traces.arrivals()) - before).toBe(0)
  })

  test('each line that calls the bot gets exactly one answer, to that line', async () => {
    for (let call = 0; call < 60; call++) {
      const seat = seatOf(`成员${call % 20}`)
      await here.say(seat, '今天谁值班', { called: false })
      await here.calls(seat, '注册资本要多少', call)
      await here.say(seat, '好的', { called: false })
      await here.settle()
      expect(here.shown(seat), `after call ${call}`).toHaveLength(call + 1)
      await here.pass(20_000)
    }
    await soundly()
    expect(new Set(here.everything().map(({ replyTo }) => replyTo)).size).toBe(60)
  })

  test('the button of an answer acts once for its owner', async () => {
    await here.say(seatOf('甲'), '注册资本要多少')
    await here.settle()
    await here.press(seatOf('甲'), '更多')
    await soundly()
    expect(here.shown(seatOf('甲'))).toHaveLength(2)
  })

  test('who floods is slowed down, told so once, and nobody else waits', async () => {
    for (let line = 0; line < 25; line++)
      await here.say(seatOf('快手'), questions[line % questions.length] ?? '')
    await here.say(seatOf('乙'), '录音要保存多久')
    await soundly()
    const texts = here.shown(seatOf('乙')).map(({ text }) => text)
    expect(texts).toHaveLength(12)
    expect(texts.filter((text) => text.includes('60 秒后再试'))).toHaveLength(1)
    expect(await here.traces.answers()).toHaveLength(11)
  })

  test('a message that the platform delivers three times gets one answer', async () => {
    await here.saysThrice(seatOf('甲'), '注册资本要多少')
    await here.saysThrice({ person: '甲' }, '录音要保存多久')
    await soundly()
    expect(here.shown(seatOf('甲'))).toHaveLength(1)
    expect(here.shown({ person: '甲' })).toHaveLength(1)
    expect(await here.traces.answers()).toHaveLength(2)
  })

  test('what only looks like a call is none', async () => {
    const before = await here.traces.arrivals()
    for (const notCalling of here.notCalls) {
      notCalling.does(seatOf('甲'))
      await here.settle()
      expect(here.everything(), notCalling.what).toEqual([])
    }
    await soundly()
    expect((await here.traces.arrivals()) - before).toBe(0)
  })

  test("another person's button does nothing but say whose it is", async () => {
    await here.say(seatOf('甲'), '注册资本要多少')
    await here.settle()
    const shown = here.everything()
    const ratings = await here.traces.ratings()
    for (const label of ['更多', '注册资本要实缴吗', '有用']) {
      await here.press(seatOf('乙'), label)
      await here.settle()
      expect(here.toast()).toBe('这是别人的按钮。你可以自己问一次。')
    }
    await soundly()
    expect(here.everything()).toEqual(shown)
    expect(await here.traces.ratings()).toEqual(ratings)
  })

  test('it introduces itself once to a group, however often it is added', async () => {
    await here.join(seatOf('甲'))
    await here.settle()
    expect(here.shown(seatOf('甲')).map(({ text }) => text.startsWith('大家好'))).toEqual([true])
    await here.join(seatOf('乙'))
    await here.leave(seatOf('乙'), 'removed')
    await here.join(seatOf('乙'))
    await soundly()
    expect(here.shown(seatOf('甲'))).toHaveLength(1)
  })

  test('forged presses and those of another chat are refused', async () => {
    await here.say({ person: '甲' }, '注册资本要多少')
    await here.say(seatOf('甲'), '录音要保存多久')
    await here.settle()
    const shown = here.everything()
    const [privateToken = ''] = here
      .shown({ person: '甲' })
      .flatMap(({ buttons }) => buttons.map(({ token }) => token))
    for (const token of [privateToken, 'a'.repeat(24), '____', "' OR 1=1 --", '']) {
      await here.forge(seatOf('甲'), token)
      await here.settle()
      expect(['这个按钮无效，请重新提问。', ''], token).toContain(here.toast())
    }
    await here.forge(seatOf('甲'), privateToken)
    expect(here.toast()).toBe('这个按钮无效，请重新提问。')
    await soundly()
    expect(here.everything()).toEqual(shown)
  })

  test.each(hostileTexts)('what people write stays what they wrote: %s', async (text) => {
    await here.say({ person: '甲' }, text)
    await here.say(seatOf('甲'), text)
    await soundly()
    const [alone, ...more] = here.shown({ person: '甲' })
    expect(more).toEqual([])
    expect(here.shown(seatOf('甲'))).toHaveLength(1)
    if (text.startsWith('/')) expect(alone?.text).toContain(`没有 ${text} 这个命令`)
    expect(here.everything().flatMap(({ links }) => links.filter((link) => /example/.test(link)))).toEqual([])
  })

  test('what it cannot read gets one short answer in private, and nothing in a group', async () => {
    for (const what of here.traits.kinds) {
      await here.startOver()
      await here.send({ person: '甲' }, what)
      await here.send(seatOf('甲'), what, { called: false })
      await here.settle()
      expect(here.everything().map(({ text }) => text)).toEqual([
        `我只看得懂文字，${what}看不了。请把问题打出来。`,
      ])
    }
    await soundly()
  })

  test('in a topic everything stays in the topic', async () => {
    const inTopic = (topic: string): Seat => ({ person: '甲', group: '论坛', topic })
    await here.say(inTopic('许可证'), '注册资本要多少')
    await here.say(inTopic('录音'), '录音要保存多久')
    await here.settle()
    await here.press(inTopic('许可证'), '注册资本要实缴吗')
    await soundly()
    const threads = here.shown(inTopic('许可证')).map(({ thread }) => thread)
    expect(threads).toEqual([
      here.threadOf(inTopic('许可证')),
      here.threadOf(inTopic('录音')),
      here.threadOf(inTopic('许可证')),
    ])
    expect(new Set(threads).size).toBe(2)
  })

  // Feishu does not tell of edited messages.
  if (!name.startsWith('telegram')) return
  test('an edited question corrects its answer in place', async () => {
    await here.say(seatOf('甲'), '注册资本要多少')
    await here.settle()
    await here.edit(seatOf('甲'), '续期要提前多久')
    await soundly()
    const [only, ...more] = here.shown(seatOf('甲'))
    expect(more).toEqual([])
    expect(only?.edits).toBe(1)
    expect(only?.text).toContain('90日')
  })
})

const chatter = [
  '今天天气不错',
  '注册资本要多少',
  '持证 注册资本要多少',
  '@持证 你看看',
  '谁有呼叫中心许可证的材料清单',
  '收到',
  '我们的证2027年3月2日到期',
  '今天续期交了',
  '拿到新证了，有效期到2032年3月2日',
  '👍',
  '@所有人 下午三点开会',
  'help',
  '帮助',
  '1',
  '有用',
  '<at user_id="all">所有人</at> 请看',
]

const questions = [
  '注册资本要多少',
  '续期要提前多久',
  '录音要保存多久',
  '年报什么时候报',
  '要多久能下来',
  '认缴可以吗',
  '需要几个人',
]

const hostileTexts = [
  '<at id=all></at> 注册资本要多少',
  '<at user_id="all">所有人</at>',
  '<b>粗</b><script>alert(1)</script>',
  '**粗** _斜_ `码` [点我](https://example.com/a)',
  '/__init__',
  '/_a_b_',
  '/at_all',
  '&lt;at id=all&gt; &#60;at id=all&#62;',
]
