import { expect, test } from 'vitest'
import { questionOf } from '../../src/knowledge/words/question.js'
import { small } from './small.js'

test('what is said in other words is covered, though none of them stands in the card', () => {
  const question = questionOf('renewal', small.lexicon, small.index.knows)
  const [first] = small.index.search(question)
  expect(first?.card.is.id).toMatch(/^renewal\./)
  expect(first?.written).toBeLessThan(1)
  expect(first?.coverage).toBe(1)
})
