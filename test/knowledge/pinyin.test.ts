import { describe, expect, test } from 'vitest'
import { soundOf, soundsOf, syllablesIn } from '../../src/knowledge/words/pinyin.js'

describe('a run of Latin letters', () => {
  test.each([
    ['zhuceziben', 'zhu ce zi ben'],
    ['luyin', 'lu yin'],
    ['xuqi', 'xu qi'],
    ['xian', 'xian'],
    ['shuangzhuang', 'shuang zhuang'],
    ['nv', 'nv'],
    ['lve', 'lve'],
    ['er', 'er'],
    // The longest first syllable that leaves pinyin behind, not the longest at any price.
    ['fangan', 'fang an'],
    ['tiane', 'tian e'],
  ])('%s is read as %s', (run, syllables) => {
    expect(syllablesIn(run)?.join(' ')).toBe(syllables)
  })

  test.each([['call'], ['capital'], ['b'], ['zhucez'], ['vpn'], ['a'.repeat(41)]])(
    '%s is no pinyin',
    (run) => {
      expect(syllablesIn(run)).toBeUndefined()
    },
  )
})

test('a run that could be cut in a million ways and is no pinyin is given up at once', () => {
  const began = performance.now()
  for (let times = 0; times < 20; times++) expect(syllablesIn(`${'ao'.repeat(19)}v`)).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(200)
})

describe('words that sound alike', () => {
  test.each([
    ['社保', '社宝'],
    ['注册', '住册'],
    ['录音', '路音'],
    ['认缴', '认教'],
    // z and zh, n and ng are mixed up in the south.
    ['增资', '真资'],
    ['投资', '头姿'],
    ['年审', '年深'],
  ])('%s and %s', (right, wrong) => {
    expect(soundOf(right).mixed).toBe(soundOf(wrong).mixed)
  })

  test.each([
    ['社保', '社会'],
    ['录音', '续期'],
    ['场地', '材料'],
  ])('%s and %s do not', (one, other) => {
    expect(soundOf(one).mixed).not.toBe(soundOf(other).mixed)
  })
})

test.each([
  { name: 'Han and pinyin side by side', text: '要luyin吗', places: ['要', 'lu', 'yin', '吗'] },
  { name: 'digits, English and signs have no sound', text: '60日!call,吗', places: ['日', '吗'] },
  { name: 'a character of two units has one place', text: '𠮷录', places: ['𠮷', '录'] },
])('every sound knows its place: $name', ({ text, places }) => {
  expect(soundsOf(text).map(({ from, to }) => text.slice(from, to))).toEqual(places)
})

describe('a sound is spelt without its tone', () => {
  test.each([
    ['女', 'nv'],
    ['略', 'lve'],
    ['会计', 'kuai ji'],
    ['重庆', 'chong qing'],
    ['嗯', 'ng'],
  ])('%s: %s', (word, spelt) => {
    expect(soundOf(word).spelt).toBe(spelt)
  })

  test('a character without a known sound stands for itself', () => {
    expect(soundOf('\u{20BB6}录').spelt).toMatch(/lu$/)
  })
})
