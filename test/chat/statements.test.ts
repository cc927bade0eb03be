import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import type { BulkScope, SaidDeed } from '../../src/chat/said/bulk-said.js'
import { manySaid } from '../../src/chat/said/many-said.js'
import { requestIn } from '../../src/chat/said/request.js'
import { expires, issued, statedMatter } from '../../src/chat/said/stated-matter.js'
import { saidReport } from '../../src/chat/said/stated-report.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { shipped } from '../knowledge/shipped.js'
import { today } from './shipped.js'

const rows = z.array(z.strictObject({ says: z.string(), is: z.string() }))
const { stated, reported, requested, many } = z
  .strictObject({ stated: rows, reported: rows, requested: rows, many: rows })
  .parse(parse(readFileSync(new URL('statements.yaml', import.meta.url), 'utf8')))

/** The parts that are there, in one line. */
const line = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ')

const after = (word: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : `${word} ${value}`

function statedLine(says: string): string {
  const found = statedMatter(says, today)
  if (found === undefined) return 'none'
  const on = (kind: typeof expires) => found.events.find(({ event }) => event === kind)?.on
  const { holder, number, scope, province, yearless } = found
  const day = on(expires) ?? `--${yearless ?? ''}`
  return line(day, holder, after('since', on(issued)), number, scope, province)
}

function reportedLine(says: string): string {
  const found = saidReport(says, shippedRules, today)
  if (found === undefined) return 'none'
  const { event, on, time, expiresOn, sets, receipt } = found.report
  const more = [after('until', expiresOn), after('sets', sets?.on), after('receipt', receipt)]
  return line(event, on, time, ...more, after('about', found.about))
}

function requestedLine(says: string): string {
  const found = requestIn(says)
  const about = found === undefined || !('about' in found) || found.about === '' ? undefined : found.about
  switch (found?.kind) {
    case undefined:
      return 'none'
    case 'hours':
      return line(...found.hours.map(([name, time]) => `${name} ${time ?? 'no time'}`))
    case 'monthly':
      return line(found.wanted ? 'monthly' : 'not monthly')
    case 'dates':
      return line('yearly', found.dates.join(','), after('of', about))
    case 'days': {
      const how = [
        found.after ? 'after' : undefined,
        found.from ? 'on' : undefined,
        found.beforeExpiry ? 'before expiry' : undefined,
      ]
      return line(found.days.join(','), ...how, after('of', about))
    }
    case 'switch':
      return line(found.to, after('of', about))
    case 'stop':
      return line('stop', about)
    case 'mend': {
      const { fix } = found
      return line('number' in fix ? `number ${fix.number}` : `holder ${fix.holder}`, after('of', about))
    }
  }
}

function scopeLine(scope: BulkScope): string {
  if (scope.kind === 'told') return 'told'
  if (scope.kind === 'listed') return line('listed', scope.count?.toString())
  const about = scope.about === '' ? 'everything' : scope.about
  return line('of', about, scope.days === undefined ? undefined : `in ${scope.days} days`)
}

function deedLine(deed: SaidDeed): string {
  switch (deed.kind) {
    case 'done':
      return line('done', deed.what, deed.on)
    case 'mark':
      return deed.mark
    case 'put-off':
      return `put off to ${deed.until}`
    case 'put-off-until-when':
      return 'put off until when'
  }
}

function manyLine(says: string): string {
  const found = manySaid(says, today)
  const about = found !== undefined && 'about' in found && found.about !== '' ? found.about : undefined
  switch (found?.kind) {
    case undefined:
      return 'none'
    case 'bulk':
      return line(deedLine(found.deed), scopeLine(found.scope))
    case 'leave':
      return line('leave', about)
    case 'in-time':
      return line('in time', found.days?.toString(), after('of', about))
    case 'keepers':
      return 'keepers'
    case 'redate':
      return line('redate', after('of', found.about))
    case 'due':
      return line('due', found.rest === '' ? undefined : found.rest)
    case 'month':
      return line('month', found.month.from, found.month.to)
  }
}

describe('what a sentence states of a licence', () => {
  test.each(stated)('$says', ({ says, is }) => {
    expect(statedLine(says)).toBe(is)
  })
})

describe('what a sentence reports', () => {
  test.each(reported)('$says', ({ says, is }) => {
    expect(reportedLine(says)).toBe(is)
  })
})

describe('what a sentence asks to be changed', () => {
  test.each(requested)('$says', ({ says, is }) => {
    expect(requestedLine(says)).toBe(is)
  })
})

describe('what a sentence says of many', () => {
  test.each(many)('$says', ({ says, is }) => {
    expect(manyLine(says)).toBe(is)
  })
})

const questions = [...shipped.golden.map(({ q }) => q), ...[...shipped.asked.values()].flat()]

test('no question that people asked states a licence', () => {
  expect(questions.length).toBeGreaterThan(1_000)
  expect(questions.filter((question) => statedMatter(question, today) !== undefined)).toEqual([])
})

test('no question that people asked asks for anything to be changed', () => {
  expect(questions.filter((question) => requestIn(question) !== undefined)).toEqual([])
})

test('hardly a question that people asked could report something, and then nothing that has a name here', () => {
  const plain = questions.filter((question) => {
    const found = saidReport(question, shippedRules, today)
    return found !== undefined && found.about === undefined
  })
  expect(plain.length, plain.join('，')).toBeLessThan(5)
})

test('no question that people asked means all that is here, or what was listed', () => {
  const meant = questions.filter((question) => {
    const found = manySaid(question, today)
    if (found?.kind === 'bulk') return found.scope.kind !== 'named' || found.scope.about === ''
    return (
      found?.kind === 'month' ||
      found?.kind === 'keepers' ||
      found?.kind === 'redate' ||
      found?.kind === 'due' ||
      (found?.kind === 'leave' && found.about === '')
    )
  })
  expect(meant).toEqual([])
})
