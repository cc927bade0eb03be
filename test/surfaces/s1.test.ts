import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat, Shown } from './surface.js'

const knowledge = await shipped()
const lin: Seat = { person: '小林' }
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** S1.20 to S1.23, from 2026-11-21, a Saturday, at ten; and what becomes of the application in the end. */
describe.each(groupSurfaceNames)('an application on %s', (name) => {
  let here: GroupSurface

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  /** What is new or was changed by what is done. */
  const cameOf = async (does: () => Promise<void>): Promise<readonly Shown[]> => {
    const before = here.shown(lin)
    await does()
    await here.settle()
    return here
      .shown(lin)
      .filter((one) => !before.some(({ id, edits }) => id === one.id && edits === one.edits))
  }
  const textOf = async (does: () => Promise<void>): Promise<string> =>
    (await cameOf(does)).map(({ text }) => text).join('\n')
  const say = (text: string) => textOf(() => here.say(lin, text))
  const press = (label: string) => textOf(() => here.press(lin, label))
  /** What is said on each day at the hour at which it begins. */
  const days = async (count: number): Promise<string> => {
    let said = ''
    for (let day = 0; day < count; day += 1) said += await textOf(() => here.pass(dayMs))
    return said
  }

  test('is watched step by step, and the licence it was for after it', async () => {
    expect(await say('今天交材料了')).toContain('要给你们的申请设置提醒吗')
    expect(await press('设置提醒')).toContain('✓ 已设置提醒')
    expect(await say('/plan')).toContain('新申请：受理或补正告知')

    expect(await days(7)).toContain('看系统里的状态')
    await say('收到补正通知')
    expect(await press('今天 11-28')).toContain('要记下吗')
    expect(await press('确认记下')).toContain('✓ 已记下')
    expect(await say('补正截止12月5日')).toContain('2026-12-05')
    await press('确认记下')
    // A Saturday: the last day that the notice gives is spoken of all the same.
    expect(await days(7)).toContain('补正材料：今天是通知书上的最后一日')

    await press('延后')
    await press(here.shown(lin).at(-1)?.buttons[0]?.label ?? '')
    expect(here.toast()).toContain('会越过通知书上的最后一日')
    expect(await press(here.shown(lin).at(-1)?.buttons[0]?.label ?? '')).toContain('已确认越过最后一日')
    const done = await say('已补正')
    expect(done).toContain('补正材料是哪天交的')
    expect(await press('今天 12-05')).toContain('不再提醒：补正材料')
    await press('确认记下')
    expect(await days(3)).not.toContain('补正材料')

    await say('今天批准了')
    expect(await press('确认记下')).toContain('批准后经营范围变更登记')
    await say('今天经营范围改好了')
    await press('确认记下')
    const card = await say('今天领到许可证了，编号京B2-20260123，有效期到2031年12月7日')
    expect(card).toMatch(/同时登记这张许可证[^]*京B2-20260123[^]*最后申请日/)
    expect(await press('确认记下')).toMatch(/你们的申请办完了，不再提醒[^]*✓ 已登记这张许可证/)
    const listed = await say('/licence')
    expect([listed.includes('你们的许可证'), listed.includes('你们的申请')]).toEqual([true, false])
    expect(await days(9)).toContain('电信业务经营信息年报')
  })
})
