import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { shipped } from '../chat/shipped.js'
import { head } from '../cli/tables.js'
import { groupSurfaceNames } from './group-surfaces.js'
import { endOf, storyOn, type Story } from './story.js'
import type { Seat } from './surface.js'

const knowledge = await shipped()
const adviser: Seat = { person: '李顾问' }

/** So many clients whose licences expire on a day, as rows of a table. */
const clients = (named: string, count: number, expires: string): readonly string[] =>
  Array.from(
    { length: count },
    (_, at) =>
      `${named}${at}公司,B2-${expires.slice(0, 4)}${expires.slice(5, 7)}${10 + at},全国,,${Number(expires.slice(0, 4)) - 5}${expires.slice(4)},${expires},`,
  )

/** Not in the order in which anything falls due: 119 of them. */
const table = [
  head,
  ...clients('远', 60, '2027-11-30'),
  ...clients('近', 40, '2027-03-02'),
  ...clients('过', 2, '2027-02-09'),
  ...clients('中', 16, '2027-04-20'),
  ...clients('险', 1, '2027-01-30'),
].join('\r\n')

describe.each(groupSurfaceNames)('S3: a list of 119 clients on %s', (name) => {
  let story: Story

  beforeEach(async () => {
    story = await storyOn(name, '2026-11-21T10:00', { knowledge })
    await story.says(adviser, '/start')
    await story.sends(adviser, table)
    expect(await story.presses(adviser, '导入')).toContain('✓ 已导入 119 张')
  })
  afterEach(async () => {
    expect(await endOf(story)).toEqual([])
  })

  test('S3.3 and S3.4: by the last day to apply, what is over first; and whether there is time left', async () => {
    const due = await story.says(adviser, '/due 90')
    const [over = '', ahead = ''] = due.split('接下来 90 天有')
    expect(over).toMatch(/^已经过了 6 项/)
    expect(linesOf(over).map(dayOf)).toEqual(['11-01', '11-01', '11-11', '11-11', '11-11', '11-11'])
    expect(linesOf(over)[0]).toMatch(/11-01 周日 险0公司 许可证续期申请：已过 20 天（法定期限）/)
    expect(linesOf(ahead).map(dayOf)).toEqual(linesOf(ahead).map(dayOf).toSorted())
    expect(ahead).not.toContain('已过')
    // What expires first has 70 days left and no time to apply.
    expect(due.indexOf('险0公司')).toBeLessThan(due.indexOf('过0公司'))

    const answer = await story.says(adviser, '还有70天, 来得及吧?')
    expect(answer).toMatch(/^来不及了：法定最后一日 2026-11-01 已经过了 20 天/)
    expect(answer).toMatch(/险0公司[^]*请马上联系原发证机关[^]*依据：[^]*第二十七条/)
  })

  test('S3.5: another ladder for all is shown with what it changes, and taken back within a day', async () => {
    // No deadline was named: it is the renewal, said so, and the others are a press away.
    const asked = await story.says(adviser, '都改成提前180天开始')
    expect(asked).toMatch(
      /要改吗？许可证续期申请[^]*登记的 119 项里 60 项会变；接下来 400 天，多 \d+ 次，少 \d+ 次/,
    )
    expect(asked).toContain('没说是哪个期限，先按“许可证续期申请”算')
    expect(await story.presses(adviser, '换成：电信业务经营信息年报')).toContain(
      '要改吗？电信业务经营信息年报',
    )
    await story.says(adviser, '都改成提前180天开始')
    const plan = await story.says(adviser, '/plan 远0公司')
    await story.presses(adviser, '确认修改')
    expect(await story.says(adviser, '/plan 远0公司')).not.toBe(plan)
    await story.until(adviser, '2026-11-22T09:00')
    expect(await story.presses(adviser, '撤销')).toContain('已改回')
    expect(await story.says(adviser, '/plan 远0公司')).toBe(plan)
  })
})

const linesOf = (text: string): readonly string[] =>
  text.split('\n').filter((line) => /\d\d-\d\d 周/.test(line))

const dayOf = (line: string): string => /\d\d-\d\d/.exec(line)?.[0] ?? ''
