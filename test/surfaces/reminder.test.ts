import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat, Shown } from './surface.js'

const knowledge = await shipped()

const group = '合规群'
const manager: Seat = { person: '王经理', group }
const member: Seat = { person: '小赵', group }

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** From the beginning, 2026-11-21 10:00, to one minute before the hour at which the group is told. */
const toTheEveOfMs = 4 * dayMs - 61 * minuteMs

describe.each(groupSurfaceNames)('a reminder on %s', (name) => {
  let here: GroupSurface

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
    await here.appoint(manager, [manager.person])
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  /** What is new in the group or was changed by what is done. */
  const cameOf = async (does: () => Promise<void>): Promise<readonly Shown[]> => {
    const before = here.shown(member)
    await does()
    await here.settle()
    return here
      .shown(member)
      .filter((one) => !before.some(({ id, edits }) => id === one.id && edits === one.edits))
  }
  const onlyOf = async (does: () => Promise<void>): Promise<Shown> => {
    const came = await cameOf(does)
    const [only] = came
    if (only === undefined || came.length > 1)
      throw new Error(`came: ${came.map(({ text }) => text).join('\n---\n')}`)
    return only
  }
  const registered = async (): Promise<void> => {
    await cameOf(() => here.say(manager, '我们的证2027年3月2日到期'))
    const card = await onlyOf(() => here.press(manager, '设置提醒'))
    expect(card.text).toContain('已设置提醒')
  }

  test('comes at its hour as one card, tells in place what was pressed, and ends when it is done', async () => {
    await registered()
    expect(await cameOf(() => here.pass(toTheEveOfMs))).toEqual([])

    const card = await onlyOf(() => here.pass(minuteMs))
    expect(card.text).toMatch(/许可证续期申请：还有 7 天[^]*要做：[^]*依据：/)
    expect(labelsOf(card)).toEqual(['已看到', '准备中', '已提交', '延后', '不办了', '看说明'])

    const seen = await onlyOf(() => here.press(member, '已看到'))
    expect(here.toast()).toContain('已看到')
    expect({ id: seen.id, edits: seen.edits }).toEqual({ id: card.id, edits: 1 })
    expect(seen.text).toMatch(/小赵 已在 11-25 09:\d\d 标记已看到/)
    expect(labelsOf(seen)).toContain('✓ 已看到')

    // Who has seen it has not done it: the next rung comes.
    const next = await onlyOf(() => here.pass(2 * dayMs))
    expect(next.text).toContain('许可证续期申请：还有 5 天')
    expect(next.id).not.toBe(card.id)

    await onlyOf(() => here.press(manager, '已提交'))
    const confirming = await onlyOf(() => here.press(manager, '今天 11-27'))
    expect(confirming.text).toContain('不再提醒：许可证续期申请')
    const done = await cameOf(() => here.press(manager, '确认记下'))
    expect(done.filter(({ text }) => text.includes('✓ 已办，2026-11-27')).map(({ id }) => id)).toEqual([
      card.id,
      next.id,
    ])

    const later: string[] = []
    for (let day = 0; day < 14; day++)
      later.push(...(await cameOf(() => here.pass(dayMs))).map(({ text }) => text))
    expect(later.filter((text) => text.includes('许可证续期申请'))).toEqual([])
    expect(later.filter((text) => text.includes('续期决定跟踪'))).toHaveLength(1)
  })

  test('is what a reply to it is about, where the words alone fit several', async () => {
    for (const sentence of ['甲公司的证2027年3月2日到期', '乙公司的证2028年8月30日到期']) {
      await cameOf(() => here.say(manager, sentence))
      await onlyOf(() => here.press(manager, '设置提醒'))
    }
    await here.pass(toTheEveOfMs)
    const card = await onlyOf(() => here.pass(minuteMs))
    const asked = await onlyOf(() => here.say(manager, '今天续期交了'))
    expect(asked.text).toContain('说的是哪一个')
    const meant = await onlyOf(() => here.say(manager, '今天续期交了', { replyTo: card }))
    expect(meant.text).toContain('要记下吗？甲公司的许可证')
  })

  test('who does not manage the group may not say that it is done, and is told who may', async () => {
    await registered()
    await here.pass(toTheEveOfMs)
    await cameOf(() => here.pass(minuteMs))
    expect(await cameOf(() => here.press(member, '已提交'))).toEqual([])
    expect(here.toast()).toContain('只有本群的管理员、群主或这项期限的负责人可以')
  })

  test('who does not manage the group may have nothing watched there, and is told who may', async () => {
    const refusal = await onlyOf(() => here.say(member, '我们的证2027年3月2日到期'))
    expect(refusal.text).toContain('只有本群的管理员或群主可以登记')
    await cameOf(() => here.say(manager, '我们的证2027年3月2日到期'))
    expect(await cameOf(() => here.press(member, '设置提醒'))).toEqual([])
    expect(here.toast()).toContain('这是别人的按钮')
    await here.appoint(manager, [])
    await here.pass(2 * minuteMs)
    const tooLate = await onlyOf(() => here.press(manager, '设置提醒'))
    expect(tooLate.text).toContain('只有本群的管理员或群主可以登记')
  })
})

const labelsOf = ({ buttons }: Shown): readonly string[] => buttons.map(({ label }) => label)
