import { expect, test } from 'vitest'
import { answers, explainedAnswer } from '../../src/knowledge/answer.js'
import { contentsOf, type Contents } from '../../src/knowledge/files.js'
import { knowledgeOf, onDaySteps, type Knowledge } from '../../src/knowledge/knowledge.js'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import { finished } from '../../src/knowledge/steps.js'
import { prepared } from './prepared.js'
import { shipped, shippedFiles } from './shipped.js'
import { day, smallFiles, today } from './small.js'

/** As a file keeps it, or another thread sends it. */
const sent = structuredClone(shipped.learnt)
const again = knowledgeOf(contentsOf(shippedFiles), 'shipped', today, sent)

const seen = (text: string, knowledge: Knowledge): unknown => {
  const { question, hits, certainty } = explainedAnswer(text, knowledge, { asOf: today })
  return {
    question,
    certainty,
    hits: hits.map(({ card, ...parts }) => ({ id: card.is.id, ...parts })),
    answers: answers(text, knowledge, { asOf: today }),
  }
}

test('knowledge made of what was learnt before learns nothing', () => {
  expect(again.index.learnt).toBe(sent.cards)
  expect(again.lexicon.sounds).toBe(sent.sounds)
})

test('it answers golden questions as before, to the last bit of every score', () => {
  for (const { q } of shipped.golden.filter((_, at) => at % 4 === 0))
    expect(seen(q, again)).toEqual(seen(q, shipped))
})

test('so it does with words in pinyin, of a wrong shape, and of nobody', () => {
  for (const q of ['zhuce ziben', '注冊資夲要多少', '社宝要交几个月', '火锅驾照', 'qwfp', ''])
    expect(seen(q, again)).toEqual(seen(q, shipped))
})

/** Figures that change on 1 July 2027. */
const changing: Contents = (() => {
  const [path, from, to] = prepared
  const files = smallFiles.map((file) =>
    file.path === path ? { ...file, text: file.text.replace(from, to) } : file,
  )
  const loaded = knowledgeFrom(files, 'changing', today)
  if (!loaded.ok) throw new Error('the base of the test has faults')
  return loaded.contents
})()

test.each([
  ['on the same day', '2027-06-30', '2027-06-30', true],
  ['on a day that says the same', '2026-11-21', '2027-06-30', true],
  ['on a day with other figures', '2027-06-30', '2027-07-01', false],
  ['by a clock that was set back over that day', '2027-07-01', '2027-06-30', false],
])('what was learnt is used again %s, if it says the same', (_, learntOn, usedOn, isUsed) => {
  const { learnt } = knowledgeOf(changing, 'changing', day(learntOn))
  const fresh = knowledgeOf(changing, 'changing', day(usedOn))
  const used = knowledgeOf(changing, 'changing', day(usedOn), learnt)
  expect(used.index.learnt === learnt.cards).toBe(isUsed)
  expect(used.index.learnt.fields).toEqual(fresh.index.learnt.fields)
  expect(used.learnt.day).toBe(usedOn)
})

test('a day that says the same costs no learning', () => {
  const knowledge = knowledgeOf(changing, 'changing', today)
  const next = finished(onDaySteps(knowledge, day('2026-11-22')))
  expect(next.index.learnt).toBe(knowledge.index.learnt)
})
