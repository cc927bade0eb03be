import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { groupSurfaceNames } from './group-surfaces.js'
import { endOf, storyOn, type Story } from './story.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const person = '李顾问'
const adviser: Seat = { person }
const group = '甲公司群'
const adviserThere: Seat = { person, group }
const owner: Seat = { person: '小赵', group }

describe.each(groupSurfaceNames)('S3.11: clients leave, on %s', (name) => {
  let story: Story

  beforeEach(async () => {
    story = await storyOn(name, '2026-11-21T10:00', { knowledge })
    await story.here.appoint(adviserThere, [person])
    await watched(adviserThere, '甲公司')
    for (const client of ['乙公司', '丙公司']) await watched(adviser, client)
    await watchedByAdviserToo('甲公司')
  })
  afterEach(async () => {
    expect(await endOf(story)).toEqual([])
  })

  const watched = async (seat: Seat, client: string): Promise<void> => {
    await story.says(seat, `${client}的证2027年3月2日到期`)
    expect(await story.presses(seat, '设置提醒')).toContain('✓ 已设置提醒')
  }
  const watchesOf = async (client: string) => {
    const all = await story.here.store.matters(undefined, 100)
    return all.find(({ matter }) => matter.holder === client)
  }
  /** As an operator's table leaves it that names his chat, too. */
  const watchedByAdviserToo = async (client: string): Promise<void> => {
    const [its, chat] = [await watchesOf(client), (await watchesOf('乙公司'))?.watches[0]?.chat]
    if (its === undefined || chat === undefined) throw new Error('not watched')
    const watch = { keepers: [], ladders: {} }
    const changed = { kind: 'watch-changed' as const, matter: its.matter.id, chat, watch }
    await story.here.store.change([changed], story.here.clock.now())
  }
  const inCharge = async (seat: Seat): Promise<void> => {
    const alone: Seat = { person: seat.person }
    await story.says(alone, '/start')
    await story.says(adviserThere, '/licence')
    await story.presses(adviserThere, '1. 甲公司的许可证')
    await story.presses(adviserThere, '负责人')
    const code = await story.told(alone, () => story.presses(seat, '我来负责'))
    expect(await story.says(seat, /：(\d{4})$/m.exec(code)?.[1] ?? '没有收到')).toContain('小赵')
  }

  test('their group is told who watches now, and what is kept or erased is chosen', async () => {
    const { says, presses, told, until } = story
    await inCharge(owner)
    expect(await says(adviser, '停止服务 甲公司')).toMatch(/要停止服务吗？甲公司[^]*记录可以保留；也可以删除/)
    // The record is theirs as well: it cannot be erased from here.
    expect(await presses(adviser, '停止，删除记录')).toContain('不能删除：甲公司')
    const group = await told(adviserThere, () => presses(adviser, '停止，保留记录'))
    expect(group).toMatch(/甲公司的许可证：另一边停止了服务[^]*现在由这里看着，负责人：@?小赵/)

    await says(adviser, '停止服务 乙公司')
    await presses(adviser, '停止，删除记录')
    expect(await presses(adviser, '确认停止并删除')).toContain('✓ 已停止服务并删除：乙公司')
    expect(await watchesOf('乙公司')).toBeUndefined()
    await says(adviser, '丙公司 停止服务')
    expect(await presses(adviser, '停止，保留记录')).toContain('✓ 已停止服务：丙公司（1 项），记录保留')
    expect((await watchesOf('丙公司'))?.watches).toEqual([])

    // From now on the group alone is told.
    const alone = story.here.shown(adviser).length
    expect(await until(adviserThere, '2026-11-25T09:00')).toContain('甲公司 许可证续期申请')
    expect(story.here.shown(adviser)).toHaveLength(alone)
    expect(await says(adviser, '/licence')).toContain('还没有登记证照')
  })
})
