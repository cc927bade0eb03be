import { describe, expect, test } from 'vitest'
import { answer } from '../../src/knowledge/answer.js'
import { formsIn } from '../../src/knowledge/words/lexicon.js'
import { questionOf } from '../../src/knowledge/words/question.js'
import { knowledgeOf, small, smallFiles, today } from './small.js'

const { lexicon } = small

describe('forms in a text', () => {
  test.each([
    ['注册资本要实缴吗', ['注册资本', '实缴']],
    ['the longest wins: 通话录音存多久', ['通话录音']],
    ['资料材料', ['资料', '材料']],
    ['registered capital', ['registered capital']],
    ['续期renewal', ['续期', 'renewal']],
    ['no form inside a longer Latin word: prerenewals', []],
    ['天气不错', []],
    ['', []],
  ])('%s', (text, forms) => {
    expect(formsIn(text, lexicon.subjects).map(({ form }) => form)).toEqual(forms)
  })

  test('they stand where they say and never overlap', () => {
    const text = '续期的录音和场地材料'
    const found = formsIn(text, lexicon.subjects)
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(found.map(({ form }) => form))
    expect(found.slice(1).every(({ from }, at) => from >= (found[at]?.to ?? 0))).toBe(true)
  })

  test('a form of two concepts names both', () => {
    expect(formsIn('多少', lexicon.aspects).flatMap(({ concepts }) => concepts)).toEqual(['how-much'])
  })
})

test('a greeting or a refused phrase of which nothing is visible greets and refuses nobody', () => {
  const blank = smallFiles.map(({ path, text }) => ({
    path,
    text: text
      .replace(/greetings: \[/, 'greetings: ["\\u200B", ')
      .replace('forms: [垫资', 'forms: [" ", 垫资'),
  }))
  const knowledge = knowledgeOf(blank)
  expect(questionOf('录音', knowledge.lexicon, knowledge.index.knows).text).toBe('录音')
  expect(answer('录音存多久', knowledge, { asOf: today }).kind).toBe('found')
})

test('forms and greetings are compared in normal form', () => {
  expect(formsIn('registered capital', lexicon.subjects)).toHaveLength(1)
  expect(
    lexicon.greetings.every((greeting, at, all) => at === 0 || greeting.length <= (all[at - 1]?.length ?? 0)),
  ).toBe(true)
})
