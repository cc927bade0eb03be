import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const manager: Seat = { person: '王经理', group: '合规群' }
const minuteMs = 60_000

/** S2.13 to S2.17: the application is filed and granted, the report is due; or nobody does anything. */
describe.each(groupSurfaceNames)('王经理 on %s', (name) => {
  let here: GroupSurface

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
    await here.join(manager)
    await here.appoint(manager, [manager.person])
    await here.settle()
    await said('我们的证 2027年3月2日到期')
    await pressed('设置提醒')
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  /** What is new in the group or was changed by what is done, as one text. */
  const cameOf = async (does: () => Promise<unknown>): Promise<string> => {
    const before = here.shown(manager)
    await does()
    await here.settle()
    return here
      .shown(manager)
      .filter((one) => !before.some(({ id, edits }) => id === one.id && edits === one.edits))
      .map(({ text }) => text)
      .join('\n---\n')
  }
  const said = async (text: string): Promise<string> => {
    await here.pass(minuteMs)
    return cameOf(() => here.say(manager, text))
  }
  const pressed = async (label: string): Promise<string> => {
    await here.pass(minuteMs)
    return cameOf(() => here.press(manager, label))
  }
  const passTo = (time: string): Promise<string> =>
    cameOf(() => here.pass(Date.parse(`${time}:00+08:00`) - here.clock.now()))

  test('files, is granted, and reports; the next licence is watched on', async () => {
    expect(await passTo('2026-11-25T09:00')).toContain('许可证续期申请')
    expect(await pressed('已提交')).toContain('哪天提交的')
    expect(await said('2027年1月1日')).toContain('还没到')
    expect(await pressed('今天 11-25')).toContain('要记下吗')
    expect(await said('受理号 20261125')).toContain('受理号：20261125')
    expect(await pressed('确认记下')).toMatch(/✓ 已办，2026-11-25[^]*接着提醒：[^]*续期决定跟踪：2027-03-02/)

    await passTo('2026-12-30T10:00')
    expect(await said('拿到新证了，有效期到2032年3月2日')).toContain('哪天批准的')
    expect(await pressed('今天 12-30')).toContain('要记下吗')
    // Five years on: the next cycle is counted from the new day.
    expect(await pressed('确认记下')).toMatch(/许可证续期申请：2031-12-0\d/)
    expect(await said('/licence')).toContain('2032-03-02 到期')

    expect(await passTo('2027-01-05T09:00')).toMatch(/电信业务经营信息年报[^]*03-31/)
    await passTo('2027-02-01T09:00')
    expect(await said('年报今天报送了')).toContain('报送信息年报：2027-02-01')
    expect(await pressed('确认记下')).toContain('不再提醒：电信业务经营信息年报')
    expect(await passTo('2027-04-05T09:00')).not.toContain('年报')
    expect(await passTo('2027-12-17T09:00')).toContain('电信业务经营信息年报')

    expect(await said('证据')).toContain('chizheng verify')
  }, 60_000)

  test('hears what to do now when the last day to apply has passed', async () => {
    expect(await passTo('2026-12-02T09:00')).toContain('今天是法定最后一日')
    expect(await passTo('2026-12-03T09:00')).toMatch(/已过 1 天[^]*马上联系原发证机关[^]*第二十七条/)
    expect(await passTo('2026-12-04T09:00')).toMatch(/可能不予延续，到期后注销[^]*第二十七条/)
  }, 60_000)
})
