import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { plainText } from '../../src/reply/plain.js'
import type { Due, Rule, Span } from '../../src/deadlines/rule.js'
import { holidayYear } from '../../src/deadlines/holiday-file.js'
import { figureOn, filled } from '../../src/knowledge/figures.js'
import { figureId } from '../../src/values/ids.js'
import { shipped } from '../knowledge/shipped.js'
import { day, today } from '../knowledge/small.js'
import { ruleNamed, shippedRules } from './shipped-rules.js'

const expected = z
  .record(z.string(), z.record(z.string(), z.string()))
  .parse(parse(readFileSync(new URL('rules-shipped.yaml', import.meta.url), 'utf8')))

const rules = [...shippedRules.all.values()]

test('every deadline is there, as firm as the sources say, and nothing beside them', () => {
  const found = rules.map((rule) => [rule.id, summary(rule)] as const)
  expect(Object.fromEntries(found)).toEqual(expected)
})

test('a plain licence hears of what can cost it its business, unasked', () => {
  const unasked = rules.filter(({ matter, optional, needs, starts, due }) => {
    return matter === 'licence' && !optional && !needs && !starts && due.kind !== 'named'
  })
  expect(unasked.map(({ id }) => id)).toEqual([
    'annual-report',
    'renewal-filing',
    'licence-expiry',
    'termination',
    'commence-business',
  ])
})

test('the annual report has its right name and its right consequence', () => {
  const { name, overdue = '' } = ruleNamed('annual-report')
  expect(name).toBe('电信业务经营信息年报')
  expect(overdue).toMatch(/限期报告.*不良名单.*移出.*没有写停证/)
  const said = rules.flatMap((rule) => [
    rule.name,
    rule.overdue ?? '',
    ...rule.ladder.map((rung) => rung.do ?? ''),
  ])
  expect(said.filter((text) => /年检|年审|年度核查|暂停/.test(text))).toEqual([])
})

test.each([
  ['renewal.reminder.start', 'expiry-210d'],
  ['renewal.safe-lead', 'expiry-140d'],
])('what entries tell of our reminders, %s, is rung %s', (figure, id) => {
  const rung = ruleNamed('renewal-filing').ladder.find((one) => one.id === id)
  const { value } = figureOn(shipped.figures, figureId(figure), today) ?? {}
  expect(rung?.when).toEqual({
    kind: 'counted',
    from: 'expires',
    span: { unit: 'day', amount: -Number(value) },
  })
})

test('the safe last day is the one that entries tell', () => {
  const [lead, last] = ['renewal.lead', 'renewal.last-day'].map((id) =>
    Number(figureOn(shipped.figures, figureId(id), today)?.value),
  )
  expect(ruleNamed('renewal-filing').safe).toBe(Number(lead) - Number(last))
})

test('every text can be told today', () => {
  const texts = rules.flatMap(({ overdue, asks, ladder }) => [
    overdue,
    asks,
    ...ladder.map((rung) => rung.do),
  ])
  const told = texts.flatMap((text) => (text === undefined ? [] : filled(text, shipped.figures, today)))
  expect(told.filter((text) => /[{}]|没有对应的数字/.test(text))).toEqual([])
  const longest = told.map((text) => plainText({ blocks: [{ kind: 'paragraph', text: [text] }] }).length)
  expect(Math.max(...longest)).toBeLessThan(160)
})

test('the notice of 2026 has 33 days off and 6 worked weekend days', () => {
  const days = [...(shippedRules.years.find(({ year }) => year === 2026)?.days.values() ?? [])]
  expect([
    days.filter((kind) => kind === 'off').length,
    days.filter((kind) => kind === 'working').length,
  ]).toEqual([33, 6])
})

test('the notice of 2027 is not out yet', () => {
  expect(shippedRules.days.isKnown(day('2026-12-31'))).toBe(true)
  expect(shippedRules.days.isKnown(day('2027-01-01'))).toBe(false)
})

test('a holiday may begin in the year before', () => {
  const { days } = holidayYear({
    year: 2023,
    notice: '国办发明电〔2022〕16号',
    citations: [],
    holidays: [{ name: '元旦', from: day('2022-12-31'), to: day('2023-01-02'), working: [] }],
  })
  expect([...days.keys()]).toEqual(['2022-12-31', '2023-01-01', '2023-01-02'])
})

function summary({ matter, hardness, due, needs, optional }: Rule): Readonly<Record<string, string>> {
  const speaks = [needs ?? '', optional ? 'when switched on' : ''].filter((part) => part !== '').join(' ')
  return { [matter]: hardness, due: dueText(due), ...(speaks === '' ? {} : { speaks }) }
}

function dueText(due: Due): string {
  switch (due.kind) {
    case 'counted':
      return `${due.from} ${spanText(due.span)}`
    case 'earliest':
      return `earliest of ${due.of.map(dueText).join(', ')}`
    case 'window':
      return `${due.opens} to ${due.closes}`
    case 'date':
      return due.on
    case 'named':
      return due.named
    case 'recurring':
      return due.kind
  }
}

const spanText = ({ amount, unit }: Span): string => `${amount < 0 ? '' : '+'}${amount}${unit.charAt(0)}`
