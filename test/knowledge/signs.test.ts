import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countOf, postingsSteps } from '../../src/knowledge/search/postings.js'
import { questionKeys, SignBook, wordKeys } from '../../src/knowledge/search/signs.js'
import { finished } from '../../src/knowledge/steps.js'
import { termsOf } from '../../src/knowledge/search/terms.js'
import { conceptId } from '../../src/values/ids.js'

const plain = (text: string): Parameters<typeof questionKeys>[0] => ({ text, subjects: [], aspects: [] })

describe('terms', () => {
  test.each([
    ['Han characters and their pairs', '社保', '793e 4fdd 793e4fdd'],
    ['no pair over what stands between', '社,保', '793e 4fdd'],
    ['Latin words and numbers whole', 'b24要12.5万', '_b _24 8981 _12.5 4e07'],
    ['no point that no digit follows', '第3.', '7b2c _3'],
    ['nothing', ' ?.\u{1f600}', ''],
  ])('%s', (_, text, terms) => {
    expect(termsOf(text).join(' ')).toBe(terms)
  })

  test('keys and terms of a text stand side by side, and are equal where the other are', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('社', '保', '人', 'a', '1', '.', ',', ' ', '々', '𠮷'),
          maxLength: 30,
        }),
        (text) => {
          const keys = wordKeys(text)
          const terms = termsOf(text)
          expect(keys.map((key) => keys.indexOf(key))).toEqual(terms.map((term) => terms.indexOf(term)))
        },
      ),
    )
  })
})

describe('signs', () => {
  const book = new SignBook()
  const signs = book.learn(questionKeys({ ...plain('社保社保b24'), subjects: [conceptId('staff')] }))

  test('each once, with its kind', () => {
    expect(signs.map((sign) => book.kindOf(sign))).toEqual([
      'single',
      'single',
      'pair',
      'pair',
      'word',
      'word',
      'subject',
      'beginning',
      'end',
      'end',
    ])
  })

  test('another book of the same keys has the same numbers and kinds', () => {
    const other = new SignBook()
    other.add(book.keys())
    expect(other.size).toBe(book.size)
    expect(signs.map((sign) => other.kindOf(sign))).toEqual(signs.map((sign) => book.kindOf(sign)))
    const keys = questionKeys({ ...plain('办社保b24吗'), subjects: [conceptId('staff')] })
    expect(other.look(keys)).toEqual(book.look(keys))
  })

  test('the same keys have the same numbers ever after', () => {
    expect(book.look(questionKeys({ ...plain('社保社保b24'), subjects: [conceptId('staff')] }))).toEqual(
      signs,
    )
    expect(book.learn(wordKeys('社保'))).toEqual(signs.slice(0, 3))
  })

  test('looking learns nothing: what nobody said has no number but its kind\u2019s', () => {
    const size = book.size
    const strange = book.look(wordKeys('火锅x'))
    expect(strange.map((sign) => book.kindOf(sign))).toEqual(['single', 'single', 'pair', 'word'])
    expect(strange.some((sign) => signs.includes(sign))).toBe(false)
    expect(book.size).toBe(size)
  })

  test('it tells how a question begins and ends, whatever stands around it', () => {
    const ends = (text: string): readonly number[] =>
      questionKeys(plain(text)).filter((key) => !wordKeys(text).includes(key))
    expect(ends('“多久?”')).toEqual(ends('多久'))
    expect(ends('多久')).not.toEqual(ends('久多'))
    expect(ends('?!')).toEqual([])
  })

  test('some lists together have each sign once, of the kinds that are wanted', () => {
    expect(book.together([signs, signs], ['word']).map((sign) => book.kindOf(sign))).toEqual(['word', 'word'])
  })
})

test('postings tell in which lists a sign stands', () => {
  const postings = finished(postingsSteps([[2, 0], [], [2]], 4))
  expect([0, 1, 2, 3].map((sign) => countOf(sign, postings))).toEqual([1, 0, 2, 0])
  expect([...postings.at.slice(postings.start[2], postings.start[3])]).toEqual([0, 2])
})
