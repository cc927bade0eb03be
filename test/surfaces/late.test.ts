import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const minuteMs = 60_000

describe.each(groupSurfaceNames)('after an outage on %s', (name) => {
  const alone: Seat = { person: '甲' }
  const inGroup: Seat = { person: '甲', group: '合规群' }
  let here: GroupSurface

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  test.each([alone, inGroup])(
    'a question of 40 minutes ago is answered once, with its age: %o',
    async (seat) => {
      await here.outage(40 * minuteMs, () => here.say(seat, '注册资本要多少'))
      await here.settle()
      const [answer, ...more] = here.shown(seat)
      expect(more).toEqual([])
      expect(answer?.text).toMatch(/^（40 分钟前的问题）\s+最低限额/)
      expect(await here.traces.answers()).toMatchObject([{ outcome: 'found', entries: ['capital.amount'] }])
      await here.pass(7 * 60 * minuteMs)
      await here.settle()
      expect(here.shown(seat)).toEqual([answer])
    },
  )

  test('commands of then are gathered on one card, and done by its buttons', async () => {
    await here.outage(40 * minuteMs, async () => {
      await here.say(alone, '/help')
      await here.say(alone, '/start')
      await here.say(alone, '/help')
    })
    await here.settle()
    const [card, ...more] = here.shown(alone)
    expect(more).toEqual([])
    expect(card?.text).toContain('40 分钟前发了“帮助”')
    expect(card?.text).toContain('40 分钟前发了“开始”')
    expect(card?.buttons.map(({ label }) => label)).toEqual(['帮助', '开始'])
    await here.press(alone, '帮助')
    await here.settle()
    expect(here.shown(alone).at(-1)?.text).toContain('/ask')
  })

  test('in a group the card is for its person only', async () => {
    await here.outage(40 * minuteMs, () => here.say(inGroup, '/help'))
    await here.settle()
    await here.press({ ...inGroup, person: '乙' }, '帮助')
    expect(here.toast()).toBe('这是别人的按钮。你可以自己问一次。')
    await here.settle()
    expect(here.shown(inGroup)).toHaveLength(1)
  })

  test('a name is shown as it is, whatever it looks like', async () => {
    const seat: Seat = { person: '<at id=all></at> **粗** [点](https://example.com)', group: '合规群' }
    await here.outage(40 * minuteMs, () => here.say(seat, '/help'))
    await here.settle()
    const [card] = here.shown(seat)
    expect(card?.text).toMatch(/你 40 分钟前/)
    if (here.traits.writesNames) expect(card?.text.startsWith(`@${seat.person} 你`)).toBe(true)
    expect(card?.links).toEqual([])
  })

  test('a press of then is not done but asked about, where the platform keeps presses at all', async () => {
    await here.say(alone, '注册资本要多少')
    await here.settle()
    const before = here.shown(alone)
    await here.outage(40 * minuteMs, async () => {
      await here.pressesUnheard(alone, '更多')
      await here.say(alone, '/help')
    })
    await here.settle()
    const [card, ...more] = here.shown(alone).slice(before.length)
    expect(more).toEqual([])
    const offered = here.keepsPresses ? ['更多：注册资本要多少', '帮助'] : ['帮助']
    expect(card?.buttons.map(({ label }) => label)).toEqual(offered)
    if (!here.keepsPresses) return
    expect(card?.text).toMatch(/40 分钟前按了“更多：注册资本要多少”/)
    await here.press(alone, '更多：注册资本要多少')
    await here.settle()
    expect(here.shown(alone).at(-1)?.text).toMatch(/^注册资本要多少\s/)
  })

  test('what is done after the outage is done at once', async () => {
    await here.outage(40 * minuteMs, () => here.say(alone, '注册资本要多少'))
    await here.settle()
    await here.say(alone, '/help')
    await here.settle()
    expect(here.shown(alone).map(({ text }) => /前的问题|还要做吗/.test(text))).toEqual([true, false])
    await here.press(alone, '注册资本要实缴吗')
    await here.settle()
    expect(here.shown(alone).at(-1)?.text).not.toContain('还要做吗')
  })
})
