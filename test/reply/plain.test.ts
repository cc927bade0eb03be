import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainBlock, plainText } from '../../src/reply/plain.js'
import { authorities, evidences, type Block, type CitedSource } from '../../src/reply/reply.js'
import { civilDate } from '../../src/values/civil-date.js'
import { entryId, sourceId } from '../../src/values/ids.js'
import { anyReply } from './replies.js'

const checkedOn = civilDate('2026-11-01')
if (checkedOn === undefined) throw new Error('no such day')
const cited: CitedSource = {
  source: sourceId('law'),
  name: '某法',
  authority: 'law',
  evidence: 'A',
  checkedOn,
}

const blocks: readonly { name: string; block: Block; shows: string }[] = [
  { name: 'bold is plain', block: { kind: 'paragraph', text: ['甲', { bold: '乙' }] }, shows: '甲乙' },
  {
    name: 'a link shows its address',
    block: { kind: 'paragraph', text: [{ link: '甲', url: 'https://a.cn' }] },
    shows: '甲（https://a.cn）',
  },
  {
    name: 'a mention shows its name',
    block: { kind: 'paragraph', text: [{ mention: '1001', name: '小赵' }, ' 请看'] },
    shows: '@小赵 请看',
  },
  {
    name: 'an unordered list has dots',
    block: { kind: 'list', items: [['甲'], ['乙']] },
    shows: '· 甲\n· 乙',
  },
  {
    name: 'an ordered list counts from one',
    block: { kind: 'list', ordered: true, items: [['甲'], ['乙']] },
    shows: '1. 甲\n2. 乙',
  },
  {
    name: 'facts are label and value',
    block: { kind: 'facts', rows: [{ label: '甲', value: ['乙'] }] },
    shows: '甲：乙',
  },
  { name: 'a plain note is its text', block: { kind: 'note', tone: 'info', text: ['甲'] }, shows: '甲' },
]

test.each(blocks)('$name', ({ block, shows }) => {
  expect(plainBlock(block)).toBe(shows)
})

test('a warning reads differently from a plain note', () => {
  const note = (tone: 'info' | 'warning'): string => plainBlock({ kind: 'note', tone, text: ['甲'] })
  expect(note('warning')).not.toBe(note('info'))
  expect(note('warning')).toContain(note('info'))
})

test('each authority and each grade of evidence has words of its own', () => {
  const all = authorities.flatMap((authority) =>
    evidences.map((evidence) => plainBlock({ kind: 'citations', of: [{ ...cited, authority, evidence }] })),
  )
  expect(new Set(all).size).toBe(authorities.length * evidences.length)
})

test('a citation shows its source, its article and the day it was checked', () => {
  const shown = plainBlock({ kind: 'citations', of: [{ ...cited, article: '第六条' }] })
  for (const part of ['某法', '第六条', '2026-11-01']) expect(shown).toContain(part)
})

test('the title comes first and the buttons do not come at all', () => {
  const buttons = [[{ label: '按钮', press: { kind: 'ask', entry: entryId('a') } }]] as const
  expect(plainText({ title: '题', blocks: [{ kind: 'paragraph', text: ['文'] }], buttons })).toBe('题\n文')
})

test('every block of any reply shows, in order', () => {
  fc.assert(
    fc.property(anyReply, ({ blocks: some }) => {
      const shown = plainText({ blocks: some })
      let from = 0
      for (const block of some) {
        const at = shown.indexOf(plainBlock(block), from)
        expect(at).toBeGreaterThanOrEqual(from)
        from = at + plainBlock(block).length
      }
    }),
  )
})
