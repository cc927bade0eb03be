import { describe, expect, test } from 'vitest'
import { askedOf, lessonSteps } from '../../src/knowledge/search/asked.js'
import { belongingOf, belongingSteps } from '../../src/knowledge/search/belonging.js'
import { cardTextSteps } from '../../src/knowledge/search/card-text.js'
import type { Card } from '../../src/knowledge/search/card.js'
import { classifierOf, classifierSteps, type Classifier } from '../../src/knowledge/search/classifier.js'
import { likenessOf, likenessSteps } from '../../src/knowledge/search/likeness.js'
import { questionOf, type Question } from '../../src/knowledge/words/question.js'
import { SignBook } from '../../src/knowledge/search/signs.js'
import { finished } from '../../src/knowledge/steps.js'
import { cardId, entryId } from '../../src/values/ids.js'
import { small } from './small.js'

const { lexicon } = small

function card(name: string, asked: readonly string[], ours = true): Card {
  const is: Card['is'] = ours
    ? { kind: 'entry', id: entryId(name) }
    : { kind: 'not-covered', id: cardId(name) }
  return { is, title: name, text: '', aliases: [], subjects: [], aspects: [], asked }
}

const cards = [
  card('disk', ['硬盘满了能清掉吗', '硬盘满了去年的能清掉吗']),
  card('deposit', ['房东不退押金怎么办'], false),
  card('silent', []),
]
const book = new SignBook()
const texts = cards.map((one) => finished(cardTextSteps(one, lexicon, book)))
const asked = askedOf(texts)
const lessons = finished(lessonSteps(texts))
const likeness = likenessOf(finished(likenessSteps(asked, lexicon, book)), book)
const belonging = belongingOf(finished(belongingSteps(lessons, book)), book)
const classified = (of: typeof lessons): Classifier =>
  classifierOf(finished(classifierSteps(of, cards.length, book)), cards.length, book)
const classify = classified(lessons)
const none = { like: 0, alike: 0 }
const question = (text: string): Question => questionOf(text, lexicon, small.index.knows)

describe('likeness', () => {
  test('the very question is as like as can be, a second one less', () => {
    const disk = likeness.to(question('硬盘满了能清掉吗')).at(0)
    expect(disk.like).toBeCloseTo(1)
    expect(disk.alike).toBeGreaterThan(0.5)
    expect(disk.alike).toBeLessThan(disk.like)
  })

  test('a question in other words is less like than one in the same words', () => {
    const near = likeness.to(question('硬盘满了怎么清')).at(0)
    expect(near.like).toBeGreaterThan(0)
    expect(near.like).toBeLessThan(0.95)
  })

  test('a card with nothing in common, or that nobody asked, is not there', () => {
    const found = likeness.to(question('押金'))
    expect(found.places).toEqual([1])
    expect([found.at(0), found.at(2)]).toEqual([none, none])
  })

  test('a question of nothing is like nothing', () => {
    expect(likeness.to(question('？')).places).toEqual([])
  })
})

describe('belonging', () => {
  test.each([
    ['what we are asked', '硬盘清掉', 1],
    ['what others are asked', '房东的押金', -1],
    ['what nobody asked', '黄瓜', 0],
    ['nothing', '？', 0],
  ])('%s', (_, text, sign) => {
    expect(Math.sign(belonging(question(text)))).toBe(sign)
  })

  test('says nothing where only one kind was ever asked', () => {
    const ours = lessons.filter((one) => one.ours)
    expect(belongingOf(finished(belongingSteps(ours, book)), book)(question('硬盘清掉'))).toBe(0)
  })
})

describe('classifier', () => {
  const likeliest = (text: string): number => {
    const logits = [...classify(question(text))]
    return logits.indexOf(Math.max(...logits))
  }

  test.each([
    ['other words in the same order', '硬盘快满了能删吗', 0],
    ['the words of another card', '押金怎么退', 1],
    ['a name that nobody asked with', 'silent', 2],
  ])('%s', (_, text, at) => {
    expect(likeliest(text)).toBe(at)
  })

  test('what nobody said points nowhere', () => {
    expect([...classify(question('黄瓜'))]).toEqual([0, 0, 0])
  })

  test('learns the same from the same', () => {
    const again = classified(finished(lessonSteps(texts)))
    expect([...again(question('硬盘满了'))]).toEqual([...classify(question('硬盘满了'))])
  })
})
