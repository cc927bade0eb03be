import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { examineHolidays } from '../../src/app/examine/holidays.js'
import { silentLog } from '../../src/app/log.js'
import { systemClock } from '../../src/app/outside.js'
import { loadContent, shippedKnowledge } from '../../src/app/read-files.js'
import { Reloading } from '../../src/app/reload/reload.js'
import { rulesFrom } from '../../src/deadlines/load-rules.js'
import { missingYears } from '../../src/deadlines/missing-years.js'
import { dayAt } from '../../src/values/civil-date.js'
import { day } from '../chat/shipped.js'
import { shipped, shippedTexts } from '../knowledge/shipped.js'
import { contentsOf, rulesOf } from '../../src/deadlines/rules.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { said } from './arrivals.js'
import { dailyBots } from './daily-bot.js'
import { knowledgeFolder, type KnowledgeFolder } from './knowledge-folder.js'
import { until } from './reload-bot.js'
import { licence, registered, zone } from './watching.js'

test.each([
  ['2026-11-30', []],
  ['2026-12-01', [2027]],
  ['2027-06-01', [2027]],
  ['2027-12-31', [2027, 2028]],
])('on %s the years %j are missing', (date, years) => {
  expect(missingYears([2024, 2025, 2026], day(date))).toEqual(years)
})

describe('who is told before it matters', () => {
  test.each([
    ['2026-11-30', []],
    ['2026-12-01', ['holidays/2026.yaml']],
  ])('an editor who checks on %s: %j', (date, files) => {
    const read = rulesFrom(shippedTexts, shipped, day(date))
    const told = read.ok ? read.notices.filter(({ message }) => message.includes('2027 年的放假安排')) : []
    expect(told.map(({ file }) => file)).toEqual(files)
  })

  test('an operator who has the machine examined', async () => {
    expect(await examineHolidays(shippedKnowledge, day('2026-11-30'))).toMatchObject([{ kind: 'well' }])
    expect(await examineHolidays(shippedKnowledge, day('2026-12-01'))).toMatchObject([
      { kind: 'trouble', what: '放假安排：还没有 2027 年的，落在那一年的日子都是暂定的' },
    ])
  })
})

describe('a year file that comes while the service runs', () => {
  let folder: KnowledgeFolder

  beforeEach(() => {
    folder = knowledgeFolder()
  })

  afterEach(() => {
    folder.remove()
  })

  test('is told with the rules before and after it', async () => {
    const loaded = await loadContent(folder.folders, dayAt(systemClock.now(), zone))
    if (!loaded.ok) throw new Error('the base of the test does not pass')
    const parts = { clock: systemClock, timeZone: zone, log: silentLog, lookEveryMs: 25 }
    const reloading = new Reloading({ ...parts, folders: folder.folders, first: loaded.content })
    const heard: (readonly number[])[] = []
    const yearsOf = ({ years }: { readonly years: readonly { readonly year: number }[] }) =>
      years.map(({ year }) => year)
    reloading.start(
      () => Promise.resolve(),
      ({ before, after }) => heard.push(yearsOf(before.rules), yearsOf(after.rules)),
    )
    mkdirSync(join(folder.path, 'holidays'))
    folder.write('holidays/2026.yaml', holidays2026)
    await until(() => heard[1])
    await reloading.stop()
    expect(heard).toEqual([[], [2026]])
  })
})

describe('S2.10: 1 December comes and the next year is not known', () => {
  const botAt = dailyBots()

  test('the operators are warned, days of January are provisional, and what becomes of them is told once', async () => {
    const bot = await botAt('2026-11-30', '09:00')
    const at = bot.clock.now()
    await bot.store.change([registered(licence({ issued: '2022-03-02', expires: '2029-03-02' }, at))], at)
    await bot.round()
    const warning = '还没有 2027 年的放假安排'
    expect(bot.shown('operators').map((text) => text.includes(warning))).toEqual([false])
    bot.clock.move(24 * 3_600_000)
    await bot.round()
    expect(bot.shown('operators').map((text) => text.includes(warning))).toEqual([false, true])

    const planned = async (): Promise<string> => {
      const asked = said(`plan ${bot.paper.read().length}`, '/plan', { chat: 'c1' })
      await bot.app.intake.accept([{ ...asked, at: bot.clock.now() }])
      await bot.app.idle()
      return bot.shown('c1').at(-1) ?? ''
    }
    expect(await planned()).toMatch(/2027-01-05 周二 m1公司 电信业务经营信息年报（暂定）/)

    const { years, ...rest } = contentsOf(shippedRules)
    // A notice that makes 15 January a day off.
    const of2027 = { year: 2027, notice: '一份放假通知', days: [[day('2027-01-15'), 'off'] as const] }
    bot.serve(rulesOf({ ...rest, years: [...years, of2027] }))
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await bot.round()
      bot.restart()
    }
    const told = bot.shown('c1').filter((text) => text.includes('放假安排公布或更新了'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('m1公司 电信业务经营信息年报：提醒从 2027-01-15 周五 改到 2027-01-14 周四')
    expect(told[0]).toMatch(/暂定的日子已确认，没有变：m1公司 电信业务经营信息年报 2027-01-05 周二/)
    bot.clock.move(60_000)
    const plan = await planned()
    expect(plan).toMatch(/2027-01-05 周二 m1公司 电信业务经营信息年报：/)
    expect(plan).toContain('2027-01-14 周四 m1公司 电信业务经营信息年报')
    bot.clock.move(7 * 24 * 3_600_000)
    await bot.round()
    expect(bot.shown('operators').at(-1)).not.toContain(warning)
  })
})

const holidays2026 = `year: 2026
notice: 一份放假通知
citations: [{ source: licensing-measures, evidence: A, checked: 2026-11-21 }]
holidays: [{ name: 元旦, from: 2026-01-01, to: 2026-01-03, working: [2026-01-04] }]
`
