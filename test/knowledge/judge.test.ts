import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { judgedComparison, judgedText, judgedVerdict } from '../../src/chat/say/judge.js'
import { answer, answers } from '../../src/knowledge/answer.js'
import { entriesOf } from '../../src/knowledge/answer-kinds.js'
import { figureText } from '../../src/knowledge/figures.js'
import type { JudgedValue } from '../../src/knowledge/judge/judge.js'
import type { Asked } from '../../src/knowledge/judge/rule.js'
import { isMadeOf } from '../../src/knowledge/judge/words.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { EntrySource } from '../../src/knowledge/entry.js'
import { entryId, figureId } from '../../src/values/ids.js'
import { exactly } from '../../src/values/range.js'
import { written } from '../../src/values/written.js'
import { shipped } from './shipped.js'
import { day, today } from './small.js'

const row = z.strictObject({
  asks: z.string(),
  on: z.string().transform(day).default(today),
  after: z.string().transform(entryId).optional(),
  foreign: z.string().optional(),
  by: z.string().optional(),
  state: z.enum(['met', 'unmet', 'unknown']).optional(),
  gap: z.union([z.number().transform(BigInt).transform(exactly), z.literal('none')]).optional(),
  cases: z.array(z.string()).optional(),
})

const table = z
  .record(z.string(), z.array(row))
  .parse(parse(readFileSync(new URL('judged-questions.yaml', import.meta.url), 'utf8')))

interface Judged {
  readonly by: string
  readonly judgement: JudgedValue
}

/** `asOf` and `topic` as they are asked. */
type Asking = Partial<Pick<Asked, 'asOf' | 'topic'>>

function judged(asks: string, asking: Asking = {}, knowledge: Knowledge = shipped): Judged | undefined {
  const given = answer(asks, knowledge, { asOf: today, ...asking })
  if (given.kind !== 'found' || given.judgement === undefined) return undefined
  return { by: given.entry.id, judgement: given.judgement }
}

const askingOf = ({ on, after }: z.output<typeof row>): Asking => ({
  asOf: on,
  ...(after !== undefined && { topic: after }),
})

describe.each(Object.entries(table))('%s', (_, rows) => {
  test.each(rows.map((one) => ({ ...one, at: one.after ?? 'first' })))('$asks ($at)', (one) => {
    const given = judged(one.asks, askingOf(one))
    expect(given?.by).toBe(one.by)
    expect(given?.judgement.state).toBe(one.state)
    if (one.gap !== undefined) expect(given?.judgement.against[0].gap?.range ?? 'none').toEqual(one.gap)
    if (one.cases !== undefined)
      expect(given?.judgement.cases.map((case_) => `${case_.when} ${case_.state}`)).toEqual(one.cases)
    const whole = answer(one.asks, shipped, { asOf: today, ...askingOf(one) })
    expect(whole.kind === 'found' ? whole.foreignSum : undefined).toBe(one.foreign)
  })
})

const rows = Object.values(table).flat()
const told = rows.flatMap((one) => {
  const given = judged(one.asks, askingOf(one))
  return given === undefined ? [] : [{ asks: one.asks, on: one.on, ...given }]
})

test('there are at least sixty judged questions and forty that must not be', () => {
  expect(told.length).toBeGreaterThanOrEqual(60)
  expect(rows.length - told.length).toBeGreaterThanOrEqual(40)
})

test.each(told)('$asks: a verdict of one line, then both values and where the figure stands', (one) => {
  const { on, judgement } = one
  const entry = [...shipped.entries.values()].find(({ id }) => id === one.by)
  if (entry === undefined) throw new Error(one.by)
  expect(judgedVerdict(judgement).length, judgedVerdict(judgement)).toBeLessThanOrEqual(40)
  const line = judgedComparison(judgement, { entry, knowledge: shipped, asOf: on })
  const { input, unit, quantity, against } = judgement
  expect(line).toContain(input === undefined ? quantity.said : written(quantity.range, unit, quantity.about))
  for (const { figure } of against) {
    expect(line).toContain(figureText(figure))
    const source = shipped.sources.get(figure.source)
    expect(line).toContain(source?.short ?? source?.name ?? 'a source')
  }
  expect(judgedText(judgement)).toContain(against[0].figure.id)
})

test.each([
  { asks: '场地99平 座席9个 能办吗', gets: ['premises.area unmet', 'premises.seats unmet'] },
  { asks: '8个座席，3个人，够吗', gets: ['premises.seats unmet', 'staff.count unmet'] },
  { asks: '8个座席3个人够吗', gets: [] },
  { asks: '10个座席配2个客服够吗', gets: [] },
  { asks: '100平 放10个座席够吗', gets: [] },
  { asks: '场地120平，座席9个，能办吗', gets: ['premises.seats unmet', 'premises.area met'] },
  { asks: '注册资本1000万，座席8个，能办全国吗', gets: ['premises.seats unmet', 'capital.amount met'] },
  {
    asks: '500万，5个人，80平，12个座席，能办全国吗',
    gets: ['capital.amount unmet', 'premises.area unmet', 'staff.count met', 'premises.seats met'],
  },
  { asks: '注册资本500万，座席12个，够吗', gets: ['capital.amount unknown', 'premises.seats met'] },
  { asks: '一人一席够吗', gets: [] },
  { asks: '场地99平 租3年 能办吗', gets: [] },
  { asks: '注册资本1000万实缴500万够吗', gets: [] },
  { asks: '座席8个 9个电脑 够吗', gets: [] },
  { asks: '3个人 2个客服够吗', gets: [] },
  { asks: '录音存15天日志存6个月可以吗', gets: [] },
  { asks: '注册资本1000万，座席要8个吗', gets: [] },
])('$asks: each value by its own rule, the worst first, or none', ({ asks, gets }) => {
  const given = answers(asks, shipped, { asOf: today })
  expect(
    given.flatMap((one) =>
      one.kind === 'found' && one.judgement ? [`${one.entry.id} ${one.judgement.state}`] : [],
    ),
  ).toEqual(gets)
})

test.each([
  { asks: '那省内的呢', after: 'capital.amount', gets: ['capital.amount'] },
  { asks: '省内呢', after: 'capital.amount', gets: ['capital.amount'] },
  { asks: '在广东办呢', after: 'capital.amount', gets: ['capital.amount'] },
  { asks: '那呼入呢', after: 'recording.keep', gets: ['recording.keep'] },
  { asks: '要60天吗', after: 'renewal.when', gets: ['renewal.when'] },
  { asks: '80万吗', after: 'capital.amount', gets: ['capital.amount'] },
  { asks: '那60天呢', after: 'renewal.working-days', gets: ['renewal.when', 'renewal.working-days'] },
  { asks: '500万呢', after: 'capital.paid-in', gets: ['capital.amount', 'capital.paid-in'] },
])('$asks after $after stays with the rule or asks back', ({ asks, after, gets }) => {
  const given = answer(asks, shipped, { asOf: today, topic: entryId(after) })
  expect(entriesOf(given).slice(0, gets.length)).toEqual(gets)
  expect(given.kind).toBe(gets.length > 1 ? 'ambiguous' : 'found')
})

test('two questions with a value each are each judged', () => {
  const given = answers('1000万够吗，8个座席够吗', shipped, { asOf: today })
  expect(given.map((one) => one.kind === 'found' && one.judgement?.state)).toEqual(['met', 'unmet'])
})

test('what was found besides is offered as related, the judging entry never', () => {
  const given = answer('500万够不够办全国的', shipped, { asOf: today })
  if (given.kind !== 'found') throw new Error(given.kind)
  expect(given.entry.id).toBe('capital.amount')
  expect(given.related.every(({ id }) => id !== 'capital.amount')).toBe(true)
})

const asks = '1000万能办全国吗'

/** The same knowledge with a nationwide minimum that doubles in 2027. */
function doubling(): Knowledge {
  const id = figureId('capital.nationwide')
  const [row] = shipped.figures.get(id) ?? []
  if (row === undefined) throw new Error('no capital.nationwide')
  const then = [
    { ...row, until: day('2026-12-31') },
    { ...row, value: Number(row.value) * 2, since: day('2027-01-01') },
  ]
  return { ...shipped, figures: new Map([...shipped.figures, [id, then]]) }
}

test('the figure is the one in force on the day', () => {
  const knowledge = doubling()
  expect(judged(asks, { asOf: day('2026-12-31') }, knowledge)?.judgement.state).toBe('met')
  expect(judged(asks, { asOf: day('2027-01-01') }, knowledge)?.judgement.state).toBe('unmet')
})

/** The same knowledge with one entry changed or, under another id, added. */
function withEntry(id: string, change: Partial<EntrySource>): Knowledge {
  const entry = shipped.entries.get(entryId(id))
  const condition = shipped.conditions.get(entryId(id))
  if (entry === undefined || condition === undefined) throw new Error(`${id} has no condition`)
  const changed = { ...entry, ...change }
  return {
    ...shipped,
    entries: new Map([...shipped.entries, [changed.id, changed]]),
    conditions: new Map([...shipped.conditions, [changed.id, condition]]),
  }
}

test('a rule no longer in force judges nothing', () => {
  const knowledge = withEntry('capital.amount', { until: day('2026-12-31') })
  expect(judged(asks, { asOf: day('2026-12-31') }, knowledge)?.by).toBe('capital.amount')
  expect(judged(asks, { asOf: day('2027-01-01') }, knowledge)).toBeUndefined()
})

test('a local rule judges nothing: nobody says where the company is', () => {
  const knowledge = withEntry('capital.amount', { appliesTo: { licence: ['B24'], regions: ['重庆'] } })
  expect(judged(asks, {}, knowledge)).toBeUndefined()
})

test('what two rules could judge alike is judged by none', () => {
  const knowledge = withEntry('capital.amount', { id: entryId('capital.twin') })
  expect(judged(asks, {}, knowledge)).toBeUndefined()
  expect(judged('注册资本1000万够吗', {}, knowledge)).toBeUndefined()
})

test('an amount that nothing names is judged by law only', () => {
  const knowledge = withEntry('capital.amount', { severity: 'practice' })
  expect(judged('1000万够吗', {}, knowledge)).toBeUndefined()
  expect(judged('注册资本1000万够吗', {}, knowledge)?.judgement.severity).toBe('practice')
})

test('before its rule there is no verdict', () => {
  expect(judged(asks, { asOf: day('2010-01-01') })).toBeUndefined()
})

const figureValue = (id: string): bigint => BigInt(shipped.figures.get(figureId(id))?.[0]?.value ?? 0)

test('any amount comes out as plain comparing says, and is shown as it was typed', () => {
  const nationwide = figureValue('capital.nationwide')
  fc.assert(
    fc.property(fc.bigInt({ min: nationwide / 20n, max: nationwide * 3n }), (amount) => {
      const given = judged(`注册资本${written(exactly(amount * 100n), 'yuan')}办全国够吗`)
      expect(given?.judgement.state).toBe(amount >= nationwide ? 'met' : 'unmet')
      expect(given?.judgement.quantity.range).toEqual(exactly(amount * 100n))
    }),
    { numRuns: 60 },
  )
})

test('any number of days left comes out as plain comparing says', () => {
  const lead = figureValue('renewal.lead')
  fc.assert(
    fc.property(fc.bigInt({ min: 2n, max: 400n }), (days) => {
      expect(judged(`还有${days}天到期来得及吗`)?.judgement.state).toBe(days >= lead ? 'met' : 'unmet')
    }),
    { numRuns: 60 },
  )
})

test('any time ahead that follows its rule comes out as plain comparing says', () => {
  const lead = figureValue('renewal.lead')
  fc.assert(
    fc.property(
      fc.bigInt({ min: 2n, max: 400n }),
      fc.constantFrom('那□天呢', '□天行吗', '提前□天呢'),
      (days, asks) => {
        const given = judged(asks.replace('□', String(days)), { topic: entryId('renewal.when') })
        expect(given?.by).toBe('renewal.when')
        expect(given?.judgement.state).toBe(days >= lead ? 'met' : 'unmet')
      },
    ),
    { numRuns: 60 },
  )
})

test('a bare time is judged only right after a rule on times', () => {
  const after = [...shipped.entries.keys()].filter((topic) => judged('那60天呢', { topic }) !== undefined)
  expect(after.toSorted()).toEqual(
    ['duties.complaint', 'recording.keep', 'recording.logs', 'renewal.when', 'staff.social-insurance'].map(
      entryId,
    ),
  )
})

test('a word more than the known ones and nothing is judged', () => {
  for (const word of ['美元', '工资', '实缴', '不', '用户', '罚'])
    expect(judged(`500万${word}能办全国吗`), word).toBeUndefined()
})

test('a text is made of words in any order, overlapping or not', () => {
  const some = ['座席', '座席数', '数目', 'agent seats']
  expect(isMadeOf('□座席数目，够不够？', some)).toBe(true)
  expect(isMadeOf('agent seats □', some)).toBe(true)
  expect(isMadeOf('□座席目', some)).toBe(false)
  expect(isMadeOf('', [])).toBe(true)
})
