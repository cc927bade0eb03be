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
