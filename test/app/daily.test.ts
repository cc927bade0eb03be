import { describe, expect, test } from 'vitest'
import type { MatterEffect } from '../../src/ports-watch.js'
import { usualSettings } from '../../src/deadlines/watch.js'
import { rulesOf, type Rules } from '../../src/deadlines/rules.js'
import type { HolidayYear } from '../../src/deadlines/working-days.js'
import { matterId, ruleId } from '../../src/values/ids.js'
import { day } from '../chat/shipped.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { dailyBots, type DailyBot } from './daily-bot.js'
import { chatNamed, clockAt, daysOf, licence, registered, settled } from './watching.js'

const botAt = dailyBots()
const hourMs = 3_600_000
const dayMs = 24 * hourMs

async function watched(bot: DailyBot, ...effects: readonly MatterEffect[]): Promise<void> {
  const matter = licence({ expires: '2027-03-02' }, bot.clock.now())
  await bot.store.change([registered(matter), ...effects], bot.clock.now())
  await settled(bot)
}

describe('the operators’ line', () => {
  test('comes at nine, once a day however often the service starts', async () => {
    const bot = await botAt('2026-11-24', '08:00')
    await watched(bot)
    await bot.round()
    expect(bot.shown('operators')).toEqual([])
    bot.clock.move(hourMs)
    for (let start = 0; start < 3; start++) {
      await bot.round()
      await bot.round()
      bot.restart()
    }
    expect(bot.shown('operators')).toHaveLength(1)
    bot.clock.move(dayMs)
    await bot.round()
    expect(bot.shown('operators')).toHaveLength(2)
  })

  test('counts what is watched and was sent, and names the nearest legal day and who has no keeper', async () => {
    const bot = await botAt('2026-11-24', '09:00')
    await watched(bot)
    await daysOf(bot, 1)
    await bot.round()
    const [text = ''] = bot.shown('operators')
    expect(text).toContain('在看 1 件，分在 1 个聊天；昨天以来发了 1 次提醒')
    expect(text).toContain('最近的法定日子：12-02 周三 m1公司 许可证续期申请，还有 7 天')
    expect(text).toContain('没有负责人（1 件）：m1公司的许可证')
    expect(text).not.toContain('没有能送到的聊天')
    expect(text).not.toContain('可能没送到')
  })

  test('names what no open chat watches, with its next legal day', async () => {
    const bot = await botAt('2026-11-24', '09:00')
    await watched(bot)
    await bot.store.closeChat(chatNamed('c1'), 'removed', [], bot.clock.now())
    await bot.round()
    expect(bot.shown('operators').join('\n')).toContain(
      '没有能送到的聊天（1 件）：12-02 周三 m1公司 许可证续期申请，还有 8 天（terminal:c1）',
    )
  })

  test('is silent of a chat that is closed where another one hears of its matters', async () => {
    const bot = await botAt('2026-11-24', '09:00')
    const watch = { keepers: [], ladders: {} }
    await watched(bot, { kind: 'watch-changed', matter: matterId('m1'), chat: chatNamed('c2'), watch })
    await bot.store.closeChat(chatNamed('c1'), 'removed', [], bot.clock.now())
    await bot.round()
    expect(bot.shown('operators')[0]).not.toContain('没有能送到的聊天')
  })

  test.each([
    ['2026-11-30', false],
    ['2026-12-01', true],
    ['2026-12-02', false],
    ['2026-12-08', true],
    ['2027-01-05', true],
    ['2027-01-06', false],
  ])('on %s it asks for the holidays of 2027: %s', async (date, asks) => {
    const bot = await botAt(date, '09:00')
    await bot.round()
    expect(bot.shown('operators')[0]?.includes('还没有 2027 年的放假安排')).toBe(asks)
  })
})

describe('the monthly line', () => {
  test('tells a chat that heard nothing what is watched, once, on the first working day', async () => {
    // 1 and 2 August are a weekend.
    const bot = await botAt('2026-07-31', '08:50')
    await watched(bot)
    const written = []
    for (const date of ['07-31', '08-01', '08-02', '08-03']) {
      bot.restart()
      await bot.round()
      bot.clock.move(20 * 60_000)
      await bot.round()
      bot.restart()
      await bot.round()
      written.push([date, bot.shown('c1').length])
      bot.clock.move(dayMs - 20 * 60_000)
    }
    expect(written).toEqual([
      ['07-31', 0],
      ['08-01', 0],
      ['08-02', 0],
      ['08-03', 1],
    ])
    expect(bot.shown('c1')).toEqual([
      '还在看着：m1公司的许可证。下一个日子是 12-02 周三 m1公司 许可证续期申请，还有 121 天。',
    ])
  })

  test.each<[string, string, readonly MatterEffect[]]>([
    ['to a chat that wants none', '2026-08-03', [chatSet({ monthly: false })]],
    ['at night', '2026-08-03', [chatSet({ quietFrom: '09:00', quietTo: '12:00', sendAt: '08:00' })]],
    ['to a chat that is reminded of something today', '2026-12-01', []],
    ['to a chat that watches nothing any more', '2026-08-03', [{ kind: 'watch-ended', ...c1() }]],
  ])('is not told %s', async (_, date, effects) => {
    const bot = await botAt(date, '09:05')
    const matter = licence({ expires: '2027-03-02' }, bot.clock.now())
    await bot.store.change([registered(matter), ...effects], bot.clock.now())
    await bot.round()
    expect(bot.shown('c1').filter((text) => text.includes('还在看着'))).toEqual([])
  })

  test.each([
    ['2027-03-24', '2026-08-26', 0],
    ['2027-03-23', '2026-08-25', 1],
  ])(
    'of a licence until %s, reminded of on %s, is told %i times on 1 September',
    async (expires, on, times) => {
      const bot = await botAt('2026-08-24', '09:05')
      const matter = licence({ expires }, bot.clock.now())
      await bot.store.change([registered(matter)], bot.clock.now())
      await settled(bot)
      expect([...(await daysOf(bot, 8)).keys()]).toEqual([on])
      await bot.round()
      expect(bot.shown('c1').filter((text) => text.includes('还在看着'))).toHaveLength(times)
    },
  )
})

function c1() {
  return { matter: matterId('m1'), chat: chatNamed('c1') }
}

function chatSet(settings: Partial<typeof usualSettings>): MatterEffect {
  return { kind: 'chat-set', chat: chatNamed('c1'), settings: { ...usualSettings, ...settings } }
}

describe('an edit of holidays or rules', () => {
  /** A bot whose chats know the rules that ship. */
  async function told(date: string, time: string, ...effects: readonly MatterEffect[]): Promise<DailyBot> {
    const bot = await botAt(date, time)
    await watched(bot, ...effects)
    await bot.round()
    return bot
  }

  /** A notice that lengthens the autumn break into 12 October. */
  const longer: HolidayYear = changedYear(2026, [
    ['2026-10-12', 'off'],
    ['2026-10-13', 'off'],
  ])

  test('tells the chats whose dates it moves, each once, and moves the reminders', async () => {
    const other = licence({ id: 'm2', expires: '2031-12-31' }, clockAt('2026-08-05', '10:00').now())
    const bot = await told('2026-08-05', '10:00', registered(other, 'c2'))
    bot.serve(withYear(longer))
    await bot.round()
    await bot.round()
    expect(bot.shown('c1')).toHaveLength(1)
    expect(bot.shown('c1')[0]).toContain('2026 年的放假安排公布或更新了，这里有 1 项期限的日子变了')
    expect(bot.shown('c1')[0]).toContain('m1公司 许可证续期申请：提醒从 10-13 周二 改到 10-10 周六')
    expect(bot.shown('c2')).toEqual([])
    expect((await bot.store.reminding(bot.clock.now())).awake).toBe(0)
  })

  test('of a rule tells what falls away', async () => {
    const bot = await told('2026-08-05', '10:00')
    const all = new Map([...shippedRules.all].filter(([id]) => id !== ruleId('renewal-filing')))
    expect(all.size).toBe(shippedRules.all.size - 1)
    bot.serve({ ...shippedRules, all })
    await bot.round()
    expect(bot.shown('c1')[0]).toContain('期限规则改了')
    expect(bot.shown('c1')[0]).toContain('不再提醒')
  })

  test('made while the service was down moves the reminders all the same', async () => {
    const bot = await told('2026-10-09', '09:30')
    bot.restart(withYear(longer))
    await bot.round()
    expect([...(await daysOf(bot, 4)).keys()]).toEqual(['2026-10-10'])
  })

  test('made while the service was down is told at the next start, once however often it starts', async () => {
    const bot = await told('2026-08-05', '10:00')
    for (let start = 0; start < 3; start++) {
      bot.restart(withYear(longer))
      await bot.round()
    }
    expect(bot.shown('c1')).toHaveLength(1)
    expect(bot.shown('c1')[0]).toContain('提醒从 10-13 周二 改到 10-10 周六')
    expect(bot.paper.read().filter(({ chat, edits }) => chat === 'c1' && edits !== undefined)).toEqual([])
    bot.restart(shippedRules)
    await bot.round()
    expect(bot.shown('c1')).toHaveLength(2)
    expect(bot.shown('c1')[1]).toContain('提醒从 10-10 周六 改到 10-13 周二')
  })

  test('that a crash cut short is told to the others, and changes nothing where it was told', async () => {
    const other = licence({ id: 'm2', expires: '2027-03-02' }, clockAt('2026-08-05', '10:00').now())
    const late: MatterEffect = {
      kind: 'chat-set',
      chat: chatNamed('c2'),
      settings: { ...usualSettings, quietFrom: '09:30', quietTo: '11:00' },
    }
    const bot = await told('2026-08-05', '10:00', registered(other, 'c2'), late)
    const toChats = () => bot.paper.read().filter(({ chat }) => chat !== 'operators')
    bot.serve(withYear(longer))
    await bot.round()
    const [first] = bot.shown('c1')
    expect([first?.includes('10-10 周六'), bot.shown('c2')]).toEqual([true, []])
    bot.restart()
    bot.clock.move(hourMs)
    await bot.round()
    expect(bot.shown('c1')).toEqual([first])
    expect(bot.shown('c2')).toHaveLength(1)
    bot.restart()
    await bot.round()
    expect(toChats()).toHaveLength(3)
  })

  test('of a new year names the days that were provisional and stay', async () => {
    const bot = await told('2026-11-10', '10:00')
    bot.serve(withYear({ ...changedYear(2026, []), year: 2027, days: new Map([[day('2027-01-01'), 'off']]) }))
    await bot.round()
    const [text = ''] = bot.shown('c1')
    expect(text).toContain('2027 年的放假安排公布或更新了，这里有 2 项期限的日子变了')
    expect(text).toContain('m1公司 许可证到期：提醒从 2027-01-01 周五 改到 12-31 周四')
    const [confirmed = ''] = /暂定的日子已确认，没有变：.*/.exec(text) ?? []
    expect(confirmed).toContain('m1公司 许可证到期 2027-01-29 周五、2027-02-23 周二')
    expect(confirmed).not.toContain('01-01')
  })

  test('of a new year that moves nothing says that all stays as it was told', async () => {
    const bot = await told('2026-11-10', '10:00')
    bot.serve(withYear({ ...changedYear(2026, []), year: 2027, days: new Map() }))
    await bot.round()
    await bot.round()
    expect(bot.shown('c1')).toHaveLength(1)
    expect(bot.shown('c1')[0]).toContain('2027 年的放假安排公布或更新了，这里暂定的日子都没有变')
    expect(bot.shown('c1')[0]).toContain('暂定的日子已确认，没有变：m1公司 许可证续期申请 2027-01-01 周五')
  })

  test('that moves nothing tells nobody', async () => {
    const bot = await told('2026-08-05', '10:00')
    bot.serve({ ...shippedRules })
    bot.serve(withYear({ ...changedYear(2026, []), year: 2030, days: new Map([[day('2030-06-06'), 'off']]) }))
    await bot.round()
    expect(bot.shown('c1')).toEqual([])
  })

  test('at night is told when the quiet hours end', async () => {
    const bot = await told('2026-08-05', '22:00')
    bot.serve(withYear(longer))
    await bot.round()
    expect(bot.shown('c1')).toEqual([])
    bot.clock.move(11 * hourMs)
    await bot.round()
    expect(bot.shown('c1')).toHaveLength(1)
  })

  test('two edits before the round are compared with what served before them', async () => {
    const bot = await told('2026-08-05', '10:00')
    bot.serve(withYear(longer))
    bot.serve(shippedRules)
    await bot.round()
    expect(bot.shown('c1')).toEqual([])
  })
})

type Days = readonly (readonly [string, 'off' | 'working'])[]

function changedYear(year: number, changes: Days): HolidayYear {
  const known = shippedRules.years.find((one) => one.year === year)
  if (known === undefined) throw new Error(`no holidays of ${year}`)
  return { ...known, days: new Map([...known.days, ...changes.map(([on, is]) => [day(on), is] as const)]) }
}

function withYear(changed: HolidayYear): Rules {
  const years = [...shippedRules.years.filter(({ year }) => year !== changed.year), changed]
  return rulesOf({
    rules: [...shippedRules.all.values()],
    events: [...shippedRules.events.values()],
    traits: [...shippedRules.traits.values()],
    years: years.map((year) => ({ ...year, days: [...year.days] })),
  })
}
