import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { provinces, readNumber } from '../../src/chat/said/licence-number.js'
import { comparedWith } from '../../src/deadlines/licence-table/known.js'
import { readLicences, type LicencesRead } from '../../src/deadlines/licence-table/read.js'
import { licenceTable, tableWatches } from '../../src/deadlines/licence-table/licence-table.js'
import type { Mark, Matter, Noted } from '../../src/deadlines/matter.js'
import { usualSettings, type Watch, type Watched } from '../../src/deadlines/watch.js'
import { daysAfter, instant } from '../../src/values/civil-date.js'
import { channelNames, cycleId, eventKind, matterId, ruleId } from '../../src/values/ids.js'
import { day } from './small.js'

const today = day('2026-11-22')
const head = '公司名,许可证编号,覆盖范围,省份,发证日期,到期日期,聊天'

function read(text: string, chat = 'telegram:-100'): LicencesRead {
  let ids = 0
  return readLicences(text, {
    today,
    at: instant(0),
    chat: chat === '' ? undefined : { channel: 'telegram', chat: chat.slice('telegram:'.length) },
    newId: () => matterId(`new${(ids += 1)}`),
    provinces,
    readNumber,
    termMonths: 60,
  })
}

const withRow = (row: string, chat?: string): LicencesRead => read(`${head}\n${row}\n`, chat)

describe('a row that a person wrote', () => {
  test.each([
    ['a day with dashes', '2027-03-02', '2027-03-02'],
    ['a day as Excel shows it', '2027/3/2', '2027-03-02'],
    ['a day in Chinese', '2027年3月2日', '2027-03-02'],
    ['a day in Chinese numerals', '二〇二七年三月二日', '2027-03-02'],
    ['a day that can only be one', '15/3/2027', '2027-03-15'],
    ['a time of day behind it', '2027/3/2 0:00', '2027-03-02'],
  ])('tells when it expires: %s', (_, written, on) => {
    const [row] = withRow(`甲公司,,,,,${written},`).rows
    expect(row?.matter.log).toEqual([{ at: 0, kind: 'event', event: 'expires', on }])
  })

  test.each([
    ['no such month', '2026/13/1'],
    ['no such day', '2027-02-29'],
    ['a day or a month', '3/4/2027'],
    ['no year', '3月2日'],
    ['a year of two digits', '27/3/2'],
    ['a month', '2027年3月'],
    ['a period', '2022-03-02至2027-03-02'],
    ['a day that another day is counted from', '70天后'],
    ['a day that moves', '明天'],
    ['the number that a spreadsheet keeps for a day', '46448'],
    ['a guess', '2027-03-02左右'],
    ['no date', '长期'],
    ['nothing', ''],
  ])('is refused for %s', (_, written) => {
    const { rows, faults } = withRow(`甲公司,,,,2022-03-02,${written},`)
    expect(rows).toEqual([])
    expect(faults).toMatchObject([{ row: 2, column: '到期日期' }])
  })

  test.each([
    ['公司名', ',,,,,2027-03-02,'],
    ['公司名', '"甲\n公司",,,,,2027-03-02,'],
    ['覆盖范围', '甲公司,,全球,,,2027-03-02,'],
    ['省份', '甲公司,,,火星,,2027-03-02,'],
    ['发证日期', '甲公司,,,,3/4/2022,2027-03-02,'],
    ['到期日期', '甲公司,,,,2027-03-02,2027-03-02,'],
    ['到期日期', '甲公司,,,,2027-03-02,2022-03-02,'],
    ['聊天', '甲公司,,,,,2027-03-02,@合规群'],
    ['聊天', '甲公司,,,,,2027-03-02,telegram:abc'],
    ['聊天', '甲公司,,,,,2027-03-02,qq:1'],
  ])('is refused for its %s: %s', (column, row) => {
    expect(withRow(row).faults).toMatchObject([{ row: 2, column }])
  })

  test('without a chat is refused, unless one is named for all', () => {
    expect(withRow('甲公司,,,,,2027-03-02,', '').faults).toMatchObject([{ row: 2, column: '聊天' }])
    expect(withRow('甲公司,,,,,2027-03-02,').rows[0]?.watches.map(({ chat }) => chat.chat)).toEqual(['-100'])
  })

  test('may name several chats', () => {
    const [row] = withRow('甲公司,,,,,2027-03-02,feishu:oc_1；telegram:-5').rows
    expect(row?.watches.map(({ chat }) => chat)).toEqual([
      { channel: 'feishu', chat: 'oc_1' },
      { channel: 'telegram', chat: '-5' },
    ])
  })

  test.each([
    ['沪B2-20140120,,', { number: '沪B2-20140120', scope: 'provincial', province: '上海' }],
    ['b2-20220123,,', { number: 'B2-20220123', scope: 'national' }],
    ['B2-20220123,跨省,广东省', { scope: 'national', province: '广东' }],
    [',省内,新疆维吾尔自治区', { scope: 'provincial', province: '新疆' }],
  ])('is described by its number and what is written: %s', (cells, matter) => {
    expect(withRow(`甲公司,${cells},,2027-03-02,`).rows[0]?.matter).toMatchObject(matter)
  })

  test.each([
    ['a number unlike the samples', 'X-1,,,', '许可证编号'],
    ['a number of a province and the whole country', '沪B2-20140120,全国,,', '许可证编号'],
    ['a number of another province', '沪B2-20140120,,江苏,', '许可证编号'],
    ['a term other than the usual', ',,,2022-03-02', '到期日期'],
  ])('is taken, and so it is said: %s', (_, cells, column) => {
    const { rows, faults, notices } = withRow(`甲公司,${cells},2026-03-02,`)
    expect(faults).toEqual([])
    expect(rows).toHaveLength(1)
    expect(notices).toMatchObject([{ row: 2, column }])
  })

  test.each(['2027-03-02', '2027-03-01'])('may end on the day or the day before: %s', (ends) => {
    expect(withRow(`甲公司,,,,2022-03-02,${ends},`).notices).toEqual([])
  })
})

describe('a table', () => {
  test('tells all faults at once, also several of one row, and of doubles the second', () => {
    const rows = [
      '甲公司,B2-20220123,,,2022-03-02,2027-03-02,',
      '乙公司,B2-20220123,,火星,2022-03-02,2026/13/1,',
      '丙公司,,,,,2027-03-02,',
      '丙公司,,,,,2028-03-02,',
    ]
    const { rows: kept, faults } = read([head, ...rows].join('\n'))
    expect(kept.map(({ row }) => row)).toEqual([2, 4])
    expect(faults).toMatchObject([
      { row: 3, column: '省份' },
      { row: 3, column: '到期日期' },
      { row: 3, column: '许可证编号' },
      { row: 5, column: '公司名' },
    ])
  })

  test.each([
    ['nothing', '', 1],
    ['no column for the expiry', '公司名,发证日期\n甲公司,2022-03-02', 1],
    ['a column twice', '公司名,到期日期,到期日期\n甲公司,2027-03-02,2028-03-02', 1],
    ['a quotation mark without a partner', `${head}\n"甲公司,,,,,2027-03-02,`, 2],
    ['a comma that moved all cells', `${head}\n甲,公司,,,,,2027-03-02,telegram:1`, 2],
  ])('is refused for %s', (_, text, row) => {
    const { rows, faults } = read(text)
    expect(rows).toEqual([])
    expect(faults.map((fault) => fault.row)).toContain(row)
  })

  test('may have other columns and another order; what is not used is said', () => {
    const { rows, notices } = read('备注,到期日期,公司名\n老客户,2027-03-02,甲公司')
    expect(rows).toHaveLength(1)
    expect(notices).toMatchObject([{ row: 1 }])
  })
})

const at = fc.integer({ min: 0, max: 2e12 }).map(instant)
const anyDay = fc.integer({ min: 0, max: 3_000 }).map((days) => daysAfter(day('2022-01-01'), days))
const name = fc.string({
  unit: fc.constantFrom('甲', '=', ',', '"', "'", 'A', '+'),
  minLength: 1,
  maxLength: 8,
})
const person = fc.record({ channel: fc.constantFrom(...channelNames), person: fc.string({ minLength: 1 }) })
const cycle = anyDay.map(cycleId)
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>({ kind: 'seen' }, { kind: 'preparing' }, { kind: 'given-up' }),
  anyDay.map((until): Mark => ({ kind: 'snoozed', until })),
  anyDay.map((until): Mark => ({ kind: 'snoozed', until, past: true })),
)
const kinds = ['issued', 'expires', 'renewal-filed', 'renewal-granted', 'annual-reported'].map(eventKind)
const entry: fc.Arbitrary<Noted> = fc.oneof(
  fc.record(
    {
      at,
      by: person,
      kind: fc.constant('event'),
      event: fc.constantFrom(...kinds),
      on: anyDay,
      receipt: name,
    },
    { requiredKeys: ['at', 'kind', 'event', 'on'] },
  ),
  fc.record({ at, kind: fc.constant('marked'), rule: fc.constant(ruleId('renewal-filing')), cycle, mark }),
  fc.record({ at, by: person, kind: fc.constant('taken-back'), entry: fc.nat(5) }),
  fc.record({ at, kind: fc.constant('closed') }),
)
const description = fc.record(
  {
    number: fc.integer({ min: 1e7, max: 9e7 }).map((number) => `B2-${number}`),
    scope: fc.constantFrom('national', 'provincial'),
    province: fc.constantFrom(...provinces),
  },
  { requiredKeys: [] },
)
const matter: fc.Arbitrary<Matter> = fc
  .tuple(fc.uuid(), name, description, fc.array(fc.string()), fc.array(entry))
  .map(([id, holder, described, has, log]): Matter => {
    return { id: matterId(id), kind: 'licence', holder, ...described, has, log }
  })
const ladders = fc.constantFrom(
  {},
  { [ruleId('renewal-filing')]: { kind: 'days', days: [-180, 30] } as const },
  { [ruleId('renewal-filing')]: { kind: 'dates', dates: ['01-10'], days: [-180] } as const },
)
const watch: fc.Arbitrary<Watch> = fc.record({
  chat: fc.record({ channel: fc.constant('feishu'), chat: fc.stringMatching(/^oc_[a-z\d]{8}$/) }),
  settings: fc.constantFrom(usualSettings, { ...usualSettings, sendAt: '10:30', monthly: false }),
  ladders,
  keepers: fc.array(fc.record({ person, name, reached: fc.boolean(), after: fc.nat(9) })),
  since: at,
})
const watched: fc.Arbitrary<Watched> = fc.record({
  matter,
  revision: fc.nat(),
  watches: fc.uniqueArray(watch, { minLength: 1, maxLength: 3, selector: ({ chat }) => chat.chat }),
  said: fc.constant([]),
})

describe('an exported table', () => {
  test('is read back as it was, whatever was noted and said of who is in charge', () => {
    fc.assert(
      fc.property(fc.uniqueArray(watched, { selector: (one) => one.matter.id }), (all) => {
        const { rows, faults } = read(licenceTable(all))
        expect(faults).toEqual([])
        expect(rows.map((row) => row.matter)).toEqual(all.map((one) => one.matter))
        expect(rows.map((row) => row.watches)).toEqual(all.map((one) => tableWatches(one.watches)))
        expect(comparedWith(all, rows)).toMatchObject({ fresh: [], faults: [] })
      }),
    )
  })

  const one: Watched = {
    matter: {
      id: matterId('m1'),
      kind: 'licence',
      holder: '甲公司',
      number: 'B2-20220123',
      has: [],
      log: [{ at: instant(0), kind: 'event', event: eventKind('expires'), on: day('2027-03-02') }],
    },
    revision: 1,
    watches: [
      {
        chat: { channel: 'telegram', chat: '-1' },
        settings: usualSettings,
        ladders: {},
        keepers: [],
        since: instant(0),
      },
    ],
    said: [],
  }
  const table = licenceTable([one])

  test.each([
    ['a date', '2027-03-02,telegram', '2028-03-02,telegram', '到期日期'],
    ['a chat', 'telegram:-1', 'telegram:-2', '聊天'],
    ['the log', '""expires""', '""expires', '其余'],
    ['a day in the log', '""on"":""2027-03-02""', '""on"":""2027-02-30""', '其余'],
  ])('in which somebody changed %s is refused', (_, from, to, column) => {
    expect(read(table.replace(from, to)).faults).toMatchObject([{ row: 2, column }])
  })

  test('leaves out what no chat watches and what is no licence', () => {
    const others = [
      { ...one, watches: [] },
      { ...one, matter: { ...one.matter, kind: 'company' as const } },
    ]
    expect(read(licenceTable(others)).rows).toEqual([])
  })

  const compared = (row: string) => comparedWith([one], withRow(row, 'telegram:-1').rows)

  test.each([
    ['that says the same', '甲公司,B2-20220123,,,,2027-03-02,'],
    ['without the number', '甲公司,,,,,2027-03-02,'],
  ])('a row of a known licence %s changes nothing', (_, row) => {
    const known = { ...one, matter: { ...one.matter, scope: 'national' as const } }
    const { rows } = withRow(row, 'telegram:-1')
    expect(comparedWith([known], rows)).toMatchObject({ fresh: [], known: [{ row: 2 }], faults: [] })
  })

  test.each([
    ['with another expiry', '甲公司,B2-20220123,,,,2028-03-02,'],
    ['under another name', '乙公司,B2-20220123,,,,2027-03-02,'],
    ['for another chat', '甲公司,B2-20220123,,,,2027-03-02,telegram:-2'],
  ])('a row of a known licence %s is refused', (_, row) => {
    expect(compared(row)).toMatchObject({ fresh: [], known: [], faults: [{ row: 2 }] })
  })

  test('another licence of the same company is a new one', () => {
    expect(compared('甲公司,B2-20229999,,,,2027-03-02,')).toMatchObject({ fresh: [{ row: 2 }], faults: [] })
  })

  test('a licence that changed since it was exported is not set back', () => {
    const later: Noted = { at: instant(9), kind: 'closed' }
    const changed = { ...one, matter: { ...one.matter, log: [...one.matter.log, later] } }
    expect(comparedWith([changed], read(table).rows)).toMatchObject({ fresh: [], faults: [{ row: 2 }] })
  })
})
