import { describe, expect, test } from 'vitest'
import { answersReply } from '../../src/chat/say/ask.js'
import { answers } from '../../src/knowledge/answer.js'
import { plainText } from '../../src/reply/plain.js'
import type { Reply } from '../../src/reply/reply.js'
import { shippedFlows } from '../interview/shipped-flows.js'
import { shipped } from './shipped.js'
import { day, today } from './small.js'

/** The plainest questions of all, asked of the knowledge that ships. */

const flows = { version: shipped.version, all: new Map(shippedFlows.map((flow) => [flow.id, flow])) }

function replyTo(asks: string, asOf = today): Reply {
  return answersReply(answers(asks, shipped, { asOf }), { knowledge: shipped, asOf, flows })
}

const linesOf = (reply: Reply): readonly string[] => plainText(reply).split('\n')

describe('whether it will do, of nothing in particular', () => {
  const eligibility = ['能不能申请', '帮我看看能不能申请', '我们能申请吗', '可以申请吗', '我能办呼叫中心证吗']
  test.each([
    ...[...eligibility, '我们公司够不够条件', '咱能申请吗'].map((asks) => [asks, '检查我的条件'] as const),
    ...['能不能续期', '我们可以续期吗', '能否续期', '续期准备好了吗'].map(
      (asks) => [asks, '检查续期准备'] as const,
    ),
    ...['年报准备好了吗', '我们年报准备好了吗'].map((asks) => [asks, '检查年报准备'] as const),
  ])('%s: neither yes nor no, but %s first', (asks, label) => {
    const reply = replyTo(asks)
    expect(linesOf(reply)[0]).toMatch(/^要看(?:条件|准备得怎么样)，一题一题查给你$/)
    expect(reply.buttons?.[0]?.map((button) => button.label)).toEqual([label])
    expect(reply.blocks.at(-1)?.kind).toBe('citations')
  })

  test.each([
    ['分公司能申请吗', 'company.branch'],
    ['没开通能续期吗', 'renewal.proof-opened'],
    ['年报要填什么', 'annual.items'],
  ])('%s: what it names answers', (asks, entry) => {
    expect(answers(asks, shipped, { asOf: today })).toMatchObject([{ kind: 'found', entry: { id: entry } }])
  })
})

describe('what a word means', () => {
  test.each([
    ['等保是什么', /^等保是“网络安全等级保护”的简称/],
    ['什么是等保？', /^等保是/],
    ['等級保護是甚麼', /^等保是/],
    ['95号码是什么', /^95号码是95开头的短号/],
    ['座席是什么东西', /^座席是/],
    ['补正啥意思', /^补正是/],
    ['通管局是啥', /^通管局是/],
    ['年报是什么', /^年报是/],
    ['失信名单是什么意思啊', /^失信名单是/],
  ])('%s: that first, then the verdict and its source', (asks, first) => {
    const reply = replyTo(asks)
    expect(linesOf(reply)[0]).toMatch(first)
    expect(reply.blocks.length).toBeGreaterThan(3)
    expect(reply.blocks.at(-1)?.kind).toBe('citations')
  })

  test.each([
    ...['什么是等保', '什么叫等保', '啥是等保', '啥叫等保', '何谓等保', '何为等保'],
    ...['等保到底是什么', '等保究竟是什么', '等保指的是什么', '等保指什么', '等保说的是啥', '等保是个啥'],
    ...['等保是什么东西', '等保是个什么玩意儿', '等保什么含义', '等保是什么概念', '等保什么意思'],
    ...[
      '这个等保是什么',
      '那个等保是什么',
      '那等保是什么',
      '所谓的等保是什么',
      '“等保”是什么',
      '等 保 是什么',
    ],
    ...['等保是什么呀', '等保是什么呢', '等保是什么来着', '等保是什么啊？！', '等保是什么~'],
  ])('%s asks it, too', (asks) => {
    const [answer] = answers(asks, shipped, { asOf: today })
    expect(answer).toMatchObject({ meaning: expect.stringMatching(/^等保是/) as string })
  })

  test('of a day on which we had no entry of it, we say nothing of the word', () => {
    const [answer] = answers('等保是什么', shipped, { asOf: day('2015-01-01') })
    expect(answer).not.toHaveProperty('meaning')
  })

  test.each(['等保要做什么', '95号码是什么部门批', '年报是什么时候报'])('%s asks something else', (asks) => {
    const [answer] = answers(asks, shipped, { asOf: today })
    expect(answer).toMatchObject({ kind: 'found' })
    expect(answer).not.toHaveProperty('meaning')
  })
})

describe('before the rules began', () => {
  test.each(['注册资本要多少', '申请要满足哪些条件', '年报截止到哪天'])(
    '%s: we have none of that day',
    (asks) => {
      expect(answers(asks, shipped, { asOf: day('2015-01-01') })).toMatchObject([
        { kind: 'unknown', why: 'not-then' },
      ])
    },
  )

  test('what held then is answered', () => {
    const [answer] = answers('一定要本人到现场提交吗', shipped, { asOf: today })
    expect(answer.kind).toBe('found')
    expect(answers('规定要先拿许可证的是电信条例第几条', shipped, { asOf: day('2015-01-01') })).toMatchObject(
      [{ kind: 'found', entry: { id: 'basis.licence-article' } }],
    )
  })
})
