import { describe, expect, test } from 'vitest'
import { answersReply, entryReply, moreReply } from '../../src/chat/say/ask.js'
import { isSecondHand } from '../../src/knowledge/standing.js'
import { citationText, plainText } from '../../src/reply/plain.js'
import { authorities, evidences, type Authority, type Evidence } from '../../src/reply/reply.js'
import { sourceId } from '../../src/values/ids.js'
import { day, today } from './small.js'
import { answerText, entryNamed, shipped, shippedEntries } from './shipped.js'

const lead = '我查到的转述是：'

interface Row {
  readonly fact: string
  readonly cites: readonly (readonly [Authority, Evidence])[]
  readonly claims?: true
  readonly secondHand: boolean
}

const rows: readonly Row[] = [
  { fact: 'law read in full', cites: [['law', 'A']], secondHand: false },
  { fact: 'a rule quoted word for word', cites: [['ministry-rule', 'B']], secondHand: false },
  { fact: 'a rule at second hand', cites: [['ministry-rule', 'C']], secondHand: true },
  { fact: 'law from memory', cites: [['law', 'D']], secondHand: true },
  {
    fact: 'the verdict at second hand, a side remark read',
    cites: [
      ['regulator-notice', 'C'],
      ['law', 'A'],
    ],
    secondHand: true,
  },
  {
    fact: 'the verdict read, a side remark at second hand',
    cites: [
      ['law', 'A'],
      ['regulator-notice', 'C'],
    ],
    secondHand: false,
  },
  { fact: 'an article alone', cites: [['trade-article', 'C']], secondHand: true },
  {
    fact: 'an article whose words stand as claims',
    cites: [['trade-article', 'C']],
    claims: true,
    secondHand: false,
  },
  {
    fact: 'a rule at second hand beside claims',
    cites: [['ministry-rule', 'C']],
    claims: true,
    secondHand: true,
  },
  { fact: 'our own reckoning', cites: [['house-practice', 'A']], secondHand: false },
]

test.each(rows)('$fact: second hand is $secondHand', ({ cites, claims, secondHand }) => {
  const sources = new Map(cites.map(([authority], at) => [sourceId(`s${at}`), { authority }]))
  const citations = cites.map(([, evidence], at) => ({
    source: sourceId(`s${at}`),
    evidence,
    checked: today,
  }))
  const said = claims && { claims: [{ by: sourceId('s0'), says: '要五名', ruling: 'practice' as const }] }
  expect(isSecondHand({ citations, ...said }, sources)).toBe(secondHand)
})

describe('an answer at second hand says so before its reason', () => {
  const secondHand = shippedEntries.filter((entry) => isSecondHand(entry, shipped.sources))

  test('there are such answers', () => {
    expect(secondHand.map(({ id }) => id)).toContain('documents.list')
    expect(secondHand.length).toBeGreaterThan(10)
  })

  test.each(secondHand)('$id', (entry) => {
    const [verdict = '', reason = ''] = answerText(entry).split('\n')
    expect(verdict.length).toBeLessThanOrEqual(40)
    expect(reason.startsWith(lead)).toBe(true)
    expect(answerText(entry)).toMatch(/请以发证机关答复为准|只是行业文章的说法/)
  })

  test('no other answer does', () => {
    const others = shippedEntries.filter((entry) => !secondHand.includes(entry))
    expect(others.filter((entry) => answerText(entry).includes(lead))).toEqual([])
  })

  test('also where one message asks two things', () => {
    const saying = { knowledge: shipped, asOf: today }
    const found = (id: string) => ({ kind: 'found', entry: entryNamed(id), related: [] }) as const
    const text = plainText(answersReply([found('capital.amount'), found('change.lost')], saying))
    expect(text.split(lead)).toHaveLength(2)
    expect(text.indexOf(lead)).toBeGreaterThan(text.indexOf('2. '))
  })

  test('and its details say what they rest on', () => {
    const text = plainText(moreReply(entryNamed('documents.list'), { knowledge: shipped, asOf: today }))
    expect(text).toContain('没有读到原文，请以发证机关答复为准。')
  })
})

test.each(shippedEntries)('$id names authority, evidence in words, and the day it was checked', (entry) => {
  const [last = ''] = answerText(entry).split('\n').slice(-1)
  expect(last).toMatch(/^依据：/)
  const cited = last
    .slice('依据：'.length)
    .split('；')
    .filter((part) => part.includes('核对于'))
  expect(cited).toHaveLength(
    new Set(entry.citations.map(({ source, article }) => `${source} ${article ?? ''}`)).size,
  )
  for (const one of cited)
    expect(one).toMatch(
      /（(?:法律法规|部门规章|主管部门通知|行业文章|我们的整理)，(?:读到原文|据条文转引|据二手转述|凭记忆，未核实)，核对于\d{4}-\d{2}-\d{2}）$/,
    )
})

test('every authority and every grade has words of its own, and no letter', () => {
  const texts = authorities.flatMap((authority) =>
    evidences.map((evidence) =>
      citationText({
        source: sourceId('x'),
        name: '《某法》',
        authority,
        evidence,
        checkedOn: day('2026-11-21'),
      }),
    ),
  )
  expect(new Set(texts).size).toBe(authorities.length * evidences.length)
  expect(texts.filter((text) => /[A-Z]/i.test(text))).toEqual([])
})

describe('what only articles say', () => {
  const tradeOnly = shippedEntries.filter(({ citations }) =>
    citations.every(({ source }) => shipped.sources.get(source)?.authority === 'trade-article'),
  )

  test.each(tradeOnly)('$id is told as theirs', (entry) => {
    expect(answerText(entry)).toMatch(/文章|代办|样本|网页/)
    expect(answerText(entry)).toContain('这只是行业文章的说法，我没有找到法规依据。')
  })
})

test('what an article says never stands before the law', () => {
  const early = shippedEntries.filter((entry) => {
    const text = plainText(entryReply(entry, { knowledge: shipped, asOf: today }))
    const claim = text.indexOf('有文章称：')
    return claim >= 0 && claim < entry.verdict.length
  })
  expect(early).toEqual([])
})
