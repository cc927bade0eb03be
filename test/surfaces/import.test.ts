import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { faulty, sheetOf } from '../chat/sheets.js'
import { cameOf, textOf } from './came-of.js'
import { groupSurfaceNames, openGroups } from './group-surfaces.js'
import type { GroupSurface } from './group-surface.js'
import { surfaceNames, type Seat, type Shown, type Surface } from './surface.js'
import { surfaces } from './surfaces.js'

const knowledge = await shipped()

const file = (count: number, ...more: readonly string[]) => ({
  name: '客户.csv',
  text: sheetOf(count, ...more),
})

const labelsOf = (came: readonly Shown[]): readonly string[] =>
  came.flatMap(({ buttons }) => buttons.map(({ label }) => label))
const keptIn = async ({ store }: Surface): Promise<number> => (await store.matters(undefined, 1_000)).length

describe.each(surfaceNames)('a table of 120 licences on %s', (name) => {
  let here: Surface
  const adviser: Seat = { person: '李顾问' }

  beforeEach(async () => {
    here = await surfaces[name]({ knowledge })
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    expect(here.leaks()).toEqual([])
    await here.end()
  })

  test('is tried, mended but for one row, imported without it by choice, and taken back', async () => {
    await cameOf(here, adviser, () => here.say(adviser, '/start'))
    const tried = await cameOf(here, adviser, () => here.sendFile(adviser, file(111, ...faulty)))
    expect(textOf(tried)).toContain('新的 111 张，有错 9 行')
    const places = [...textOf(tried).matchAll(/第 (\d+) 行 ([A-Z]) 列/g)]
    expect(places.map(([, row, column]) => `${row}${column}`)).toEqual([
      '113F',
      '114F',
      '115D',
      '116B',
      '117F',
      '118F',
      '119C',
      '120A',
      '121F',
    ])
    expect(labelsOf(tried)).toEqual(['只导入没有错的 111 张', '取消'])
    expect(await keptIn(here)).toBe(0)

    await cameOf(here, adviser, () => here.sendFile(adviser, file(119, ...faulty.slice(0, 1))))
    expect(await keptIn(here)).toBe(0)
    const done = await cameOf(here, adviser, () => here.press(adviser, '只导入没有错的 119 张'))
    expect(textOf(done)).toMatch(/✓ 已导入 119 张[^]*第 121 行 F 列/)
    expect(await keptIn(here)).toBe(119)

    const again = await cameOf(here, adviser, () => here.sendFile(adviser, file(119)))
    expect(textOf(again)).toContain('119 张都一样，没有要改的')
    if (here.traits.pressesLastOnly) return
    const undone = await cameOf(here, adviser, () => here.press(adviser, '撤销这次导入'))
    expect(textOf(undone)).toContain('✓ 已撤销：119 张不再提醒')
    const [matter] = await here.store.matters(undefined, 1)
    expect(matter?.watches).toEqual([])
  })
})

describe.each(groupSurfaceNames)('in a group on %s', (name) => {
  let here: GroupSurface
  const group = '客户群'
  const manager: Seat = { person: '王经理', group }
  const member: Seat = { person: '小赵', group }

  beforeEach(async () => {
    here = await openGroups[name]({ knowledge })
    await here.appoint(manager, [manager.person])
  })
  afterEach(async () => {
    expect(here.violations()).toEqual([])
    await here.end()
  })

  test('a table counts that replies to the bot, from who manages the group', async () => {
    const [said] = await cameOf(here, manager, () => here.say(manager, '/licence'))
    if (said === undefined) throw new Error('the bot said nothing')
    const silent = await cameOf(here, manager, () => here.sendFile(manager, file(2), { called: false }))
    expect(silent).toEqual([])
    const refused = await cameOf(here, member, () => here.sendFile(member, file(2), { replyTo: said }))
    expect(textOf(refused)).toContain('只有本群的管理员或群主可以登记证照')
    await cameOf(here, manager, () => here.sendFile(manager, file(2), { replyTo: said }))
    await cameOf(here, member, () => here.press(member, '导入'))
    expect([here.toast(), await keptIn(here)]).toEqual(['这是别人的按钮。你可以自己问一次。', 0])
    await cameOf(here, manager, () => here.press(manager, '导入'))
    expect(await keptIn(here)).toBe(2)
  })
})
