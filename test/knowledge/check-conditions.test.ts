import { describe, expect, test } from 'vitest'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { smallFiles, today } from './small.js'

const shipped =
  'met: capital >= figure.capital.nationwide || coverage.one_province && capital >= figure.capital.provincial'

/** The small base with other text in some files. */
function edited(edits: Readonly<Record<string, (text: string) => string>>): readonly TextFile[] {
  return smallFiles.map(({ path, text }) => ({ path, text: edits[path]?.(text) ?? text }))
}

function faults(files: readonly TextFile[]): readonly string[] {
  const loaded = knowledgeFrom(files, 'small', today)
  return loaded.ok
    ? []
    : loaded.faults.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
}

const withMet = (met: string) => (text: string) => text.replace(shipped, () => met)

/** Twelve options of which each may or may not be there: 4,096 combinations. */
const twelve = Array.from({ length: 12 }, (_, at) => `item-${at + 1}`)
const manyInputs = (text: string): string =>
  `${text}  - { id: things, zh: 十二样, type: many, options: [${twelve.map((id) => `{ id: ${id}, zh: 一样 }`).join(', ')}] }\n`
const allTwelve = twelve.map((id) => `things.${id.replace('-', '_')}`).join(' && ')

describe('what is open when nothing is known', () => {
  test('4,096 combinations are decided', () => {
    const files = edited({
      'inputs.yaml': manyInputs,
      'requirements/capital.yaml': withMet(`met: ${allTwelve}`),
    })
    expect(faults(files)).toEqual([])
  })

  test('more are refused, with their number', () => {
    const files = edited({
      'inputs.yaml': manyInputs,
      'requirements/capital.yaml': withMet(`met: ${allTwelve} && opened`),
    })
    expect(faults(files)).toEqual(['requirements/capital.yaml:15:10 条件有 8192 种组合，最多 4096 种'])
  })
})

describe('a fault within a condition is told where it stands', () => {
  test.each([
    ['in quotes', `met: 'opened && capitel'`, '15:21'],
    ['over two lines', `met: opened &&\n      capitel`, '16:7'],
    ['as a block', `met: |\n      opened &&\n        capitel`, '17:9'],
    ['folded', `met: >-\n      opened\n      && capitel`, '17:10'],
    ['in double quotes', `met: "opened && capitel"`, '15:21'],
  ])('%s', (_, met, place) => {
    const files = edited({ 'requirements/capital.yaml': withMet(met) })
    expect(faults(files)).toEqual([`requirements/capital.yaml:${place} 没有叫 capitel 的输入`])
  })

  test('two at once, each in its place', () => {
    const files = edited({ 'requirements/capital.yaml': withMet('met: opend && capital >= 5') })
    expect(faults(files)).toEqual([
      'requirements/capital.yaml:15:10 没有叫 opend 的输入',
      'requirements/capital.yaml:15:30 条件里不能直接写 5',
    ])
  })
})

test('a condition whose figure ends while the entry goes on', () => {
  const files = edited({
    'figures.yaml': (text) =>
      `${text}  - { id: area.least, name: 最小面积, value: 50, unit: square-metre, source: company-law, evidence: A, since: 2017-09-01, until: 2027-01-31 }\n`,
    'requirements/capital.yaml': withMet('met: area >= figure.area.least'),
  })
  expect(faults(files)).toEqual(['requirements/capital.yaml:15:10 area.least 在 2027-02-01 没有值'])
})
