import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import type { GroupSurface } from './group-surface.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { Seat, Shown } from './surface.js'

const knowledge = await shipped()

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** From the beginning, 2026-11-21 10:00, past the hour at which chats are told. */
const toTheReminderMs = 4 * dayMs - 59 * minuteMs

const person = '李顾问'
const alone: Seat = { person }
const groupOfA: Seat = { person, group: '甲公司群' }
const groupOfB: Seat = { person, group: '乙公司群' }

describe.each(groupSurfaceNames)('a consultant with several clients on %s', (name) => {
  let here: GroupSurface

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  /** What is new in the chat or was changed by what is done; a minute passes, so that nobody is in haste. */
  const cameIn = async (seat: Seat, does: () => Promise<void>): Promise<readonly Shown[]> => {
    await here.pass(minuteMs)
    const before = here.shown(seat)
    await does()
    await here.settle()
    return here
      .shown(seat)
      .filter((one) => !before.some(({ id, edits }) => id === one.id && edits === one.edits))
  }
  const textIn = async (seat: Seat, does: () => Promise<void>): Promise<string> =>
    (await cameIn(seat, does)).map(({ text }) => text).join('\n')
  const says = (seat: Seat, text: string, replyTo?: Shown): Promise<string> =>
    textIn(seat, () => here.say(seat, text, replyTo === undefined ? {} : { replyTo }))
  const presses = (seat: Seat, label: string): Promise<string> => textIn(seat, () => here.press(seat, label))

  const registered = async (seat: Seat, client: string, day: string): Promise<void> => {
    await says(seat, `${client}的证${day}到期`)
    expect(await presses(seat, '设置提醒')).toContain('已设置提醒')
  }

  test('one press notes what was handed in for all that a reminder told of, on its card, too', async () => {
    for (const client of ['甲公司', '乙公司', '丙公司', '丁公司'])
      await registered(alone, client, '2027年3月2日')
    await says(alone, '丁公司 昨天续期交了')
    await presses(alone, '确认记下')
    const [reminder] = await cameIn(alone, () => here.pass(toTheReminderMs))
    if (reminder === undefined) throw new Error('no reminder came')
    expect(reminder.text).toContain('有 3 项期限要看')

    const asked = await says(alone, '甲公司、乙公司、丙公司和丁公司今天都续期交了')
    expect(asked).toMatch(/3 家[^]*这 1 个不能一起记[^]*丁公司 许可证续期申请：✓ 已办，2026-11-20/)
    expect(await presses(alone, '去掉 3. 丙公司')).toContain('2 家')

    const after = await cameIn(alone, () => here.press(alone, '这2家都记上'))
    const card = after.find(({ id }) => id === reminder.id)
    expect(card?.text.match(/✓ 已办，2026-11-25/g)).toHaveLength(2)
    expect(after.map(({ text }) => text).join()).toContain('✓ 已记下 2 家')

    const back = await cameIn(alone, () => here.press(alone, '全部撤销'))
    expect(back.find(({ id }) => id === reminder.id)?.text).not.toContain('✓ 已办')
    expect(back.map(({ text }) => text).join()).toContain('已撤销 2 家')
  })

  test('of one client nothing is found or done in the group of another', async () => {
    for (const seat of [groupOfA, groupOfB]) await here.appoint(seat, [person])
    await registered(groupOfA, '甲公司', '2027年3月2日')
    await registered(groupOfB, '乙公司', '2027年3月9日')
    const [reminder] = await cameIn(groupOfA, () => here.pass(toTheReminderMs))
    if (reminder === undefined) throw new Error('no reminder came')
    expect(reminder.text).toContain('甲公司')
    await says(groupOfA, '/due 90')

    const before = await here.store.matters(undefined, 100)
    const said: string[] = []
    for (const text of [
      '甲公司 今天续期交了',
      '/due 90 甲公司',
      '甲公司和乙公司今天都续期交了',
      '停止服务 甲公司',
      '甲公司来得及续吗',
      '月报',
      '全部准备中',
    ])
      said.push(await says(groupOfB, text))
    said.push(await says(groupOfB, '今天续期交了', reminder))
    for (const { token } of reminder.buttons) {
      said.push(await textIn(groupOfB, () => here.forge(groupOfB, token)))
      said.push(here.toast())
    }
    expect(
      said.filter((text) => text.includes('要记下吗？甲公司') || /甲公司.*(?:许可证|2027)/.test(text)),
    ).toEqual([])
    expect(said.filter((text) => text.includes('2027-03-02'))).toEqual([])
    const after = await here.store.matters(undefined, 100)
    expect(after.map(({ matter, watches }) => [matter.log, watches])).toEqual(
      before.map(({ matter, watches }) => [matter.log, watches]),
    )
  })

  test('where another chat watches it too, it is told that it is up to them, and nothing is erased', async () => {
    await here.appoint(groupOfB, [person])
    await registered(alone, '甲公司', '2027年3月2日')
    await registered(groupOfB, '乙公司', '2027年3月9日')
    const all = await here.store.matters(undefined, 100)
    const [ofA, ofB] = ['甲公司', '乙公司'].map((holder) =>
      all.find(({ matter }) => matter.holder === holder),
    )
    const chat = ofB?.watches[0]?.chat
    if (ofA === undefined || chat === undefined) throw new Error('not watched')
    const watch = { keepers: [], ladders: {} }
    const now = here.clock.now()
    await here.store.change([{ kind: 'watch-changed', matter: ofA.matter.id, chat, watch }], now)

    expect(await says(alone, '停止服务 甲公司')).toContain('要停止服务吗？甲公司')
    expect(await presses(alone, '停止，删除记录')).toContain('不能删除：甲公司')
    const told = await textIn(groupOfB, () => here.press(alone, '停止，保留记录'))
    expect(told).toMatch(/甲公司的许可证：另一边停止了服务[^]*现在由这里看着，还没有负责人/)
    expect((await here.store.watchersOf([ofA.matter.id])).map((one) => one.watch.chat)).toEqual([chat])
  })
})
