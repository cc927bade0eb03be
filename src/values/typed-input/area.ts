import { typedMeasure, type End } from './measured.js'
import { ask, refused, type Problem, type Typed } from './typed.js'

const squareMetre = /^个?(?:平方米|平米|平方公尺|平方|平|㎡|m2|m²|m\^2|sqm|squaremet(?:er|re)s?)?$/
/** Measures whose size differs from place to place, or that leave open what they measure. */
export const localAreas = '亩|坪|英亩|平方英尺|平方尺|平尺|尺|方|sqft|ft2|ft²|分地'
const local = new RegExp(`^(?:${localAreas})$`)
const larger: readonly (readonly [RegExp, bigint])[] = [
  [/^(?:公顷|ha)$/, 10_000n],
  [/^(?:平方公里|平方千米|km2|km²)$/, 1_000_000n],
]

/** An area in square metres: 120, 80平, 80到100平米, 八十几平. */
export function typedArea(text: string): Typed {
  return typedMeasure(text, {
    unit: 'square-metre',
    subject: '面积|场地|办公室|办公场地|办公场所|职场|建筑面积|使用面积|租了|租的',
    steps: stepsPerOne,
  })
}

function stepsPerOne({ sign, unit }: End): bigint | Problem {
  if (sign !== '') return refused('unreadable')
  if (squareMetre.test(unit)) return 100n
  if (local.test(unit)) return ask('local-unit')
  if (/^[米m]$/.test(unit)) return ask('which-unit')
  const metres = larger.find(([written]) => written.test(unit))?.[1]
  return metres === undefined ? refused('unreadable') : metres * 100n
}
