import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../src/reply/plain.js'
import type { Block, Reply, Span } from '../../src/reply/reply.js'
import { splitReply } from '../../src/reply/split.js'
import { anyReply, longReply } from './replies.js'

const limit = fc.integer({ min: 80, max: 4000 })

/** What a reader reads, without what a cut may add or drop: list marks, line breaks, and the word that opens citations. */
function visible(replies: readonly Reply[]): string {
  return replies
    .map(plainText)
    .join('')
    .replaceAll(/[\s·.\d；]/g, '')
    .replaceAll(/依据：/g, '')
}

function everySplit(holds: (pieces: readonly Reply[], whole: Reply, limit: number) => void): void {
  fc.assert(
    fc.property(anyReply, limit, (reply, at) => {
      holds(splitReply(reply, at), reply, at)
    }),
    { numRuns: 300 },
  )
}

test('no piece is longer than the limit', () => {
  everySplit((pieces, _, at) => {
    for (const piece of pieces) expect(plainText(piece).length).toBeLessThanOrEqual(at)
  })
})

test('nothing is lost, repeated or reordered', () => {
  everySplit((pieces, whole) => {
    expect(visible(pieces)).toBe(visible([whole]))
  })
})

test('the title opens the first piece and the buttons close the last', () => {
  everySplit((pieces, whole) => {
    expect(pieces.map(({ title }) => title)).toEqual([whole.title, ...pieces.slice(1).map(() => undefined)])
    expect(pieces.map(({ buttons }) => buttons)).toEqual([
      ...pieces.slice(1).map(() => undefined),
      whole.buttons,
    ])
  })
})

test('no character is cut in two', () => {
  everySplit((pieces) => {
    for (const piece of pieces) expect(plainText(piece)).not.toMatch(/\p{Cs}/u)
  })
})

test('a person is mentioned whole, or the mention rings nobody', () => {
  everySplit((pieces, whole) => {
    expect(pieces.flatMap(mentionsIn)).toEqual(mentionsIn(whole))
  })
})

test('fifty thousand characters are cut like fifty', () => {
  fc.assert(
    fc.property(longReply, limit, (reply, at) => {
      const pieces = splitReply(reply, at)
      for (const piece of pieces) expect(plainText(piece).length).toBeLessThanOrEqual(at)
      expect(visible(pieces)).toBe(visible([reply]))
      expect(pieces.some((piece) => /\p{Cs}/u.test(plainText(piece)))).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('a reply that fits stays as it is', () => {
  everySplit((_, whole) => {
    expect(splitReply(whole, plainText(whole).length + 1)).toEqual([whole])
  })
})

function mentionsIn({ blocks }: Reply): readonly Span[] {
  return blocks.flatMap(textsIn).filter((span) => typeof span === 'object' && 'mention' in span)
}

function textsIn(block: Block): readonly Span[] {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return block.text
    case 'list':
      return block.items.flat()
    case 'facts':
      return block.rows.flatMap(({ value }) => value)
    case 'citations':
      return []
  }
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text: [text] })

const cuts: readonly { name: string; blocks: readonly Block[]; limit: number; pieces: readonly string[] }[] =
  [
    {
      name: 'the only item of an ordered list keeps its number',
      blocks: [{ kind: 'list', ordered: true, items: [['一'.repeat(8)]] }],
      limit: 8,
      pieces: ['1. 一一一一', '一一一一'],
    },
    {
      name: 'between blocks before anywhere else',
      blocks: [paragraph('一'.repeat(6)), paragraph('二'.repeat(6))],
      limit: 10,
      pieces: ['一'.repeat(6), '二'.repeat(6)],
    },
    {
      name: 'after a sentence inside a long block',
      blocks: [paragraph('一二三四五。六七八九十')],
      limit: 10,
      pieces: ['一二三四五。', '六七八九十'],
    },
    {
      name: 'anywhere when no sentence ends',
      blocks: [paragraph('一二三四五六七八九十甲')],
      limit: 10,
      pieces: ['一二三四五六七八九', '十甲'],
    },
    {
      name: 'before an emoji that would be halved',
      blocks: [paragraph('一二三四五六七八😀九')],
      limit: 10,
      pieces: ['一二三四五六七八', '😀九'],
    },
    {
      name: 'a warning is marked once, where it begins',
      blocks: [{ kind: 'note', tone: 'warning', text: ['一二三四五六七八九'] }],
      limit: 10,
      pieces: ['注意：一二三四五六', '七八九'],
    },
    {
      name: 'a numbered list keeps its numbers',
      blocks: [{ kind: 'list', ordered: true, items: [['甲乙丙丁'], ['戊己庚辛']] }],
      limit: 12,
      pieces: ['· 1. 甲乙丙丁', '· 2. 戊己庚辛'],
    },
  ]

test.each(cuts)('it cuts $name', ({ blocks, limit: at, pieces }) => {
  expect(splitReply({ blocks }, at).map(plainText)).toEqual(pieces)
})
