import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import { operatorsSeat, type Seat } from './surface.js'

const knowledge = await shipped()

const group = '合规群'
const manager: Seat = { person: '王经理', group }
const owner: Seat = { person: '小赵', group }
const member: Seat = { person: '小钱', group }
const boss: Seat = { person: '老板', group: '老板群' }

const minuteMs = 60_000

describe.each(groupSurfaceNames)('王经理 on %s', (name) => {
  let here: GroupSurface

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
    here.clock.move(Date.parse('2026-05-20T01:30:00Z') - here.clock.now())
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  /** What is new in a chat or was changed by what is done, as one text. */
  const cameTo = async (seat: Seat, does: () => Promise<unknown>): Promise<string> => {
    const before = here.shown(seat)
    await does()
    await here.settle()
    return here
      .shown(seat)
      .filter((one) => !before.some(({ id, edits }) => id === one.id && edits === one.edits))
      .map(({ text }) => text)
      .join('\n---\n')
  }
  const said = async (seat: Seat, text: string): Promise<string> => {
    await here.pass(minuteMs)
    return cameTo(seat, () => here.say(seat, text))
  }
  const pressed = async (seat: Seat, label: string): Promise<string> => {
    await here.pass(minuteMs)
    return cameTo(seat, () => here.press(seat, label))
  }
  /** Until it is that time in China. */
  const passTo = (time: string): Promise<void> => here.pass(Date.parse(`${time}:00+08:00`) - here.clock.now())

  const keepersOpened = async (): Promise<string> => {
    await said(manager, '/licence')
    await pressed(manager, '1. 你们的许可证')
    return pressed(manager, '负责人')
  }
  /** Joins by the button, and tells in the group the number that came alone. */
  const joins = async (seat: Seat): Promise<string> => {
    const alone: Seat = { person: seat.person }
    const code = await cameTo(alone, () => pressed(seat, '我来负责'))
    return said(seat, /：(\d{4})$/m.exec(code)?.[1] ?? '没有收到')
  }

  test('sets up who is told, is told in order, and hears of what nobody answers', async () => {
    const introduced = await cameTo(manager, () => here.join(manager))
    await here.appoint(manager, [manager.person])
    await here.appoint(boss, [boss.person])
    for (const { person } of [owner, manager]) await said({ person }, '/start')
    expect(introduced).toMatch(/^大家好，我是持证[^]*到期提醒由群主或管理员设置/)
    for (const text of ['早', '证快到期了', '2027年3月2日'])
      expect(await cameTo(member, () => here.say(member, text, { called: false }))).toBe('')

    expect(await said(manager, '我们的证 2027年3月2日到期')).toMatch(
      /2027-03-02（周二）[^]*2026-12-02（周三）[^]*08-04/,
    )
    expect(await pressed(manager, '取消')).toContain('取消了')
    expect(await said(manager, '证是3月2号到期')).toContain('哪一年的3月2日')
    await said(manager, '2027')
    expect(await pressed(manager, '设置提醒')).toContain('已设置提醒')

    await keepersOpened()
    await joins(owner)
    expect(await joins(manager)).toMatch(/小赵：先提醒[^]*王经理：2 个工作日没有回应时提醒/)
    const alone: Seat = { person: manager.person }
    const sentence = await cameTo(alone, () => pressed(manager, '再提醒另一个群'))
    await said(boss, /接收提醒 [\w-]+/.exec(sentence)?.[0] ?? '没有收到')
    const agreed = await cameTo(manager, () => pressed(boss, '确认接收'))
    expect(agreed).toContain('另一个聊天接下了你们的许可证')

    const plan = await said(manager, '/plan')
    expect(plan).toContain('09-30 周三 你们 许可证续期申请（10-03 是放假，提前）')
    expect(plan).toMatch(/11-27 周五[^]*11-29 是周日，提前/)
    await said(member, '/licence')
    await pressed(member, '1. 你们的许可证')
    expect(await pressed(member, '改到期日')).toContain('只有本群的管理员或群主可以')

    const first = await cameTo(manager, () => passTo('2026-08-04T09:00'))
    expect(first).toContain('小赵')
    expect(first).toContain('许可证续期申请：法定最后一日 12-02 周三，还有 120 天')
    expect(await cameTo(manager, () => passTo('2026-08-05T10:00'))).toBe('')
    expect(await cameTo(manager, () => passTo('2026-08-06T09:00'))).toContain('王经理')

    await pressed(owner, '1. 你们 许可证续期申请')
    expect(await pressed(owner, '准备中')).toContain('标记准备中')
    await cameTo(member, () => here.press(member, '1. 你们 许可证续期申请', 'oldest'))
    await here.pass(minuteMs)
    expect(await cameTo(member, () => here.press(member, '已看到'))).not.toContain('小钱 已在')
    expect(here.toast()).toContain('标记准备中')

    // Only what nobody answered goes on: four working days after the first reminder.
    const toBosses = await cameTo(boss, () => passTo('2026-08-10T09:00'))
    expect(toBosses).toMatch(/开业与续期资格[^]*原来的聊天里没有人回应/)
    expect(toBosses).not.toContain('许可证续期申请')
    const answered = await cameTo(manager, () => pressed(boss, '已看到'))
    expect(answered).toMatch(/老板 已在 08-10 .* 标记已看到/)

    await passTo('2026-09-02T18:00')
    await here.settle()
    here.clock.move(Date.parse('2026-09-04T11:00:00+08:00') - here.clock.now())
    const late = await cameTo(manager, () => here.pass(0))
    expect(late.split('\n---\n')).toHaveLength(1)
    expect(late).toContain('停机期间错过：09-03 的提醒')
  }, 60_000)

  test('is told alone when the group takes nothing more, and the group when the bot is back', async () => {
    await here.join(manager)
    await here.settle()
    await here.appoint(manager, [manager.person])
    await said({ person: manager.person }, '/start')
    await said(manager, '我们的证 2027年3月2日到期')
    await pressed(manager, '设置提醒')
    const alone: Seat = { person: manager.person }
    const alarm = await cameTo(alone, async () => {
      await here.leave(manager, 'removed')
      await here.settle()
      await here.pass(minuteMs)
    })
    expect(alarm).toMatch(/提醒发不出去了：我被移出了那个群[^]*12-02 周三 你们 许可证续期申请/)
    expect(here.shown(operatorsSeat).some(({ text }) => text.includes('收不到我的消息了'))).toBe(true)
    expect(await pressed(alone, '在这里提醒我')).toContain('先在这里提醒你')
    const reminded = await cameTo(alone, () => passTo('2026-08-04T09:00'))
    expect(reminded).toContain('许可证续期申请')

    const told = await cameTo(alone, async () => {
      const back = await cameTo(manager, async () => {
        await here.join(manager)
        await here.settle()
        await here.pass(minuteMs)
      })
      expect(back).toMatch(
        /^我回来了，继续提醒 1 件事，下一个是 12-02 周三 你们 许可证续期申请，还有 120 天。/,
      )
    })
    expect(told).toContain('那个群又能收到提醒了')
    expect(await cameTo(alone, () => passTo('2026-09-03T09:00'))).toBe('')
    expect(here.shown(manager).at(-1)?.text).toContain('许可证续期申请')
  }, 60_000)
})
