import { cpSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Content } from '../../src/app/content.js'
import { silentLog } from '../../src/app/log.js'
import { movableClock } from '../../src/app/outside.js'
import { loadContent } from '../../src/app/read-files.js'
import { Reloading } from '../../src/app/reload/reload.js'
import { instant } from '../../src/values/civil-date.js'
import { ruleId } from '../../src/values/ids.js'
import { day } from '../chat/shipped.js'
import { prepared } from '../knowledge/prepared.js'
import { knowledgeFolder, type KnowledgeFolder } from './knowledge-folder.js'
import { reloadBot, until, type ReloadBot } from './reload-bot.js'

const rulesOfFive = fileURLToPath(new URL('../deadlines/rules-small', import.meta.url))

let folder: KnowledgeFolder
let home: string
let bot: ReloadBot | undefined

beforeEach(async () => {
  folder = knowledgeFolder()
  home = await mkdtemp(join(tmpdir(), 'reload-days-'))
  folder.edit(...prepared)
  folder.edit('requirements/operation.yaml', /(title: 场地要多大\n)/, '$1    until: 2027-06-30\n')
  folder.edit('requirements/renewal.yaml', 'reviewBy: 2027-11-01', 'reviewBy: 2027-06-30')
})

afterEach(async () => {
  await bot?.end()
  folder.remove()
  await rm(home, { recursive: true })
})

/** Noon and one second before midnight in Shanghai. */
const noon = '2027-06-30T04:00:00Z'
const lastSecond = '2027-06-30T15:59:59Z'
const dayMs = 24 * 3_600_000

test('at midnight the figures, the index and what is withheld follow the calendar, and the editors are told', async () => {
  bot = await reloadBot({ folders: folder.folders, at: lastSecond })
  const before = bot.reloading.content().knowledge
  expect((await bot.ask('录音存多久')).text).toContain('至少 60日')
  expect((await bot.ask('场地要多大')).text).toContain('没有规定面积')
  expect(bot.alarms()).toEqual([])

  bot.clock.move(1_000)
  const alarm = await until(() => bot?.alarms()[0])
  expect(alarm).toContain('2027-07-01 起过了有效期、不再回答的条目：')
  expect(alarm).toContain('场地要多大（premises.area）')
  expect(alarm).toContain('2027-07-01 起过了核对日期的条目，回答时会带提醒：')
  expect(alarm).toContain('续期提前多久（renewal.when）')
  const after = bot.reloading.content().knowledge
  expect(after).not.toBe(before)
  expect(after.version).toBe(before.version)
  expect(after.index).not.toBe(before.index)
  expect((await bot.ask('录音存多久')).text).toContain('至少 90日')
  expect((await bot.ask('场地要多大')).text).not.toContain('没有规定面积')
  expect((await bot.ask('续期提前多久')).text).toContain('过了核对日期')
})

test('a day on which nothing changes builds nothing and tells nothing', async () => {
  bot = await reloadBot({ folders: folder.folders, at: noon })
  const before = bot.reloading.content().knowledge
  bot.clock.move(-dayMs)
  await bot.ask('录音存多久')
  bot.clock.move(dayMs / 4)
  await bot.ask('录音存多久')
  expect(bot.reloading.content().knowledge).toBe(before)
  expect(bot.alarms()).toEqual([])
})

test('what passed while the service was down is told at the next start, and after that once', async () => {
  const database = join(home, 'bot.db')
  for (const at of ['2027-07-03T04:00:00Z', '2027-07-03T05:00:00Z', '2027-07-04T04:00:00Z']) {
    bot = await reloadBot({ folders: folder.folders, at, database })
    const text = await until(() => bot?.alarms()[0])
    expect(text).toContain('场地要多大（premises.area）')
    expect(bot.edits()).toBe(at === '2027-07-03T04:00:00Z' ? 0 : 1)
    await bot.end()
  }
  bot = await reloadBot({ folders: folder.folders, at: '2027-07-20T04:00:00Z', database })
  await bot.ask('录音存多久')
  expect(bot.alarms()).toEqual([])
})

test('on the day on which a figure of a rule changes the rules follow, and who announces changes hears of it', async () => {
  cpSync(rulesOfFive, folder.path, { recursive: true })
  folder.edit('rules/company.yaml', 'days: 15', 'figure: recording.days')
  const clock = movableClock({ now: () => instant(Date.parse(lastSecond)) })
  const loaded = await loadContent(folder.folders, day('2027-06-30'))
  if (!loaded.ok) throw new Error('the base of the test does not pass')
  const parts = { clock, timeZone: 'Asia/Shanghai', log: silentLog, lookEveryMs: 25 }
  const reloading = new Reloading({ ...parts, folders: folder.folders, first: loaded.content })
  const lengths: unknown[] = []
  const heard = ({ rules }: Content): void => {
    const due = rules.all.get(ruleId('complaint-reply'))?.due
    lengths.push(due?.kind === 'counted' && due.span.amount)
  }
  reloading.start(
    () => Promise.resolve(),
    ({ before, after }) => {
      heard(before)
      heard(after)
    },
  )
  clock.move(1_000)
  await until(() => lengths[1])
  heard(reloading.content())
  await reloading.stop()
  expect(lengths).toEqual([60, 90, 90])
})
