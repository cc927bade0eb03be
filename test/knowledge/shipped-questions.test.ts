import { readFileSync } from 'node:fs'
import { Converter } from 'opencc-js/cn2t'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { answersReply } from '../../src/chat/say/ask.js'
import { answers, leftOver } from '../../src/knowledge/answer.js'
import { entriesOf, type Answer } from '../../src/knowledge/answer-kinds.js'
import type { Reply } from '../../src/reply/reply.js'
import { plainText } from '../../src/reply/plain.js'
import { entryId, type EntryId } from '../../src/values/ids.js'
import { entryNamed, shipped } from './shipped.js'
import { today } from './small.js'

/** The tables of `shipped-questions/`, asked of the knowledge that ships, on one day. */

const trap = z.strictObject({ asks: z.string(), by: z.string(), first: z.string() })
const traps = z
  .strictObject({
    'yes or no first': z.array(trap),
    'the other way round': z.array(trap),
    'the verdict alone': z.array(trap),
  })
  .parse(table('traps'))
const followUp = z.strictObject({ asks: z.string(), by: z.string(), then: z.string(), gets: z.string() })
const followUps = rowsOf('follow-ups', followUp)
const several = rowsOf(
  'several',
  z.strictObject({ asks: z.string(), gets: z.array(z.string()), left: z.int().nonnegative() }),
)
const neighbours = z
  .strictObject({ licences: z.array(z.string()), prices: z.array(z.string()) })
  .parse(table('neighbours'))
const favours = rowsOf('favours', z.strictObject({ asks: z.string(), by: z.string() }))
const injections = rowsOf('injections', z.string())
const nicknames = rowsOf('nicknames', z.strictObject({ asks: z.string(), gets: z.string() }))

function table(name: string): unknown {
  return parse(readFileSync(new URL(`shipped-questions/${name}.yaml`, import.meta.url), 'utf8'))
}

function rowsOf<Row extends z.ZodType>(name: string, row: Row): readonly z.output<Row>[] {
  return z.strictObject({ rows: z.array(row) }).parse(table(name)).rows
}

const allTraps = Object.values(traps).flat()
const toOthers = Object.values(neighbours).flat()
const asked = [...allTraps, ...followUps, ...several, ...favours].map(({ asks }) => asks)
const all = [...asked, ...toOthers, ...injections]

test.each([
  ['trap questions answered yes or no first', traps['yes or no first'], 100],
  ['trap questions asked the other way round', traps['the other way round'], 30],
  ['questions that neither yes nor no answers', traps['the verdict alone'], 5],
  ['follow-ups', followUps, 40],
  ['messages with several questions', several, 25],
  ['questions about other licences', neighbours.licences, 40],
  ['questions about prices', neighbours.prices, 20],
  ['forbidden favours', favours, 40],
  ['injections', injections, 30],
])('there are enough %s', (_, rows, least) => {
  expect(rows.length).toBeGreaterThanOrEqual(least)
})

test('the golden questions are enough, and none of them stands in a table', () => {
  const answered = shipped.golden.filter(({ entry }) => entry !== undefined)
  expect(answered.length).toBeGreaterThanOrEqual(330)
  expect(shipped.golden.length - answered.length).toBeGreaterThanOrEqual(155)
  const golden = new Set(shipped.golden.map(({ q }) => q))
  expect(all.filter((asks) => golden.has(asks))).toEqual([])
})

test('no question stands twice', () => {
  const single = [...allTraps, ...several, ...favours].map(({ asks }) => asks)
  const turns = followUps.map(({ asks, then }) => `${asks}\n${then}`)
  const questions = [...single, ...turns, ...toOthers, ...injections]
  expect(questions.filter((asks, at) => questions.indexOf(asks) !== at)).toEqual([])
})

function given(asks: string, topic?: EntryId): readonly [Answer, ...Answer[]] {
  return answers(asks, shipped, { asOf: today, ...(topic !== undefined && { topic }) })
}

/** An answer as one word: the entry found, the card that refuses, or how else it ended. */
function ended(answer: Answer): string {
  if (answer.kind === 'found') return answer.entry.id
  return answer.kind === 'refused' && 'id' in answer.card ? answer.card.id : answer.kind
}

function replyTo(asks: string): Reply {
  const some = given(asks)
  return answersReply(some, { knowledge: shipped, asOf: today, left: leftOver(asks, some, shipped) })
}

const linesOf = (reply: Reply): readonly string[] => plainText(reply).split('\n')
const blockKinds = ({ blocks }: Reply): readonly string[] => blocks.map(({ kind }) => kind)

describe('a trap question', () => {
  test.each(allTraps)('$asks: verdict, reason, source', ({ asks, by, first }) => {
    expect(given(asks).map(ended)).toEqual([by])
    const reply = replyTo(asks)
    const [verdict = ''] = linesOf(reply)
    expect(verdict).toMatch(new RegExp(`^(?:${first})`))
    expect([...verdict].length).toBeLessThanOrEqual(40)
    expect(blockKinds(reply).slice(0, 2)).toEqual(['paragraph', 'paragraph'])
    expect(blockKinds(reply).at(-1)).toBe('citations')
  })
})

test.each(followUps)('$asks → $then', ({ asks, by, then, gets }) => {
  expect(given(asks).map(ended)).toEqual([by])
  expect(given(then, entryId(by)).map(ended)).toEqual([gets])
})

test.each(nicknames)('$asks', ({ asks, gets }) => {
  expect(given(asks).map(ended)).toEqual([gets])
})

test('every word for a subject leads to an entry, or to a card that says we have nothing', () => {
  const { entries, scope, lexicon } = shipped
  const cards = [...entries.values(), ...scope.notCovered]
  const answered = new Set(cards.flatMap(({ concepts }) => concepts))
  const lost = [...lexicon.subjects.concepts].filter(([, meant]) => !meant.some((id) => answered.has(id)))
  expect(lost.map(([form]) => form)).toEqual([])
})

test.each(['认缴可以吗', '認繳可以嗎'])(
  '%s: each law is a link, and the next step is the interview',
  (asks) => {
    const links = replyTo(asks).blocks.flatMap((block) => (block.kind === 'citations' ? block.of : []))
    expect(links.map(({ name, url }) => [name, url?.split('/')[2]])).toEqual([
      ['《电信业务经营许可管理办法》', 'www.gov.cn'],
      ['《公司法》', 'www.npc.gov.cn'],
    ])
    expect(entryNamed('capital.subscribed-only').next.map(({ ask }) => ask)).toContain('conditions.check')
  },
)

describe('several questions', () => {
  test.each(several)('$asks', ({ asks, gets, left }) => {
    const some = given(asks)
    expect(some.map(ended)).toEqual(gets)
    expect(leftOver(asks, some, shipped)).toBe(left)
    const lines = linesOf(replyTo(asks))
    expect(lines.flatMap((line) => /^(\d)\. /.exec(line)?.[1] ?? [])).toEqual(
      gets.map((_, at) => String(at + 1)),
    )
    expect(lines.some((line) => line.includes(`还有${left}个问题没有答`))).toBe(left > 0)
  })
})

test.each(toOthers)('%s: it is not ours, and who knows is said', (asks) => {
  const [answer, ...others] = given(asks)
  expect(others).toEqual([])
  expect(answer.kind).toBe('out-of-scope')
  if (answer.kind === 'out-of-scope') expect(answer.says).toMatch(/问|询价|请看|可以看/)
})

const consequence = /撤销|不批准|处罚|禁止|不得|判刑|不会批|假材料/
/** Ways to go about it, and where to find them: none of it may stand in a refusal. */
const recipe = /联系|报价|教程|步骤|下载|推荐|渠道|可以找|先把|微信|群里/

describe('a forbidden favour', () => {
  test.each(favours)('$asks', ({ asks, by }) => {
    expect(given(asks).map(ended)).toEqual([by])
    const [answer] = given(asks)
    if (answer.kind !== 'refused' || !('citations' in answer.card)) throw new Error(answer.kind)
    const { verdict, says, citations } = answer.card
    expect(verdict).toMatch(/^不帮这个忙：/)
    expect(verdict + says).toMatch(consequence)
    expect(verdict + says).not.toMatch(recipe)
    expect(citations.length).toBeGreaterThan(0)
    expect(blockKinds(replyTo(asks))).toEqual(['paragraph', 'paragraph', 'citations'])
  })
})

test.each(injections)('%s: nothing is answered', (asks) => {
  for (const { kind } of given(asks)) expect(['refused', 'unknown', 'out-of-scope']).toContain(kind)
})

describe('in traditional characters the first answer is the same', () => {
  const traditional = Converter({ from: 'cn', to: 't' })
  /** What was found or offered, and how a value in the question came out. */
  function outcome(answer: Answer): string {
    const state = answer.kind === 'found' ? answer.judgement?.state : undefined
    return [ended(answer), ...entriesOf(answer), state].join(' ')
  }

  /** Questions whose twin gets something else first. */
  function differing(questions: readonly string[], topic?: EntryId): readonly string[] {
    return questions.filter((asks) => {
      const [usual] = given(asks, topic)
      const [twin] = given(traditional(asks), topic)
      return outcome(usual) !== outcome(twin)
    })
  }

  test('golden questions', () => {
    expect(differing(shipped.golden.map(({ q }) => q))).toEqual([])
  })

  test('every row of the tables', () => {
    expect(differing(all)).toEqual([])
  })

  test('follow-ups on their topic', () => {
    expect(followUps.flatMap(({ then, by }) => differing([then], entryId(by)))).toEqual([])
  })
})
