import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { faultLine, type Fault } from '../../src/knowledge/fault.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { loadedFlows, plantedFiles as files } from './planted.js'

const edit = {
  file: z.string().default('flows/planted.yaml'),
  replace: z.tuple([z.string().describe('all there is, where it is empty'), z.string().transform(written)]),
}
const plant = z.strictObject({
  name: z.string(),
  first: z.strictObject(edit).optional().describe('no mistake by itself'),
  ...edit,
  expects: z.strictObject({
    file: z.string().default('flows/planted.yaml'),
    line: z.number(),
    column: z.number(),
    says: z.array(z.string()),
  }),
  also: z.number().default(0).describe('faults that follow from it'),
})

const planted = z
  .record(z.string(), z.array(plant))
  .parse(parse(readFileSync(new URL('planted-faults.yaml', import.meta.url), 'utf8')))

function written(text: string): string {
  return text.replace(/(\p{Script=Han})×(\d+)/gu, (_, character: string, times: string) =>
    character.repeat(Number(times)),
  )
}

describe.each(Object.entries(planted))('%s', (_, plants) => {
  test.each(plants)('$name', ({ first, file, replace, expects, also }) => {
    const before = first === undefined ? files : changed(first.file, first.replace)
    const faults = faultsOf(changed(file, replace, before))
    const found = faults.find(
      ({ line, message, remedy }) =>
        line === expects.line && expects.says.every((part) => `${message} ${remedy}`.includes(part)),
    )
    expect(found, shown(faults)).toMatchObject({ file: expects.file, column: expects.column })
    expect(found?.remedy.length, shown(faults)).toBeGreaterThan(2)
    expect(faults, shown(faults)).toHaveLength(1 + also)
  })
})

test('the flow itself has no fault, and its cases reach all of it', () => {
  expect(shown(faultsOf(files))).toBe('')
})

test('faults of several parts are told at once, in the order of the file', () => {
  const some = ['a label for an option nobody knows', 'two voices', 'a requirement without a source']
  const plants = Object.values(planted)
    .flat()
    .filter(({ name }) => some.includes(name))
  const wrong = plants.reduce((done, { file, replace }) => changed(file, replace, done), files)
  const lines = faultsOf(wrong).map(({ line }) => line)
  expect(lines).toEqual([...lines].sort((a, b) => a - b))
  expect(lines).toHaveLength(some.length)
})

test('what changes no verdict may stay open though all was answered: a notice', () => {
  const loaded = loadedFlows(
    changed('flows/planted.yaml', ['  - input: area\n', '  - input: area\n    when: opened\n']),
  )
  const told = loaded.ok ? loaded.notices.map(({ message }) => message) : []
  expect(loaded.ok ? told : shown(loaded.faults)).toEqual(['每一题都答了，place.area 也可能定不下来'])
})

const everything = ''

function changed(
  file: string,
  [from, to]: readonly [string, string],
  of: readonly TextFile[] = files,
): readonly TextFile[] {
  const before = of.find(({ path }) => path === file)
  const text = from === everything ? to : before?.text.replace(from, () => to)
  if (text === undefined || text === before?.text) throw new Error(`${file} has no ${from}`)
  return [...of.filter((one) => one !== before), { path: file, text }]
}

function faultsOf(texts: readonly TextFile[]): readonly Fault[] {
  const loaded = loadedFlows(texts)
  return loaded.ok ? [] : loaded.faults
}

const shown = (faults: readonly Fault[]): string => faults.map(faultLine).join('\n')
