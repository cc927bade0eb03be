import { afterEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { head } from '../cli/tables.js'
import { groupSurfaceNames } from './group-surfaces.js'
import { endOf, storyOn, type Story } from './story.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const person = '李顾问'
const alone: Seat = { person }

/** Seventeen clients of whom there is something to be said on one Wednesday, 2026-11-25, nearest last. */
const expiries = ['2027-05-24', '2027-03-25', '2027-03-10', '2027-03-02'] as const
const clients = Array.from({ length: 17 }, (_, at) => ({
  name: `${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午'[at] ?? ''}公司`,
  expires: expiries[at % 4] ?? '',
}))
/** As many as it takes to see that none is told of another. */
const withGroups = clients.slice(0, 5)
const groupOf = (client: string): Seat => ({ person, group: `${client}群` })

describe.each(groupSurfaceNames)('S3: one adviser and the groups of his clients, on %s', (name) => {
  let story: Story

  afterEach(async () => {
    expect(await endOf(story)).toEqual([])
  })

  const watchedIn = async (seat: Seat, client: string, expires: string): Promise<void> => {
    await story.here.appoint(seat, [person])
    await story.says(seat, `${client}的证${expires}到期`)
    expect(await story.presses(seat, '设置提醒')).toContain('✓ 已设置提醒')
  }

  test('S3.6: on one morning he has one card, nearest first, and each group its own', async () => {
    story = await storyOn(name, '2026-11-24T10:00', { knowledge })
    await story.says(alone, '/start')
    const rows = clients.map(
      ({ name, expires }, at) => `${name},B2-202201${at + 10},全国,,2022${expires.slice(4)},${expires},`,
    )
    await story.sends(alone, [head, ...rows].join('\r\n'))
    expect(await story.presses(alone, '导入')).toContain('✓ 已导入 17 张')
    for (const client of withGroups) await watchedIn(groupOf(client.name), client.name, client.expires)

    const before = new Map(withGroups.map(({ name }) => [name, story.here.shown(groupOf(name)).length]))
    const [card, ...more] = await story.came(alone, () => passTo(story, '2026-11-25T09:00'))
    expect(more).toEqual([])
    expect(card?.text).toContain('有 17 项期限要看，最近的在前')
    const days = [...(card?.text ?? '').matchAll(/法定最后一日 (?:2027-)?(\d\d-\d\d)/g)].map(
      ([, day = '']) => day,
    )
    expect(days).toEqual([
      ...Array.from({ length: 4 }, () => '12-02'),
      ...Array.from({ length: 4 }, () => '12-10'),
      ...Array.from({ length: 4 }, () => '12-25'),
      ...Array.from({ length: 5 }, () => '02-23'),
    ])
    for (const { name } of withGroups) {
      const told = story.here.shown(groupOf(name)).slice(before.get(name))
      expect(told).toHaveLength(1)
      const named = clients.filter((other) => told[0]?.text.includes(other.name))
      expect(named.map((other) => other.name)).toEqual([name])
    }
  }, 60_000)

  test('S3.8: hours of one group are its own', async () => {
    story = await storyOn(name, '2026-11-24T10:00', { knowledge })
    await watchedIn(groupOf('甲公司'), '甲公司', '2027年3月2日')
    await watchedIn(groupOf('乙公司'), '乙公司', '2027年3月2日')
    const [urumqi, other] = [groupOf('甲公司'), groupOf('乙公司')]
    expect(await story.says({ ...urumqi, person: '小钱' }, '提醒时间改成10:30到19:30')).toContain(
      '只有本群的管理员',
    )
    expect(await story.says(urumqi, '提醒时间改成10:30到19:30')).toMatch(
      /每天 10:30（原来 09:00）[^]*19:30 到 10:30/,
    )
    expect(await story.presses(urumqi, '确认修改')).toContain('✓ 已修改')

    expect(await story.until(other, '2026-11-25T09:00')).toContain('乙公司 许可证续期申请')
    expect(await story.until(urumqi, '2026-11-25T10:29')).toBe('')
    expect(await story.until(urumqi, '2026-11-25T10:30')).toContain('甲公司 许可证续期申请')
    expect(await story.says(other, '/ladder')).toContain('每天 09:00 提醒，免打扰 21:00 到 08:30')
  })
})

const passTo = ({ here }: Story, time: string): Promise<void> =>
  here.pass(Date.parse(`${time}:00+08:00`) - here.clock.now())
