import fc from 'fast-check'
import MiniSearch from 'minisearch'
import { expect, test } from 'vitest'
import { wordScoring } from '../../src/knowledge/search/word-scores.js'

const fields = ['title', 'text']
const engine = new MiniSearch<{ id: number; title: string; text: string }>({
  fields,
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
  searchOptions: { boost: { title: 2.2, text: 1 }, combineWith: 'OR' },
})
const cards = [
  { title: '录音 保存', text: '录音 保存 多久 录音' },
  { title: '续期', text: '提前 多久 申请' },
  { title: '续期 材料', text: '申请 材料 申请' },
  { title: '年报', text: '多久 一次' },
  { title: '年报', text: '多久 一次' },
]
engine.addAll(cards.map((card, id) => ({ id, ...card })))
const boostTerm = (term: string): number => (term === '多久' ? 0.35 : 1)
const wordsFor = wordScoring(engine, cards.length, boostTerm)

const word = fc.constantFrom('录音', '保存', '多久', '续期', '提前', '申请', '材料', '年报', '一次', '驾照')
const query = fc.record({
  // Each word has its own fields, as terms do: what names cards is looked for in names as well.
  names: fc.uniqueArray(word, { maxLength: 4 }),
  concepts: fc.array(fc.constantFrom('§年报', '§续期'), { maxLength: 2 }),
})

test('words are worth what the engine says of all of them together, to the last bit and in its order', () => {
  fc.assert(
    fc.property(fc.array(query, { minLength: 1, maxLength: 3 }), (all) => {
      const queries = all.map(({ names, concepts }) => ({
        terms: [...names, ...concepts],
        fields: [...fields],
      }))
      const whole = engine.search(
        {
          combineWith: 'OR',
          queries: queries.map(({ terms }) => ({ queries: [terms.join(' ')], fields, combineWith: 'OR' })),
        },
        { boostTerm },
      )

      const { scores, places } = wordsFor(queries.map(({ terms }) => ({ terms, fields: ['title', 'text'] })))
      expect(places).toEqual(whole.map(({ id }) => Number(id)))
      const best = whole[0]?.score ?? 1
      for (const { id, score } of whole) expect(scores[Number(id)]).toBe(score / best)
      expect([...scores].filter((score) => score > 0)).toHaveLength(whole.length)
    }),
  )
})
