import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import { explainedAnswer } from '../../src/knowledge/answer.js'
import { termScores } from '../../src/knowledge/search/term-scores.js'
import { termsOf } from '../../src/knowledge/search/terms.js'
import { small, today } from './small.js'

const engine = new MiniSearch<{ id: number; title: string; text: string }>({
  fields: ['title', 'text'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
  searchOptions: { boost: { title: 2, text: 1 }, combineWith: 'OR' },
})
const written = (text: string): string => termsOf(text).join(' ')
engine.addAll([
  { id: 0, title: written('录音存多久'), text: written('录音至少存6个月') },
  { id: 1, title: written('续期'), text: written('提前多久 sp') },
])
const boostTerm = (term: string): number => (term.length === 4 ? 0.5 : 1)

test('the parts add up to what the engine says, for every document', () => {
  const terms = termsOf('录音多久 sp')
  const parts = termScores(engine, [{ terms, fields: ['title', 'text'] }], { boostTerm })
  const whole = engine.search(terms.join(' '), { boostTerm })
  expect(whole).toHaveLength(2)
  for (const { id, score, queryTerms } of whole) {
    const sum = (parts.get(id) ?? []).reduce((all, part) => all + part.score, 0)
    // The engine multiplies by the number of terms that matched.
    expect(sum * queryTerms.length).toBeCloseTo(score, 6)
  }
})

test('terms are told as people read them, the largest part first, in the fields that were asked', () => {
  const parts = termScores(engine, [{ terms: termsOf('录音 sp'), fields: ['text'] }], { boostTerm })
  expect(parts.get(0)?.map(({ term, field }) => `${field} ${term}`)).toEqual([
    'text 录音',
    'text 录',
    'text 音',
  ])
  expect(parts.get(1)?.map(({ term }) => term)).toEqual(['sp'])
})

test('hits tell their terms to whoever asks for them, and are the same hits', () => {
  const plain = explainedAnswer('注册资本要多少', small, { asOf: today })
  const told = explainedAnswer('注册资本要多少', small, { asOf: today, withTerms: true })
  expect(plain.hits.filter((hit) => 'terms' in hit)).toEqual([])
  expect(told.hits).toMatchObject(plain.hits)
  expect(told.hits[0]?.terms).toContainEqual({
    term: '资本',
    field: 'title',
    score: expect.any(Number) as number,
  })
})
