import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Noted } from '../../src/deadlines/matter.js'
import { usualSettings } from '../../src/deadlines/watch.js'
import { instant } from '../../src/values/civil-date.js'
import { cycleId, eventKind, ruleId } from '../../src/values/ids.js'
import { day } from '../deadlines/small.js'
import { bench, tableOf, type Bench } from './tables.js'

let here: Bench
beforeEach(async () => {
  here = await bench()
})
afterEach(() => here.clear())

const kept = () => here.inStore((store) => store.matters(undefined, 1_000))

/** Nine faults in nine rows, each of another kind or place. */
const faulty = [
  '坏一,B2-20230001,全国,,2022-03-02,2026/13/1,telegram:1',
  '坏二,B2-20230002,全国,,2022-03-02,3/4/2027,telegram:1',
  '坏三,沪B2-20230003,省内,火星,2022-03-02,2027-03-02,telegram:1',
  '坏四,B2-20220005,全国,,2022-03-02,2027-03-02,telegram:1',
  '坏五,B2-20230005,全国,,2027-03-02,2022-03-02,telegram:1',
  '坏六,B2-20230006,全国,,2022-03-02,3月2日,telegram:1',
  '坏七,B2-20230007,全球,,2022-03-02,2027-03-02,telegram:1',
  ',B2-20230008,全国,,2022-03-02,2027-03-02,telegram:1',
  '坏九,B2-20230009,全国,,2022-03-02,2027-03-02,',
]

describe('import', () => {
  test('a dry run of 120 licences tells what it would do, 9 faults by row and column, and saves nothing', async () => {
    const path = await here.write('clients.csv', tableOf(111, ...faulty))
    const { code, out, errors } = await here.run('import', path, '--dry-run')
    expect(code).toBe(1)
    const places = [...errors.matchAll(/^有错：第 (\d+) 行 ([A-Z]) 列/gm)].map(([, row, column]) => [
      row,
      column,
    ])
    const columns = ['F', 'F', 'D', 'B', 'F', 'F', 'C', 'A', 'G']
    expect(places).toEqual(columns.map((column, at) => [String(113 + at), column]))
    expect(out.match(/^登记：/gm)).toHaveLength(111)
    expect(await kept()).toEqual([])
  })

  test('one wrong row refuses the table, or is skipped by explicit choice and listed', async () => {
    const path = await here.write('clients.csv', tableOf(119, ...faulty.slice(0, 1)))
    expect((await here.run('import', path)).code).toBe(1)
    expect(await kept()).toEqual([])
    const { code, out } = await here.run('import', path, '--skip-faulty')
    expect(code).toBe(0)
    expect(out).toContain('第 121 行')
    expect(await kept()).toHaveLength(119)
  })

  test('the same table again changes nothing, and the row that was mended is added', async () => {
    await here.run('import', await here.write('one.csv', tableOf(2)))
    const before = await kept()
    const { code } = await here.run('import', await here.write('two.csv', tableOf(3)))
    expect(code).toBe(0)
    expect(await kept()).toHaveLength(3)
    expect(await kept()).toEqual(expect.arrayContaining([...before]))
  })

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le')],
  ])('reads a table in %s', async (_, encoded) => {
    const path = await here.write('clients.csv', encoded(tableOf(1)))
    expect((await here.run('import', path)).code).toBe(0)
    expect((await kept())[0]?.matter.holder).toBe('客户0')
  })

  test('reads a table as Excel on a Chinese Windows saves it', async () => {
    // 公司名,到期日期,聊天 / 甲,2027-03-02,telegram:1 in GB18030.
    const names = ['b9abcbbec3fb', 'b5bdc6dac8d5c6da', 'c1c4ccec'].map((hex) => Buffer.from(hex, 'hex'))
    const row = Buffer.concat([Buffer.from('bcd7', 'hex'), Buffer.from(',2027-03-02,telegram:1\r\n')])
    const [first, second, third] = names.map((name) => name.toString('latin1'))
    const header = Buffer.from(`${first ?? ''},${second ?? ''},${third ?? ''}\r\n`, 'latin1')
    await here.run('import', await here.write('clients.csv', Buffer.concat([header, row])))
    expect((await kept())[0]?.matter.holder).toBe('甲')
  })

  test.each([
    ['a workbook', Buffer.from('PK\u0003\u0004…', 'latin1')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff])],
    ['an empty file', Buffer.from('')],
  ])('refuses %s', async (_, bytes) => {
    const { code, errors } = await here.run('import', await here.write('clients.csv', bytes))
    expect(code).toBe(1)
    expect(errors).not.toBe('')
  })

  test.each([['no-such.csv'], ['x.csv', '--chat', '合规群'], ['x.csv', '--chat', 'telegram:1,telegram:2']])(
    'refuses %s %s %s',
    async (...args) => {
      expect((await here.run('import', ...args)).code).toBe(1)
    },
  )
})

describe('export', () => {
  const chat = { channel: 'feishu', chat: 'oc_1' } as const
  const by = { channel: 'feishu', person: 'ou_1', name: '小赵' } as const
  const log: readonly Noted[] = [
    {
      at: instant(2),
      by,
      kind: 'event',
      event: eventKind('renewal-filed'),
      on: day('2026-11-25'),
      receipt: '受-1',
    },
    {
      at: instant(3),
      by,
      kind: 'marked',
      rule: ruleId('annual-report'),
      cycle: cycleId('2027'),
      mark: { kind: 'given-up' },
    },
    { at: instant(4), by, kind: 'taken-back', entry: 2 },
  ]

  async function worked(): Promise<void> {
    await here.run('import', await here.write('clients.csv', tableOf(3)))
    const [first, second] = await kept()
    if (first === undefined || second === undefined) throw new Error('nothing was imported')
    const keeper = {
      person: { channel: 'feishu' as const, person: 'ou_1' },
      name: '小赵',
      reached: true,
      after: 0,
    }
    const watch = { keepers: [keeper], ladders: { [ruleId('renewal-filing')]: { kind: 'off' as const } } }
    await here.inStore((store) =>
      store.change(
        [
          { kind: 'matter-noted', matter: first.matter.id, entries: log },
          { kind: 'matter-noted', matter: second.matter.id, entries: [{ at: instant(5), kind: 'closed' }] },
          { kind: 'watch-changed', matter: first.matter.id, chat, watch },
          { kind: 'chat-set', chat, settings: { ...usualSettings, sendAt: '10:30' } },
        ],
        instant(6),
      ),
    )
  }

  test('and import into an empty store give the same state', async () => {
    await worked()
    expect((await here.run('export', here.path('out.csv'))).code).toBe(0)
    expect((await here.elsewhere('import', here.path('out.csv'))).code).toBe(0)
    expect((await here.elsewhere('export', here.path('again.csv'))).code).toBe(0)
    expect(await here.read('again.csv')).toBe(await here.read('out.csv'))
  })

  test('and import into the same store change nothing', async () => {
    await worked()
    const before = await kept()
    await here.run('export', here.path('out.csv'))
    expect((await here.run('import', here.path('out.csv'))).code).toBe(0)
    expect(await kept()).toEqual(before)
  })

  test('writes over no file, and says what a table of licences leaves out', async () => {
    await worked()
    const [first] = await kept()
    if (first === undefined) throw new Error('nothing was imported')
    const { matter, watches } = first
    await here.inStore((store) =>
      store.change(
        watches.map((one) => ({ kind: 'watch-ended', matter: matter.id, chat: one.chat })),
        instant(7),
      ),
    )
    const { out } = await here.run('export', here.path('out.csv'))
    expect(out).toContain('已停止提醒的 1 件')
    expect((await here.run('export', here.path('out.csv'))).code).toBe(1)
  })
})
