import { expect, test } from 'vitest'
import { faceOf } from '../../src/draw/face.js'
import { drawable, unshownOf, widthOf } from '../../src/draw/letters.js'
import { drawing } from './samples.js'

const { faces } = drawing('2026-11-22')

test.each([
  ['中', 1],
  ['，', 1],
  ['□', 1],
])('%s is one em wide', (character, ems) => {
  expect(faces.regular.widthOf(character)).toBe(ems)
  expect(faces.bold.widthOf(character)).toBe(ems)
})

test('Latin letters have widths of their own, and wider ones in bold', () => {
  expect(widthOf('i', faces.regular)).toBeLessThan(widthOf('W', faces.regular))
  expect(widthOf('mm', faces.regular)).toBe(2 * widthOf('m', faces.regular))
  expect(widthOf('2026', faces.bold)).toBeGreaterThan(widthOf('2026', faces.regular))
})

test.each(['喆', '㎡', '−', '✗', '堃', '國', '👍'])('the font has no %s', (character) => {
  expect(faces.regular.widthOf(character)).toBeUndefined()
})

test('every digit and both weights know the same characters', () => {
  for (let code = 0x20; code < 0xffff; code++) {
    const character = String.fromCodePoint(code)
    expect(faces.regular.widthOf(character) === undefined).toBe(faces.bold.widthOf(character) === undefined)
  }
})

test('a font of another kind is refused, not read as blanks', () => {
  expect(() => faceOf(new TextEncoder().encode(`wOF2${'\0'.repeat(60)}`))).toThrow(/no table/)
})

test.each([
  ['张喆', '张□'],
  ['场地 200㎡', '场地 200平方米'],
  ['−7 天 ✗', '-7 天 ×'],
  ['第一行\n第二行', '第一行 第二行'],
  ['  两头有空 ', '两头有空'],
  ['看不见\u200b的\u202e字\u0007', '看不见的字'],
  ['👨‍👩‍👧公司', '□公司'],
  ['❤️好', '□好'],
  ['ｶ', 'カ'],
  ['㈱某某', '(株)某某'],
  ['国\u{e0100}', '国'],
  ['e\u0301', 'é'],
  ['\ud800', ''],
  ['', ''],
])('%j is drawn as %j', (text, drawn) => {
  expect(drawable(text, faces.regular)).toBe(drawn)
})

test('what cannot be shown is named once, as it reads; what is only written otherwise is not', () => {
  expect(unshownOf(['张喆公司', '200㎡', '张喆公司', '甲公司'], faces.regular)).toEqual(['张喆公司'])
})
