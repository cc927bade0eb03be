import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { shippedKnowledge } from '../../src/app/read-files.js'
import { namesOf } from '../../src/knowledge/condition/names.js'
import { figuresOf } from '../../src/knowledge/figures.js'
import { contentsOf, readFiles } from '../../src/knowledge/files.js'
import { inputsOf, type Given } from '../../src/knowledge/condition/inputs.js'
import { readCondition } from '../../src/knowledge/condition/read-condition.js'
import { stateOf } from '../../src/knowledge/condition/state-of.js'
import { inputId } from '../../src/values/ids.js'
import { valueOf } from './conditions.js'
import { day, today } from './small.js'

const row = z.strictObject({
  entry: z.string(),
  known: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.boolean(), z.number()])),
  on: z.string().transform(day).default(today),
  state: z.enum(['met', 'unmet', 'unknown']),
  open: z.array(z.string()).default([]),
})
type Row = z.output<typeof row>

const cases = z
  .record(z.string(), z.array(row))
  .parse(parse(readFileSync(new URL('shipped-conditions.yaml', import.meta.url), 'utf8')))

const paths = readdirSync(shippedKnowledge, { recursive: true, encoding: 'utf8' })
const read = readFiles(
  paths
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(shippedKnowledge + path, 'utf8') })),
)
if (read.files === undefined) throw new Error('the shipped knowledge cannot be read')
const contents = contentsOf(read.files)
const inputs = inputsOf(contents.inputs.inputs)
const figures = figuresOf(contents.figures.figures)
const tested = contents.entries.filter(({ met }) => met !== undefined)

function givenOf(known: Row['known']): Given {
  return new Map(
    Object.entries(known).map(([name, answer]) => {
      const input = inputs.get(inputId(name))
      if (input === undefined) throw new Error(`no input ${name}`)
      return [input.id, valueOf(input, answer)]
    }),
  )
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  test.each(rows)('$entry $known is $state', ({ entry, known, on, state, open }) => {
    const condition = readCondition(
      tested.find(({ id }) => id === entry)?.met ?? '',
      namesOf(inputs, figures),
    )
    if (!condition.ok) throw new Error(`${entry}: ${condition.faults[0]?.message}`)
    const judgement = stateOf(condition.condition, { inputs, figures, given: givenOf(known), asOf: on })
    expect({ state: judgement.state, open: judgement.open }).toEqual({ state, open })
  })
})

describe('how binding', () => {
  const of = (severity: string, blocks?: string): readonly string[] =>
    tested.filter((entry) => entry.severity === severity && entry.blocks === blocks).map(({ id }) => id)

  test('these stop an application or a renewal', () => {
    expect(of('law', 'application')).toEqual([
      'annual.when',
      'capital.amount',
      'change.overview',
      'change.name',
      'company.legal-person',
      'company.dishonest-list',
      'documents.technical-plan',
      'premises.site',
      'premises.equipment',
      'renewal.when',
      'renewal.proof-opened',
      'scope.marketing-calls',
      'staff.technicians',
    ])
  })

  test('a practice or an advice is never compared with a figure of the law, nor law with what an article says', () => {
    const names = tested.map(({ id, severity, met = '' }) => ({ id, severity, met }))
    const compared = names.filter(({ met }) => met.includes('figure.'))
    const claims = compared.filter(({ met }) => met.includes('figure.claim.'))
    expect(claims.filter(({ severity }) => severity !== 'practice')).toEqual([])
    expect(compared.filter((one) => one.severity === 'practice' && !claims.includes(one))).toEqual([])
  })
})
