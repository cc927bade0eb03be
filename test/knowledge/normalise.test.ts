import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Converter, Locale } from 'opencc-js/t2cn'
import { normalise, traditionalIn } from '../../src/knowledge/words/normalise.js'
import { withDigits } from '../../src/knowledge/words/numerals.js'

const rows: readonly { name: string; from: string; to: string }[] = [
  { name: 'traditional becomes simplified', from: '註冊資本', to: '注册资本' },
  { name: 'Taiwan and Hong Kong forms too', from: '裡面認繳續期錄音臺灣', to: '里面认缴续期录音台湾' },
  { name: '呼叫中心 keeps its name', from: '呼叫中心', to: '呼叫中心' },
  { name: 'traditional 呼叫中心 gets the same name', from: '呼叫中心許可證', to: '呼叫中心许可证' },
  { name: 'full width becomes half width', from: 'ＩＣＰ１２３（Ａ）', to: 'icp123(a)' },
  { name: 'full-width digits count', from: '１０００万', to: '1000万' },
  { name: 'full-width punctuation becomes one', from: '多少？！', to: '多少?!' },
  { name: 'capitals become small', from: 'B24 License', to: 'b24 license' },
  { name: 'zero-width characters vanish', from: '注\u200B册\u200C资\u200D本\uFEFF', to: '注册资本' },
  { name: 'soft hyphens and joiners vanish', from: '注\u00AD册\u2060资\u034F本', to: '注册资本' },
  { name: 'Hangul fillers vanish', from: '注\u3164册\u115F资本', to: '注册资本' },
  { name: 'direction overrides vanish', from: '\u202E注册\u2066资本\u2069\u200F', to: '注册资本' },
  { name: 'control characters vanish', from: '注\u0000册\u001B资\u0007本', to: '注册资本' },
  { name: 'runs of space become one', from: '  注册 \n\t\u3000 资本  ', to: '注册 资本' },
  { name: 'squared and circled signs become letters', from: '50㎡①', to: '50m21' },
  { name: 'a character beyond the first plane stays whole', from: '𠮷', to: '𠮷' },
  { name: 'nothing stays nothing', from: '\u200B \u202E', to: '' },
]

test.each(rows)('$name', ({ from, to }) => {
  expect(normalise(from)).toBe(to)
})

test('a normalised text holds no invisible character and no double space, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(normalise(text)).not.toMatch(/[\p{Cf}\p{Cc}]| {2}|^ | $/u)
    }),
  )
})

test('every word of the converter becomes what it makes of it: none is passed over as simplified already', () => {
  const convert = Converter({ from: 't', to: 'cn' })
  const words = Locale.to.cn.flatMap((lists) =>
    lists
      .join('|')
      .split('|')
      .flatMap((line) => line.split(' ').slice(0, 1)),
  )
  expect(words.length).toBeGreaterThan(3000)
  expect(words.filter((word) => normalise(word) !== withDigits(convert(word.normalize('NFKC'))))).toEqual([])
})

test('the short way for plain texts says what the long way says', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom(...'a9，。？！：；（）“”?%+/-一两半千万個裡'.split('')),
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      // A space is never plain, and at the end it goes.
      expect(normalise(text)).toBe(normalise(`${text} `))
    }),
    { seed: 20261123, numRuns: 3_000 },
  )
})

describe('traditional characters in an entry', () => {
  test.each([
    ['註冊', '註'],
    ['公司續期', '續'],
    ['资料齊全', '齊'],
  ])('%s has %s', (text, character) => {
    expect(traditionalIn(text)).toBe(character)
  })
  test.each([['注册资本'], ['“著作”'], ['呼叫中心'], ['B24 许可证，60日。'], ['发票里面台账系统范围']])(
    '%s has none',
    (text) => {
      expect(traditionalIn(text)).toBeUndefined()
    },
  )
})
