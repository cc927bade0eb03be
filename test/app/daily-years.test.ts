import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { examineHolidays } from '../../src/app/examine/holidays.js'
import { silentLog } from '../../src/app/log.js'
import { systemClock } from '../../src/app/outside.js'
import { loadContent, shippedKnowledge } from '../../src/app/read-files.js'
import { Reloading } from '../../src/app/reload.js'
import { rulesFrom } from '../../src/deadlines/load-rules.js'
import { missingYears } from '../../src/deadlines/missing-years.js'
import { dayAt } from '../../src/values/civil-date.js'
import { day } from '../chat/shipped.js'
import { shipped, shippedTexts } from '../knowledge/shipped.js'
import { knowledgeFolder, type KnowledgeFolder } from './knowledge-folder.js'
import { until } from './reload-bot.js'
import { zone } from './watching.js'

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
    const loaded = await loadContent(folder.path, dayAt(systemClock.now(), zone))
    if (!loaded.ok) throw new Error('the base of the test does not pass')
    const parts = { clock: systemClock, timeZone: zone, log: silentLog, lookEveryMs: 25 }
    const reloading = new Reloading({ ...parts, folder: folder.path, first: loaded.content })
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

const holidays2026 = `year: 2026
notice: 一份放假通知
citations: [{ source: licensing-measures, evidence: A, checked: 2026-11-21 }]
holidays: [{ name: 元旦, from: 2026-01-01, to: 2026-01-03, working: [2026-01-04] }]
`
