import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardOf, elementsIn } from '../../src/channels/feishu/card.js'
import { markdownOf } from '../../src/channels/feishu/markdown.js'
import { isFeishuCall, render, type FeishuCall } from '../../src/channels/feishu/render.js'
import { plainText } from '../../src/reply/plain.js'
import type { Block, Reply, Text } from '../../src/reply/reply.js'
import { pressToken, type PressToken } from '../../src/values/ids.js'
import { plainMarkdown } from '../fakes/feishu/markdown.js'
import { mentionsIn } from '../fakes/feishu/tags.js'
import { cardIn, markdownIn } from '../fakes/feishu/validate-card.js'
import { fullReply } from '../fakes/web-parts.js'

const token = (): PressToken => pressToken('t'.repeat(32))

function calls(reply: Reply): readonly FeishuCall[] {
  return render(reply, token).filter(isFeishuCall)
}

/** The request that would carry a card, at its longest. */
function requestBytes(call: FeishuCall): number {
  const body = {
    receive_id: 'o'.repeat(40),
    msg_type: 'interactive',
    content: JSON.stringify(call.card),
    uuid: 'u'.repeat(50),
  }
  return Buffer.byteLength(JSON.stringify(body))
}

/** All that people read in a card, in order; markup must have become what it was written as. */
function read({ card }: FeishuCall): string {
  const title = card.header === undefined ? [] : [card.header.title.content]
  const texts = card.body.elements.flatMap((element) => {
    if (element.tag === 'div') return [element.text.content]
    return element.tag === 'markdown' ? [plainMarkdown(element.content)] : []
  })
  return [...title, ...texts].join('\n')
}

const hostile = fc.constantFrom(
  '<at id=all></at>',
  '<at user_id="all">所有人</at>',
  '&lt;at id=all&gt;',
  '**粗**',
  '[点我](https://bad.example)',
  '# 题',
  '- 项',
  '1. 项',
  '> 引',
  '```\n',
  '~~删~~',
  ':OK:',
  '\\',
  '"',
  '\n',
  '    ',
  '呼叫中心许可证。',
  '😀',
  '_a_',
  '===',
  '$x$',
)
const words = fc.oneof(
  fc.array(hostile, { maxLength: 30 }).map((some) => some.join('')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.tuple(hostile, fc.nat(12_000)).map(([one, times]) => one.repeat(Math.ceil(times / one.length))),
)
const address = 'https://example.cn/a_(b)*c?d=<e>'
const span = fc.oneof(
  words,
  words,
  words.map((bold) => ({ bold })),
  words.map((link) => ({ link: link.slice(0, 80), url: address })),
  fc.constant({ mention: 'ou_0123456789abcdef', name: '张三' }),
  words.map((name) => ({ mention: 'all', name: name.slice(0, 40) })),
)
const text: fc.Arbitrary<Text> = fc.array(span, { minLength: 1, maxLength: 4 })
const block: fc.Arbitrary<Block> = fc.oneof(
  text.map((some): Block => ({ kind: 'paragraph', text: some })),
  text.map((some): Block => ({ kind: 'note', tone: 'warning', text: some })),
  fc
    .array(text, { minLength: 2, maxLength: 60 })
    .map((items): Block => ({ kind: 'list', items, ordered: true })),
  fc
    .array(fc.record({ label: words, value: text }), { maxLength: 20 })
    .map((rows): Block => ({ kind: 'facts', rows })),
)
const reply: fc.Arbitrary<Reply> = fc
  .record({
    title: fc.string({ maxLength: 60 }),
    blocks: fc.array(block, { maxLength: 400 }),
    buttons: fc.array(
      fc.array(
        words.map((label) => ({
          label: label.slice(0, 40),
          press: { kind: 'command', command: 'help' } as const,
        })),
        { minLength: 1, maxLength: 4 },
      ),
      { maxLength: 6 },
    ),
  })
  .filter((some) => plainText(some).length <= 50_000)

describe('a reply of up to 50,000 characters', () => {
  test('becomes cards within 30 KB and 200 elements that the platform takes', () => {
    fc.assert(
      fc.property(reply, (some) => {
        for (const call of calls(some)) {
          expect(requestBytes(call)).toBeLessThanOrEqual(30 * 1024)
          expect(elementsIn(call.card)).toBeLessThanOrEqual(200)
          expect(cardIn(JSON.stringify(call.card))).toBeDefined()
        }
      }),
      { numRuns: 150 },
    )
  })

  test('mentions nobody but the people of its mentions, whatever it quotes', () => {
    fc.assert(
      fc.property(reply, (some) => {
        for (const { card, text: fallback } of calls(some)) {
          const found = cardIn(JSON.stringify(card))
          const mentioned = (found ? markdownIn(found) : []).flatMap(mentionsIn)
          expect(mentioned.filter((id) => id !== 'ou_0123456789abcdef')).toEqual([])
          expect(fallback).not.toContain('<')
        }
      }),
      { numRuns: 150 },
    )
  })

  test('is complete, and reads as it was written', () => {
    // Without what cutting changes: dots of lists, how often a note says so, and whether a link is words or written out with its address.
    const bare = (one: string): string =>
      one.replace(/[\s·]|<at id=ou_\w+><\/at>|@张三|注意：/g, '').replaceAll(`（${address}）`, '')
    fc.assert(
      fc.property(reply, (some) => {
        expect(bare(calls(some).map(read).join('\n'))).toBe(bare(plainText(some)))
      }),
      { numRuns: 150 },
    )
  })

  test('of 50,000 signs in bold loses none', () => {
    const bold = '*'.repeat(50_000)
    const cards = calls({ blocks: [{ kind: 'paragraph', text: [{ bold }] }] })
    expect(cards.map(read).join('').replaceAll('\n', '')).toBe(bold)
    expect(Math.max(...cards.map(requestBytes))).toBeLessThanOrEqual(30 * 1024)
  })
})

describe('a card', () => {
  test('has a header, plain words, markdown where something is marked, and buttons that carry tokens only', () => {
    const { header, body } = cardOf(fullReply, token)
    expect(header?.title.content).toBe('注册资本要多少')
    expect(body.elements.map(({ tag }) => tag)).toEqual([
      'markdown', // bold
      'markdown', // a link
      'markdown', // bold figures
      'div',
      'div',
      'div',
      'markdown', // sources with addresses
      'column_set',
      'column_set',
    ])
    expect(JSON.stringify(body)).not.toContain('selftest')
  })

  test('begins with its words where it has no title and no text', () => {
    expect(cardOf({ blocks: [{ kind: 'paragraph', text: [' '] }] }, token).body.elements).toEqual([])
  })
})

test.each<{ case: string; text: Text; markdown: string }>([
  { case: 'plain words stay as they are', text: ['注册资本 100 万元。'], markdown: '注册资本 100 万元。' },
  { case: 'a tag is words', text: ['<at id=all></at>'], markdown: '&#60;at id&#61;all&#62;&#60;/at&#62;' },
  { case: 'an entity is words', text: ['&lt;'], markdown: '&#38;lt;' },
  { case: 'a mention rings', text: [{ mention: 'ou_abc', name: '张三' }], markdown: '<at id=ou_abc></at>' },
  { case: 'a mention of no person does not', text: [{ mention: 'all', name: '全员' }], markdown: '@全员' },
  { case: 'bold ends at a line', text: [{ bold: '一\n二' }], markdown: '**一**\n**二**' },
  { case: 'bold has no space inside', text: [{ bold: ' 一 ' }, '后'], markdown: '&nbsp;**一** 后' },
  {
    case: 'bold that ends with a sign keeps off the next word',
    text: [{ bold: '注意：' }, '后面'],
    markdown: '**注意：** 后面',
  },
  { case: 'bold between words needs no room', text: ['共', { bold: '3' }, '项'], markdown: '共**3**项' },
  {
    case: 'a link cannot leave its brackets',
    text: [{ link: ']x', url: 'https://a.cn/(b)' }],
    markdown: '[&#93;x](https://a.cn/%28b%29)',
  },
  {
    case: 'a script is no address',
    text: [{ link: 'x', url: 'javascript:1' }],
    markdown: 'x（javascript&#58;1）',
  },
  { case: 'a number at the start makes no list', text: ['1. 一'], markdown: '1&#46; 一' },
  { case: 'an indent makes no code', text: ['    x'], markdown: '&nbsp;&nbsp;&nbsp;&nbsp;x' },
])('$case', ({ text: some, markdown }) => {
  expect(markdownOf(some)).toBe(markdown)
})
