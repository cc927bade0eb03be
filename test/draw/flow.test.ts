import { describe, expect, test } from 'vitest'
import { pngOf, readFaces } from '../../src/app/picture.js'
import { mermaidOf } from '../../src/draw/flow-mermaid.js'
import { flowShown } from '../../src/draw/flow-shown.js'
import { flowSvg } from '../../src/draw/flow-svg.js'
import { flowsFrom } from '../../src/interview/load-flows.js'
import { loadedFlows, plantedFiles } from '../interview/planted.js'
import { today } from '../knowledge/small.js'
import { flowTexts } from '../interview/shipped-flows.js'
import { shipped } from '../knowledge/shipped.js'
import { areOne, drawnIn, inner, isAt, isWithin, meet } from './drawn-shapes.js'
import { sizeOf, textsOf } from './svg-texts.js'

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

const shippedProofs = flowsFrom(flowTexts, shipped, today).proofs
const pictures: readonly (readonly [name: string, svg: string])[] = [
  ['a small one that the cases do not reach', flowSvg(shownWith('two'), faces)],
  ...shippedProofs.map((proof) => [proof.flow.id, flowSvg(flowShown(proof, today), faces)] as const),
]

describe.each(pictures)('the picture of %s', (_, svg) => {
  const drawn = drawnIn(svg, faces)

  test('has every text on it, in characters that the font has, large enough to be read', () => {
    const [width, height] = sizeOf(svg)
    expect(drawn.texts.length).toBeGreaterThan(40)
    for (const { text, box, size } of drawn.texts)
      expect({
        text,
        on: isWithin(box, { left: 0, top: 0, right: width, bottom: height }),
        size: size >= 14,
      }).toEqual({
        text,
        on: true,
        size: true,
      })
  })

  test('has no text upon another, nor half in a box', () => {
    const { texts, boxes } = drawn
    const over = texts.flatMap((one, at) =>
      texts
        .slice(at + 1)
        .flatMap((other) => (meet(one.box, other.box) ? [`${one.text}, ${other.text}`] : [])),
    )
    expect(over).toEqual([])
    const half = texts.filter(({ box }) => boxes.some((frame) => meet(box, frame) && !isWithin(box, frame)))
    expect(half.map(({ text }) => text)).toEqual([])
  })

  test('has no line through a text or a box, and no box upon another', () => {
    const { texts, boxes, stretches } = drawn
    expect(boxes.filter((one, at) => boxes.slice(at + 1).some((other) => meet(one, other)))).toEqual([])
    const struck = texts.filter(({ box }) => stretches.some((one) => meet(one, box)))
    expect(struck.map(({ text }) => text)).toEqual([])
    expect(stretches.filter((one) => boxes.some((box) => meet(one, inner(box))))).toEqual([])
  })

  test('has no two lines upon each other that run the same way', () => {
    const { wires } = drawn
    const upon = wires.filter((one, at) => wires.slice(at + 1).some((other) => areOne(one, other)))
    expect(upon).toEqual([])
  })

  test('has every arrow end at a box, or where the way goes on', () => {
    const { tips, boxes, stretches } = drawn
    expect(tips.length).toBeGreaterThan(5)
    const lost = tips.filter((tip) => ![...boxes, ...stretches].some((one) => isAt(tip, one)))
    expect(lost).toEqual([])
  })
})

test('of each question that is read an arrow leads to each that reads it', () => {
  for (const proof of shippedProofs) {
    const shown = flowShown(proof, today)
    const numbers = textsOf(flowSvg(shown, faces)).map(({ text }) => text)
    const expected = [...shown.requirements, ...shown.outcomes].flatMap(({ reads }) =>
      reads.map((place) => String(place + 1)),
    )
    expect(expected.length).toBeGreaterThan(10)
    expect(numbers.filter((text) => /^\d+$/.test(text)).toSorted()).toEqual(expected.toSorted())
  }
})

test('conditions are told in words, as they are read', () => {
  const under = (flow: string, input: string) => {
    const proof = shippedProofs.find((one) => one.flow.id === flow)
    const place = proof?.flow.questions.findIndex((question) => question.input === input)
    const questions =
      proof === undefined ? [] : flowShown(proof, today).topics.flatMap((topic) => topic.questions)
    return questions.find((one) => one.place === place)?.under
  }
  expect(under('eligibility', 'province')).toBe('第3题答“一个”')
  expect(under('eligibility', 'manager-experience')).toBe('第15题答“有”，且第16题答“没有”，且第12题大于零')
  expect(under('eligibility', 'dengbao-reported-on')).toBe('第34题没答“没做过”')
  expect(under('eligibility', 'business')).toBeUndefined()
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
  expect(topics[2]?.questions[1]?.under).toBe('第3题答“开通了”')
  expect(requirements.map(({ name, reads }) => `${name} ${reads.join()}`)).toContain('录音存得够久吗 2,3')
  expect(outcomes.map((one) => one.under)).toEqual(['第1题答“一个省”', undefined])
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
