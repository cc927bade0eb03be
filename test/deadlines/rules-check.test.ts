import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { rulesFrom } from '../../src/deadlines/load-rules.js'
import { faultLine, type Fault } from '../../src/knowledge/fault.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { ruleId } from '../../src/values/ids.js'
import { shipped, shippedTexts } from '../knowledge/shipped.js'
import { day, small, today } from '../knowledge/small.js'
import { smallRuleFiles as files } from './small-rules.js'

const readme = readFileSync(new URL('../../knowledge/README.md', import.meta.url), 'utf8')

const text = z.string().transform((written) => written.replaceAll('\\n', '\n'))
const plant = z.strictObject({
  name: z.string(),
  file: z.string(),
  replace: z.tuple([text, text]),
  expects: z.strictObject({ line: z.number(), column: z.number().optional(), says: z.array(z.string()) }),
})
type Plant = z.output<typeof plant>

const planted = z
  .record(z.string(), z.array(plant))
  .parse(parse(readFileSync(new URL('rules-planted-faults.yaml', import.meta.url), 'utf8')))

describe.each(Object.entries(planted))('%s', (kind, plants) => {
  test.each(plants)('$name', ({ file, replace, expects }) => {
    const faults = faultsOf(changed(files, file, replace))
    const found = faults.find((fault) => fault.file === file && fault.line === expects.line)
    expect(found, shown(faults)).toBeDefined()
    if (expects.column !== undefined) expect(found?.column, shown(faults)).toBe(expects.column)
    for (const part of expects.says) expect(shown(faults)).toContain(part)
    // One mistake of YAML makes the parser stumble again and again, and a holiday in the wrong year has many wrong days.
    if (kind !== 'syntax' && kind !== 'holidays') expect(faults, shown(faults)).toHaveLength(1)
  })
})

test('the rules themselves have no fault', () => {
  expect(shown(faultsOf(files))).toBe('')
})

test('faults in several files are told at once, in the order of the files', () => {
  const plants = Object.values(planted)
    .flat()
    .filter(({ name }) =>
      [
        'one phrase for two events',
        'a make-up day on a weekday',
        'a figure nobody knows',
        'a rung more than 400 days ahead',
        'a trait nobody knows',
      ].includes(name),
    )
  const wrong = plants.reduce((done, { file, replace }) => changed(done, file, replace), files)
  expect(faultsOf(wrong).map(({ file, line }) => `${file}:${line}`)).toEqual([
    'events.yaml:16',
    'holidays/2026.yaml:7',
    'rules/company.yaml:18',
    'rules/licence.yaml:6',
  ])
})

test('without its events no rule is read', () => {
  expect(faultsOf(files.filter(({ path }) => path !== 'events.yaml')).map(({ file }) => file)).toEqual([
    'events.yaml',
  ])
})

test('an event that no rule looks at is a notice', () => {
  const alone = changed(files, 'rules/licence.yaml', ['    done: reported\n', ''])
  const read = rulesFrom(alone, small, today)
  expect(read.ok && read.notices.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '13 没有规则用到“报送年报”',
  ])
})

test('a figure of the law is taken as of the day', () => {
  const counted = changed(files, 'rules/company.yaml', ['days: 15', 'figure: recording.days'])
  const spanOn = (on: string): unknown => {
    const read = rulesFrom(counted, small, day(on))
    return read.ok ? read.rules.all.get(ruleId('complaint-reply'))?.due : shown(read.faults)
  }
  const due = { kind: 'counted', from: 'complaint' }
  expect(spanOn('2023-12-31')).toEqual({ ...due, span: { unit: 'day', amount: 30 } })
  expect(spanOn('2024-01-01')).toEqual({ ...due, span: { unit: 'day', amount: 60 } })
})

test('a figure that is not in force says so', () => {
  const read = rulesFrom(files, small, day('2017-08-31'))
  expect(read.ok ? '' : shown(read.faults)).toContain('rules/licence.yaml:6:37 数字 renewal.lead 今天没有值')
})

test('the example that editors copy is a rule', () => {
  const [, example = ''] = /```yaml\n( {2}- id: renewal-filing[\s\S]*?)```/.exec(readme) ?? []
  const others = shippedTexts.filter(({ path }) => !path.startsWith('rules/'))
  const read = rulesFrom(
    [...others, { path: 'rules/example.yaml', text: `rules:\n${example}` }],
    shipped,
    today,
  )
  expect(read.ok ? [...read.rules.all.keys()] : shown(read.faults)).toEqual(['renewal-filing'])
})

/** What a plant says must stand in the rules exactly once, or the plant plants nothing. */
function changed(
  before: readonly TextFile[],
  path: string,
  [from, to]: Plant['replace'],
): readonly TextFile[] {
  return before.map((file) => {
    if (file.path !== path) return file
    const times = file.text.split(from).length - 1
    if (times !== 1) throw new Error(`“${from}” stands ${times} times in ${path}`)
    return { path, text: file.text.replace(from, () => to) }
  })
}

function faultsOf(texts: readonly TextFile[]): readonly Fault[] {
  const read = rulesFrom(texts, small, today)
  return read.ok ? [] : read.faults
}

const shown = (faults: readonly Fault[]): string => faults.map(faultLine).join('\n')
