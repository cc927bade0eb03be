import fc from 'fast-check'
import { expect, test } from 'vitest'
import { widthOf } from '../../src/draw/letters.js'
import { linesOf } from '../../src/draw/lines.js'
import { drawing } from './samples.js'

const { faces } = drawing('2026-11-22')
const face = faces.regular

test.each([
  {
    what: 'no line begins with a point',
    text: '一二三四五，六七',
    width: 5,
    lines: ['一二三四', '五，六七'],
  },
  {
    what: 'nor ends with an opening bracket',
    text: '一二三四（五六）',
    width: 5,
    lines: ['一二三四', '（五六）'],
  },
  { what: 'a date stays whole', text: '到2027年3月2日为止', width: 7, lines: ['到', '2027年3月2日', '为止'] },
  {
    what: 'a number stays with what it counts',
    text: '一二三还剩30天',
    width: 5.5,
    lines: ['一二三还剩', '30天'],
  },
  { what: 'so do working days', text: '一二三四20个工作日', width: 6, lines: ['一二三四', '20个工作日'] },
  {
    what: 'a Latin word stays whole',
    text: '办证办 chizheng',
    width: 5.5,
    lines: ['办证办', 'chizheng'],
  },
  {
    what: 'what is wider than a line is cut',
    text: 'aaaaaaaaaaaa',
    width: 3,
    lines: ['aaaaa', 'aaaaa', 'aa'],
  },
  { what: 'a blank at the end takes no room', text: '一二 三四', width: 2, lines: ['一二', '三四'] },
  { what: 'several points stay together', text: '一二三四五」。', width: 6, lines: ['一二三四', '五」。'] },
  { what: 'nothing is no line', text: '', width: 5, lines: [] },
])('$what', ({ text, width, lines }) => {
  expect(linesOf(text, { width, face })).toEqual(lines)
})

test('what does not fit into so many lines ends in an ellipsis', () => {
  expect(linesOf('一二三四五六七八九十', { width: 4, face, most: 2 })).toEqual(['一二三四', '五六七…'])
  expect(linesOf('一二三四五六七八', { width: 4, face, most: 2 })).toEqual(['一二三四', '五六七八'])
})

test('whatever the text, no line is too wide and no character is lost', () => {
  const character = fc.constantFrom(...'证到期2027年3月日，。（）「」、%：aW-1/ □'.split(''))
  fc.assert(
    fc.property(
      fc.array(character, { maxLength: 60 }),
      fc.integer({ min: 2, max: 14 }),
      (characters, width) => {
        const text = characters.join('').replace(/ +/g, ' ').trim()
        const lines = linesOf(text, { width, face })
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(widthOf(line, face)).toBeLessThanOrEqual(width)
      },
    ),
  )
})
