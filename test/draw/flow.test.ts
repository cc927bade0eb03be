import { expect, test } from 'vitest'
import { pngOf, readFaces } from '../../src/app/picture.js'
import { mermaidOf } from '../../src/draw/flow-mermaid.js'
import { flowShown } from '../../src/draw/flow-shown.js'
import { flowSvg } from '../../src/draw/flow-svg.js'
import { loadedFlows, plantedFiles } from '../interview/planted.js'
import { today } from '../knowledge/small.js'
import { textsOf } from './svg-texts.js'

const faces = readFaces()

/** The flow of these tests, with its cases as they are or without all but the first two. */
function shownWith(cases: 'all' | 'two') {
  const files = plantedFiles.map((file) =>
    cases === 'two' && file.path.endsWith('.cases.yaml')
      ? { ...file, text: file.text.slice(0, file.text.indexOf('  - case: P3')) }
      : file,
  )
  const [proof] = loadedFlows(files).proofs
  if (proof === undefined) throw new Error('the flow cannot be walked')
  return flowShown(proof, today)
}

test('every text of the picture stays on it, in characters that the font has', () => {
  const svg = flowSvg(shownWith('two'), faces)
  const texts = textsOf(svg)
  const height = Number(/height="(\d+)"/.exec(svg)?.[1])
  expect(texts.length).toBeGreaterThan(40)
  for (const { x, y, size, bold, text } of texts) {
    const face = bold ? faces.bold : faces.regular
    const width = [...text].reduce((sum, one) => sum + (face.widthOf(one) ?? NaN), 0) * size
    expect({ text, out: !(x >= 0 && x + width <= 760 && y < height && size >= 14) }).toEqual({
      text,
      out: false,
    })
  }
})

test('the picture can be drawn, and is the same every time', async () => {
  const svg = flowSvg(shownWith('all'), faces)
  expect(flowSvg(shownWith('all'), faces)).toBe(svg)
  expect((await pngOf(svg)).length).toBeGreaterThan(10_000)
})

test('questions come in their order by topic, with their conditions, then requirements and outcomes', () => {
  const { topics, requirements, outcomes } = shownWith('all')
  expect(topics.map(({ name, questions }) => [name, questions.map(({ place }) => place)])).toEqual([
    ['业务', [0]],
    ['公司', [1]],
    ['业务', [2, 3]],
    ['场地', [4]],
    ['材料', [5, 6]],
  ])
  expect(topics[2]?.questions[1]?.notes).toEqual(['仅当 opened'])
  expect(requirements.map(({ name, reads }) => `${name} ${reads.join()}`)).toContain('录音存得够久吗 2,3')
  expect(outcomes.map(({ notes }) => notes)).toEqual([['当 coverage.one_province'], ['其余情况']])
})

test('colours tell what the cases reach', () => {
  const partsOf = ({ topics, requirements, outcomes }: ReturnType<typeof shownWith>) => [
    ...topics.flatMap(({ questions }) => questions),
    ...requirements,
    ...outcomes,
  ]
  expect(new Set(partsOf(shownWith('all')).map(({ cover }) => cover))).toEqual(new Set(['all']))
  const few = partsOf(shownWith('two'))
  expect(few.find(({ name }) => name.startsWith('1. 在几个省'))).toMatchObject({
    cover: 'some',
    notes: ['没有例题答：nationwide'],
  })
  expect(few.find(({ name }) => name === '2. 全国证')).toMatchObject({ cover: 'none' })
  const mermaid = mermaidOf(shownWith('two'))
  expect(mermaid).toContain('q0["1. 在几个省做？<br/>没有例题答：nationwide"]:::some')
  expect(mermaid).toMatch(/o1\["2\. 全国证.*\]:::none/)
})

test('signs that mean something to Mermaid are written by their number', () => {
  const shown = shownWith('all')
  const part = { name: 'a "b" && <c> #d', notes: [], cover: 'all' as const, reads: [0] }
  const mermaid = mermaidOf({ ...shown, requirements: [part] })
  expect(mermaid).toContain('r0["a #34;b#34; #38;#38; #60;c#62; #35;d"]:::all')
  expect(mermaid).toContain('q0 -.-> r0')
})
