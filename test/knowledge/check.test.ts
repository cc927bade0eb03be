import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import type { Fault } from '../../src/knowledge/fault.js'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { day, smallFiles, today } from './small.js'

const everything = ''

const plant = z.strictObject({
  name: z.string(),
  file: z.string(),
  replace: z.tuple([z.string().describe('all there is, where it is empty'), z.string().transform(written)]),
  expects: z.strictObject({ line: z.number(), column: z.number().optional(), says: z.array(z.string()) }),
})
type Plant = z.output<typeof plant>

const planted = z
  .record(z.string(), z.array(plant))
  .parse(parse(readFileSync(new URL('planted-faults.yaml', import.meta.url), 'utf8')))

function written(text: string): string {
  return text.replace(/(\p{Script=Han})×(\d+)/gu, (_, character: string, times: string) =>
    character.repeat(Number(times)),
  )
}

describe.each(Object.entries(planted))('%s', (kind, plants) => {
  test.each(plants)('$name', ({ file, replace, expects }) => {
    const faults = faultsOf(changed(smallFiles, file, replace))
    const found = faults.find((fault) => fault.file === file && fault.line === expects.line)
    expect(found, shown(faults)).toBeDefined()
    if (expects.column !== undefined) expect(found?.column, shown(faults)).toBe(expects.column)
    for (const part of expects.says) expect(shown(faults)).toContain(part)
    // One mistake of YAML makes the parser stumble again and again; any other mistake is told once.
    if (kind !== 'syntax') expect(faults, shown(faults)).toHaveLength(1)
  })
})

test('the base itself has no fault', () => {
  expect(faultsOf(smallFiles)).toEqual([])
})

test('a line of text that begins with a Latin word and a full-width colon is no key', () => {
  const says = 'says: |\n      条文只写最低限额。\n      EDI：另一项业务。'
  const files = changed(smallFiles, 'requirements/capital.yaml', [
    'says: 条文只写最低限额，没有实缴二字。',
    says,
  ])
  expect(faultsOf(files)).toEqual([])
})

test.each(['sources.yaml', 'figures.yaml', 'inputs.yaml', 'words.yaml', 'scope.yaml', 'questions.yaml'])(
  '%s is missing',
  (path) => {
    const faults = faultsOf(smallFiles.filter((file) => file.path !== path))
    expect(faults.map(({ file }) => file)).toEqual([path])
  },
)

test.each(['capital.yaml', 'requirements/deep/capital.yaml', 'requirement/capital.yaml', 'entries.yaml'])(
  'a file nobody reads: %s',
  (path) => {
    const faults = faultsOf([...smallFiles, { path, text: 'entries: []\n' }])
    expect(faults.map(({ file }) => file)).toEqual([path])
  },
)

const named = (...names: readonly string[]): readonly Plant[] =>
  Object.values(planted)
    .flat()
    .filter(({ name }) => names.includes(name))

test.each([
  {
    fact: 'faults of shape and syntax, one in each of six files',
    plants: named(
      'a full-width colon after a key',
      'a grade of evidence nobody knows',
      'a unit nobody knows',
      'an address that is none',
      'more starters than three',
      'a golden question with an entry and a kind',
    ),
    places: [
      'figures.yaml:21',
      'questions.yaml:2',
      'requirements/capital.yaml:3',
      'requirements/renewal.yaml:36',
      'scope.yaml:1',
      'sources.yaml:7',
    ],
  },
  {
    fact: 'faults of shape, several in one file',
    plants: named(
      'an id with a capital letter',
      'a title too long for a button',
      'a day the calendar does not have',
    ),
    places: ['requirements/capital.yaml:19', 'requirements/capital.yaml:20', 'requirements/capital.yaml:41'],
  },
  {
    fact: 'faults of references and wording',
    plants: named(
      'an unknown figure, with the nearest',
      'an unknown source of a claim',
      'a figure typed by hand',
      'an entry that ends before it begins',
      'two values of one figure on one day',
    ),
    places: [
      'figures.yaml:39',
      'requirements/capital.yaml:4',
      'requirements/capital.yaml:7',
      'requirements/capital.yaml:22',
      'requirements/operation.yaml:25',
    ],
  },
])('$fact are told at once, in the order of the files', ({ plants, places }) => {
  const files = plants.reduce((done, { file, replace }) => changed(done, file, replace), smallFiles)
  expect(faultsOf(files).map(({ file, line }) => `${file}:${line}`)).toEqual(places)
})

test('an entry past its review is a notice, not a fault', () => {
  const loaded = knowledgeFrom(smallFiles, 'small', day('2028-01-01'))
  expect(loaded.ok && loaded.notices.length).toBeGreaterThan(0)
  expect(loaded.ok && loaded.notices.every(({ line }) => line > 1)).toBe(true)
})

/** What a plant says must stand in the base exactly once, or the plant plants nothing. */
function changed(
  files: readonly TextFile[],
  path: string,
  [from, to]: Plant['replace'],
): readonly TextFile[] {
  return files.map((file) => {
    if (file.path !== path) return file
    if (from === everything) return { path, text: to }
    if (file.text.split(from).length !== 2)
      throw new Error(`“${from}” stands ${file.text.split(from).length - 1} times in ${path}`)
    return { path, text: file.text.replace(from, () => to) }
  })
}

function faultsOf(files: readonly TextFile[]): readonly Fault[] {
  const loaded = knowledgeFrom(files, 'small', today)
  return loaded.ok ? [] : loaded.faults
}

function shown(faults: readonly Fault[]): string {
  return faults
    .map(({ file, line, column, message, remedy }) => `${file}:${line}:${column} ${message} → ${remedy}`)
    .join('\n')
}
