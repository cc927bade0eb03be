import { describe, expect, test } from 'vitest'
import { changeDays, changesBetween } from '../../src/knowledge/change-days.js'
import { answer } from '../../src/knowledge/answer.js'
import { faultLine } from '../../src/knowledge/fault.js'
import { finished } from '../../src/knowledge/steps.js'
import { onDaySteps } from '../../src/knowledge/knowledge.js'
import { knowledgeFrom, type Loaded } from '../../src/knowledge/load.js'
import { overdueOn } from '../../src/knowledge/overdue.js'
import { civilDate } from '../../src/values/civil-date.js'
import { prepared, type Edit } from './prepared.js'
import { day, knowledgeOf, small, smallFiles, today } from './small.js'

const filesWith = (...edits: readonly Edit[]) =>
  smallFiles.map((file) => ({
    ...file,
    text: edits.reduce(
      (text, [path, from, to]) => (path === file.path ? text.replace(from, to) : text),
      file.text,
    ),
  }))

const loadedWith = (...edits: readonly Edit[]): Loaded => knowledgeFrom(filesWith(...edits), 'edited', today)

const faultsOf = (loaded: Loaded): readonly string[] => (loaded.ok ? [] : loaded.faults.map(faultLine))

const operation = 'requirements/operation.yaml'

const ending: Edit = ['figures.yaml', 'since: 2024-01-01', 'since: 2024-01-01\n    until: 2027-06-30']

describe('what is prepared', () => {
  test('names the day from which the base says something else', () => {
    const knowledge = knowledgeOf(filesWith(prepared))
    expect(changeDays(knowledge)).toContain('2027-07-01')
    expect(changesBetween(knowledge, day('2027-06-30'), day('2027-07-01'))).toBe(true)
    expect(changesBetween(knowledge, day('2027-06-29'), day('2027-06-30'))).toBe(false)
    expect(changesBetween(knowledge, day('2027-07-01'), day('2027-12-31'))).toBe(false)
  })

  test('is found by its new figure once that day has come', () => {
    const knowledge = knowledgeOf(filesWith(prepared))
    const later = finished(onDaySteps(knowledge, day('2027-07-01')))
    expect(knowledge.index.knows('90')).toBe(later.index.knows('90'))
    expect(later.version).toBe(knowledge.version)
    expect(answer('录音存多久', later, { asOf: day('2027-07-01') })).toMatchObject({
      kind: 'found',
      entry: { id: 'recording.keep' },
    })
  })

  test('that takes a golden question from its entry is a fault that names the day', () => {
    const thief: Edit = [
      operation,
      'entries:\n',
      `entries:
  - id: recording.longer
    title: 录音存多久（新规）
    verdict: 没有期限
    says: 新的规定取消了期限。
    aliases: [录音存多久, 录音要存多久, 录音保存多久]
    concepts: [recording]
    aspects: [how-long]
    citations:
      - { source: licensing-measures, evidence: A, checked: 2026-11-01 }
    since: 2027-07-01
    reviewBy: 2027-11-01
    next: []

`,
    ]
    const asked: Edit = [
      'asked/capital.yaml',
      '  - of: recording.keep\n',
      '  - of: recording.longer\n    questions:\n      - 那录音存多久\n  - of: recording.keep\n',
    ]
    expect(faultsOf(loadedWith(thief, asked))).toEqual([
      expect.stringMatching(
        /^questions\.yaml:3:\d+ “录音存多久”应当得到 recording\.keep，到 2027-07-01 那天是 recording\.longer → /,
      ),
    ])
    const handedOver: Edit = [
      operation,
      'id: recording.keep\n    title: 录音存多久\n',
      'id: recording.keep\n    until: 2027-06-30\n    title: 录音存多久\n',
    ]
    const loaded = loadedWith(thief, asked, handedOver)
    expect(faultsOf(loaded)).toEqual([])
    const named: Edit = [operation, 'title: 录音存多久（新规）', 'title: 录音存多久']
    expect(faultsOf(loadedWith(thief, asked, handedOver, named))).toEqual([])
    expect(faultsOf(loadedWith(thief, named))).toEqual([
      expect.stringMatching(/“录音存多久”.*已经有了 → .*给前一处写上 until/),
    ])
    const dayEarly: Edit = [operation, 'until: 2027-06-30', 'until: 2027-07-01']
    expect(faultsOf(loadedWith(thief, asked, handedOver, named, dayEarly))).not.toEqual([])

    const knowledge = knowledgeOf(filesWith(thief, handedOver, named))
    const later = finished(onDaySteps(knowledge, day('2027-07-01')))
    const taught = '硬盘满了，去年的通话能清掉吗'
    expect(answer(taught, knowledge, { asOf: today })).toMatchObject({ entry: { id: 'recording.keep' } })
    expect(answer(taught, later, { asOf: day('2027-07-01') })).toMatchObject({
      entry: { id: 'recording.longer' },
    })
    expect(loaded.ok && loaded.notices.map(({ message }) => message)).toContain(
      'recording.longer 从 2027-07-01 起才生效',
    )
  })
})

test('a figure that ends with nothing after it is a fault where an entry still names it', () => {
  expect(faultsOf(loadedWith(ending))).toEqual([
    expect.stringMatching(/^requirements\/operation\.yaml:4:\d+ recording\.days 在 2027-07-01 没有值 → /),
  ])
})

test('an entry that has ended is asked nothing any more, and its editor is told', () => {
  const ended: Edit = [
    operation,
    'since: 2017-09-01\n    reviewBy',
    'since: 2017-09-01\n    until: 2026-11-20\n    reviewBy',
  ]
  const loaded = loadedWith(ended)
  expect(faultsOf(loaded)).toEqual([])
  expect(loaded.ok && loaded.notices.map(faultLine)).toContainEqual(
    expect.stringContaining('recording.keep 已经过期（2026-11-20），不再回答'),
  )
})

describe('overdue', () => {
  const entry = [...small.entries.values()][0]
  if (entry === undefined) throw new Error('the small base is empty')
  const dated = (until: string | undefined, reviewBy: string) => ({
    ...entry,
    reviewBy: day(reviewBy),
    ...(until !== undefined && { until: civilDate(until) }),
  })
  const idsOn = (date: string, until: string | undefined, reviewBy: string): string => {
    const overdue = overdueOn([dated(until, reviewBy)], day(date))
    return `${overdue?.ended.length ?? 0} ended, ${overdue?.unchecked.length ?? 0} unchecked`
  }

  test.each([
    ['the last day itself is fine', '2027-06-30', '2027-06-30', '2028-01-01', '0 ended, 0 unchecked'],
    ['the day after the last', '2027-07-01', '2027-06-30', '2028-01-01', '1 ended, 0 unchecked'],
    ['only that day', '2027-07-02', '2027-06-30', '2028-01-01', '0 ended, 0 unchecked'],
    ['the day to check it by is fine', '2027-06-30', undefined, '2027-06-30', '0 ended, 0 unchecked'],
    ['the day after it', '2027-07-01', undefined, '2027-06-30', '0 ended, 1 unchecked'],
    ['what ends need not be checked', '2027-07-01', '2027-06-30', '2027-06-30', '1 ended, 0 unchecked'],
    ['nor what has ended', '2027-07-01', '2027-01-31', '2027-06-30', '0 ended, 0 unchecked'],
    ['over a year end', '2028-01-01', '2027-12-31', '2028-06-30', '1 ended, 0 unchecked'],
    ['over a leap day', '2028-03-01', '2028-02-29', '2028-06-30', '1 ended, 0 unchecked'],
  ])('%s', (_, date, until, reviewBy, expected) => {
    expect(idsOn(date, until, reviewBy)).toBe(expected)
  })
})
