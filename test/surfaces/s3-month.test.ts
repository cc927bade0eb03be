import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { groupSurfaceNames } from './group-surfaces.js'
import { endOf, storyOn, type Story } from './story.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const group = '客户群'
const adviser: Seat = { person: '李顾问', group }
const owner: Seat = { person: '小赵', group }

describe.each(groupSurfaceNames)('S3.14: the end of a month on %s', (name) => {
  let story: Story

  beforeEach(async () => {
    story = await storyOn(name, '2026-11-02T10:00', { knowledge })
    await story.here.appoint(adviser, [adviser.person])
    for (const [client, day] of [
      ['甲公司', '2027年3月2日'],
      ['乙公司', '2027年2月15日'],
      ['丙公司', '2027年11月30日'],
    ]) {
      await story.says(adviser, `${client ?? ''}的证${day ?? ''}到期`)
      await story.presses(adviser, '设置提醒')
    }
  })
  afterEach(async () => {
    expect(await endOf(story)).toEqual([])
  })

  const inCharge = async (client: string, ...seats: readonly Seat[]): Promise<void> => {
    await story.says(adviser, `/licence ${client}`)
    await story.presses(adviser, `1. ${client}的许可证`)
    await story.presses(adviser, '负责人')
    for (const seat of seats) {
      const alone: Seat = { person: seat.person }
      await story.says(alone, '/start')
      const code = await story.told(alone, () => story.presses(seat, '我来负责'))
      await story.says(seat, /：(\d{4})$/m.exec(code)?.[1] ?? '没有收到')
    }
  }

  const monthly = (): Promise<string> => story.told(adviser, () => story.here.today())

  test('tells by client what was sent, answered in two days, passed on and is over', async () => {
    const { says, presses, until } = story
    await inCharge('乙公司', owner, adviser)
    // Of 乙公司 nobody answers: after two working days it goes on to the next.
    expect(await until(adviser, '2026-11-04T10:00')).toMatch(/李顾问 乙公司 许可证续期申请/)
    await until(adviser, '2026-11-17T09:00')
    await until(adviser, '2026-11-18T10:00')
    await presses(adviser, '2. 甲公司 许可证续期申请')
    expect(await presses(adviser, '准备中')).toContain('标记准备中')
    await until(adviser, '2026-11-30T09:00')

    const report = await says(adviser, '月报')
    expect(report).toMatch(
      /^2026 年 11 月月报（到今天）：提醒 \d+ 次，两天内有回应 1 次，转给下一位 2 次，逾期 2 项/,
    )
    const [first, second, third] = report.split('\n').filter((line) => line.includes('公司：'))
    expect(first).toMatch(/乙公司：提醒 \d+ 次，两天内有回应 0 次，转给下一位 2 次，逾期 2 项/)
    expect(second).toMatch(/甲公司：提醒 \d+ 次，两天内有回应 1 次，转给下一位 0 次，逾期 0 项/)
    expect(third).toMatch(/丙公司：提醒 1 次，两天内有回应 0 次/)
    expect(await presses(adviser, '发表格')).toContain('2026 年 11 月月报')

    // Nobody has to ask: it comes once the month is over.
    await until(adviser, '2026-12-01T10:00')
    const over = await monthly()
    expect(over).toMatch(/2026 年 11 月月报：提醒 \d+ 次，两天内有回应 1 次，转给下一位 2 次，逾期 2 项/)
    expect(over).toMatch(/乙公司：提醒 \d+ 次/)
    expect(await says(adviser, '上月月报')).toMatch(/^2026 年 11 月月报：/)
  })

  test('comes no more once it is not wanted, and again once it is', async () => {
    const { says, presses, until } = story
    await until(adviser, '2026-12-01T10:00')
    expect(await monthly()).toContain('2026 年 11 月月报：')
    expect(await presses(adviser, '不用每月发月报')).toContain('以后不主动发月报了')
    await until(adviser, '2027-01-04T10:00')
    expect(await monthly()).toBe('')
    expect(await says(adviser, '每月发月报')).toContain('每月第一个工作日发上个月的月报')
    await until(adviser, '2027-02-01T10:00')
    expect(await monthly()).toContain('2027 年 1 月月报：')
  })
})
