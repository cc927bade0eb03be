import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { licenceTable } from '../../src/deadlines/licence-table/licence-table.js'
import { firstBroken } from '../../src/deadlines/proof.js'
import type { RecordLine } from '../../src/ports-watch.js'
import type { Store, Transcript } from '../../src/ports.js'
import { matterId } from '../../src/values/ids.js'
import { said } from './arrivals.js'
import { botsOnPaper, type OnPaper } from './bot-on-paper.js'
import {
  chatNamed,
  clockAt,
  daysOf,
  licence,
  pressIn,
  registered,
  settled,
  shippedContent,
} from './watching.js'

const bots = botsOnPaper()

async function watching(changed: (store: Store) => Partial<Store> = () => ({})) {
  const clock = clockAt('2026-11-24', '09:30')
  const through = (store: Store & Transcript) => ({ ...store, ...changed(store) })
  const bot = await bots({ characters: 4_000, bot: { clock, content: shippedContent, through } })
  await bot.store.change(
    [registered(licence({ id: 'm1', issued: '2022-03-02', expires: '2027-03-02' }, clock.now()))],
    clock.now(),
  )
  await settled(bot)
  return bot
}

let turns = 0
/** Says it, and what came of it: the newest lines of the chat. */
async function says(bot: OnPaper, text: string, chat = 'c1') {
  const before = bot.paper.read().length
  bot.clock.move(60_000)
  turns += 1
  await bot.app.intake.accept([{ ...said(`said-${turns}`, text, { chat }), at: bot.clock.now() }])
  await bot.app.idle()
  return bot.paper.read().slice(before)
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

async function proofIn(bot: OnPaper, chat = 'c1'): Promise<string> {
  const lines = await says(bot, '证据', chat)
  return lines.at(-1)?.file ?? ''
}

test('a proof holds each reminder with its id and time, each press with its person, and verifies', async () => {
  const bot = await watching()
  await daysOf(bot, 1)
  await pressIn(bot, 'c1', '已看到')
  const text = await proofIn(bot)
  expect(firstBroken(text, sha256)).toBeUndefined()
  const records = text.split('\n').flatMap((line) => (line.includes('"record"') ? [line] : []))
  const reminded = bot.paper.read().find(({ text: words }) => words.includes('许可证续期申请'))
  const sent = records.find((line) => line.includes('"kind":"sent"'))
  expect(sent).toContain(`"message":"${reminded?.key ?? ''}"`)
  expect(sent).toContain('"time":"2026-11-25 09:3')
  const pressed = records.find((line) => line.includes('"mark":{"kind":"seen"}'))
  expect(pressed).toContain('"person":"person-c1"')
})

test('in a proof with one byte changed the line of that byte is named', async () => {
  const text = await proofIn(await watching())
  const at = text.indexOf('2027-03-02')
  const changed = `${text.slice(0, at)}3${text.slice(at + 1)}`
  expect(firstBroken(changed, sha256)).toEqual({ line: 2, how: 'altered' })
})

test('a proof for one chat says nothing of another that watches the same', async () => {
  const bot = await watching()
  const watch = { keepers: [], ladders: {} }
  const change = { kind: 'watch-changed', matter: matterId('m1'), chat: chatNamed('c2'), watch } as const
  await bot.store.change([change], bot.clock.now())
  await daysOf(bot, 1)
  const [first, second] = [await proofIn(bot, 'c1'), await proofIn(bot, 'c2')]
  expect(first).toContain('"chat":"c1"')
  expect(first).not.toContain('"chat":"c2"')
  expect(second).toContain('"chat":"c2"')
  expect(second).not.toContain('"chat":"c1"')
  for (const text of [first, second]) expect(firstBroken(text, sha256)).toBeUndefined()
})

test('no proof is made of records that somebody changed', async () => {
  const tampered = (lines: readonly RecordLine[]) =>
    lines.map((line) => ({ ...line, body: { of: 'another' } }))
  const bot = await watching((store) => ({
    recordOf: async (matter) => tampered(await store.recordOf(matter)),
  }))
  const lines = await says(bot, '证据')
  expect(lines.map(({ text, file }) => [text.slice(0, 4), file])).toEqual([['不能作证', undefined]])
})

test('an export is the table of what the chat watches, of nothing else, and no formula in it', async () => {
  const bot = await watching()
  const other = { ...licence({ id: 'm2', expires: '2027-08-02' }, bot.clock.now()), holder: '丙公司' }
  const formula = { ...licence({ id: 'm3', expires: '2027-09-02' }, bot.clock.now()), holder: '=1+1' }
  await bot.store.change([registered(other, 'c2'), registered(formula)], bot.clock.now())
  const lines = await says(bot, '导出')
  const table = lines.at(-1)?.file ?? ''
  expect(table).toBe(licenceTable(await bot.store.watchedIn(chatNamed('c1'))))
  expect(table).not.toContain('丙公司')
  expect(table).toContain("\r\n'=1+1,")
})

test('what is drawn goes out behind its words, each a message of its own', async () => {
  const bot = await watching()
  const lines = await says(bot, '年历')
  expect(lines.map(({ text }) => text.split('\n')[0])).toEqual([
    '未来十二个月',
    '[未来十二个月-2026-11-24-1.png]',
    '[未来十二个月-2026-11-24-2.png]',
  ])
  expect(lines.every(({ file, text }) => text.startsWith('[') === (file?.startsWith('<svg') ?? false))).toBe(
    true,
  )
})

test('what the font cannot show stands in the words before', async () => {
  const bot = await watching()
  const rare = { ...licence({ id: 'm4', expires: '2027-08-02' }, bot.clock.now()), holder: '张喆公司' }
  await bot.store.change([registered(rare, 'c4')], bot.clock.now())
  const [words] = await says(bot, '/timeline', 'c4')
  expect(words?.text).toContain('图里画成“□”的字，原文是：张喆公司')
})

test('a card that is changed later leaves what went out behind another message alone', async () => {
  const bot = await watching()
  await daysOf(bot, 1)
  await says(bot, '画时间线')
  const before = bot.paper.read().length
  await pressIn(bot, 'c1', '已看到')
  expect(
    bot.paper
      .read()
      .slice(before)
      .every(({ file }) => file === undefined),
  ).toBe(true)
})

test('where nobody can fetch a calendar it comes as a file', async () => {
  const bot = await watching()
  const lines = await says(bot, '/calendar')
  expect(lines.map(({ text }) => text.split('\n')[0])).toEqual([
    '日历文件在下面',
    '[期限日历-2026-11-24.ics]',
  ])
  expect(lines[0]?.text).toContain('PUBLIC_URL')
  expect(lines.at(-1)?.file).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT[\s\S]*END:VCALENDAR\r\n$/)
  const [empty, ...more] = await says(bot, '/calendar', 'c9')
  expect([empty?.text.slice(0, 20), more]).toEqual([expect.stringContaining('还没有可放进日历的期限'), []])
})
