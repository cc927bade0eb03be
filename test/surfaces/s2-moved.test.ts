import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { groupSurfaceNames } from './group-surfaces.js'
import { endOf, storyOn, type Story } from './story.js'
import { operatorsSeat, type Seat } from './surface.js'

const knowledge = await shipped()
const group = '合规群'
const manager: Seat = { person: '王经理', group }
const successor: Seat = { person: '赵主任', group }

const dayMs = 24 * 3_600_000

describe.each(groupSurfaceNames)('a licence that is watched in a group on %s', (name) => {
  let story: Story

  const watchedFrom = async (begins: string): Promise<void> => {
    story = await storyOn(name, begins, { knowledge })
    await story.here.join(manager)
    await story.here.appoint(manager, [manager.person])
    await story.says(manager, '我们的证 2027年3月2日到期')
    await story.presses(manager, '设置提醒')
  }
  afterEach(async () => {
    expect(await endOf(story)).toEqual([])
  })

  describe('S2.10: while the holidays of the next year are not known', () => {
    beforeEach(() => watchedFrom('2026-09-10T10:00'))

    test('operators are warned from 1 December on, and days of January are provisional', async () => {
      const { here, says, presses, until, told } = story
      const warning = '还没有 2027 年的放假安排'
      expect(await told(operatorsSeat, here.today)).not.toContain(warning)
      // The plan shows what comes first: with the renewal filed that is January.
      await says(manager, '今天续期交了')
      await presses(manager, '确认记下')
      const plan = await says(manager, '/plan')
      expect(plan).toMatch(/2027-01-\d\d 周. 你们 电信业务经营信息年报（[^）]*暂定[^）]*）/)
      expect(plan).not.toMatch(/\n[^\n]*(?:09|10|11|12)-\d\d 周.[^\n]*暂定/)
      expect(plan).toContain('要等那一年的放假安排公布后才能定，定了会告诉你')
      await until(operatorsSeat, '2026-11-30T09:00')
      expect(await told(operatorsSeat, here.today)).not.toContain(warning)
      await until(operatorsSeat, '2026-12-01T09:00')
      expect(await told(operatorsSeat, here.today)).toContain(warning)
    })
  })

  describe('S2.11: in a group that changes', () => {
    beforeEach(() => watchedFrom('2026-11-21T10:00'))

    /** How often it is told of, day by day at the hour at which it begins. */
    const toldOn = async (days: number): Promise<readonly number[]> => {
      const counts: number[] = []
      for (let day = 0; day < days; day += 1) {
        const came = await story.came(manager, () => story.here.pass(dayMs))
        counts.push(came.filter(({ text }) => text.includes('许可证续期申请：')).length)
      }
      return counts
    }

    test('reminders keep arriving, under another name and with other people', async () => {
      const { here, told, says, presses } = story
      const first = await toldOn(4)
      expect(await told(manager, () => here.rename(manager, '法务与合规'))).toBe('')
      const second = await toldOn(2)
      expect(await told(manager, () => here.handOver(manager, successor.person))).toBe('')
      const third = await toldOn(5)
      // From Saturday 2026-11-21 on: 25 and 27 November, 1 and 2 December.
      expect([...first, ...second, ...third]).toEqual([0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1])
      expect(await presses(successor, '准备中')).toContain('标记准备中')
      // Who may, is asked of the group as it is now.
      await here.appoint(successor, [successor.person])
      await says(successor, '/licence')
      await presses(successor, '1. 你们的许可证')
      expect(await presses(successor, '改到期日')).not.toContain('只有本群的管理员')
    })

    test('a bot that may speak again says so, and what was missed', async () => {
      const { here, told, until } = story
      await here.mute(manager, true)
      await until(manager, '2026-11-25T09:00')
      expect(await told(manager, () => here.mute(manager, false))).toMatch(
        /我回来了，继续提醒 1 件事，下一个是 12-02 周三 你们 许可证续期申请/,
      )
      expect(here.shown(manager).at(-1)?.text).toContain('许可证续期申请：还有 7 天')
    })
  })
})
