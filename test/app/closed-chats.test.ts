import { describe, expect, test } from 'vitest'
import { group, renewal, watchingGroup } from './fallback-group.js'
import { peopleOnPaper, type People } from './people-on-paper.js'

const people = peopleOnPaper()

const dayMs = 86_400_000
const hourMs = 3_600_000

const watching = (keepers: readonly string[] = []): Promise<People> => watchingGroup(people, { keepers })

describe('a chat that takes nothing more', () => {
  test.each(['removed', 'muted'] as const)(
    '%s: who is in charge is told at once, and takes over',
    async (why) => {
      const here = await watching(['小赵'])
      await here.leave(group, why)
      await here.pass(1_000)
      const [told = '', ...more] = here.news('小赵')
      expect(more).toEqual([])
      expect(told).toContain('看着m1公司的许可证的群')
      expect(told).toContain('12-02 周三 m1公司 许可证续期申请，还有 121 天')
      expect(here.news('值班群')).toEqual([expect.stringContaining('收不到我的消息了')])
      await here.pass(3 * dayMs)
      expect(here.news('小赵')).toEqual([])
      expect(here.news(group)).toEqual([])
      // What was to be said since it closed is made up for.
      await here.press('小赵', '小赵', '在这里提醒我')
      await here.pass(1_000)
      expect(here.news('小赵')).toEqual([
        expect.stringContaining('那个群收不到的时候，1 件的期限先在这里提醒你'),
        expect.stringContaining(renewal),
      ])
      await here.rejoin(group)
      await here.pass(1_000)
      const back = here.news(group)
      expect(back[0]).toBe(
        '我回来了，继续提醒 1 件事，下一个是 12-02 周三 m1公司 许可证续期申请，还有 118 天。',
      )
      expect(back[1]).toContain(renewal)
      expect(here.news('小赵')).toEqual([expect.stringContaining('那个群又能收到提醒了')])
      await here.pass(35 * dayMs)
      expect(here.news(group)).not.toEqual([])
      expect(here.news('小赵')).toEqual([])
    },
  )

  test('found out by a send: the same', async () => {
    const here = await watching(['小赵'])
    here.refuse(group)
    await here.pass(dayMs)
    await here.pass(1_000)
    expect(here.news('小赵')).toEqual([expect.stringContaining('提醒发不出去了')])
  })

  test('the next in charge is told where the first one cannot be, then who took over and blocked us', async () => {
    const here = await watching(['小赵', '王经理'])
    await here.say('小赵', '小赵', '/start')
    await here.leave('小赵', 'blocked')
    await here.leave(group, 'removed')
    await here.pass(1_000)
    expect(here.news('王经理').at(-1)).toContain('提醒发不出去了')
    await here.press('王经理', '王经理', '在这里提醒我')
    await here.say('小赵', '小赵', '/start')
    await here.leave('王经理', 'blocked')
    await here.pass(1_000)
    expect(here.news('小赵').at(-1)).toContain('提醒发不出去了')
  })

  test('who was never reached is not counted on', async () => {
    const here = await watchingGroup(people, { keepers: ['小赵'], reached: false })
    await here.leave(group, 'removed')
    await here.pass(1_000)
    expect(here.news('小赵')).toEqual([])
    expect(here.news('值班群').at(-1)).toContain('其中 1 件没有能私聊通知的负责人')
  })

  test('with nobody to tell, the operators are told how much reaches nobody', async () => {
    const here = await watching()
    await here.leave(group, 'removed')
    await here.pass(1_000)
    expect(here.news('值班群')).toEqual([
      expect.stringContaining('收不到我的消息了'),
      expect.stringMatching(
        /那里看着 1 件，其中 1 件没有能私聊通知的负责人.*最近的是 12-02 周三 m1公司 许可证续期申请/,
      ),
    ])
  })

  test('a person who blocks the bot while something is watched there is told of to the operators', async () => {
    const here = await people({ date: '2026-08-03', time: '09:30' })
    await here.say('小林', '小林', '我们的证2027年3月2日到期')
    await here.press('小林', '小林', '设置提醒')
    await here.leave('小林', 'blocked')
    await here.pass(1_000)
    expect(here.news('值班群')).toEqual([expect.stringContaining('没有能私聊通知的负责人')])
    await here.rejoin('小林')
    expect(here.news('小林').at(-1)).toContain('我回来了，继续提醒 1 件事')
  })

  test('whoever speaks to it in a group that was closed is told that it is back, once', async () => {
    const here = await watching(['小赵'])
    await here.leave(group, 'muted')
    await here.pass(hourMs)
    here.news(group)
    await here.say('小赵', group, '注册资本要多少')
    const told = here.news(group)
    expect(told.filter((text) => text.includes('我回来了，继续提醒 1 件事'))).toHaveLength(1)
    await here.say('小赵', group, '要几个人')
    expect(here.news(group).filter((text) => text.includes('我回来了'))).toEqual([])
  })

  test('closing again and again is told once a day', async () => {
    const here = await watching(['小赵'])
    for (let time = 0; time < 3; time++) {
      await here.leave(group, 'muted')
      await here.pass(hourMs)
      await here.say('小赵', group, '/due')
    }
    expect(here.news('小赵')).toHaveLength(1)
    await here.leave(group, 'muted')
    await here.pass(hourMs)
    expect(here.news('小赵')).toEqual([])
    await here.pass(dayMs)
    expect(here.news('小赵')).toHaveLength(1)
  })

  test('where nothing is watched nobody but the operators is told, and coming back says nothing', async () => {
    const here = await people({ date: '2026-08-03', time: '09:30' })
    await here.say('王经理', group, '/start')
    await here.leave(group, 'removed')
    await here.pass(1_000)
    expect(here.news('值班群')).toHaveLength(1)
    here.news(group)
    await here.rejoin(group)
    expect(here.news(group)).toEqual([])
  })
})
