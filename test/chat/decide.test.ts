import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '../../src/reply/plain.js'
import { knowledgeOf, small, smallFiles } from '../knowledge/small.js'
import type { Act } from './act.js'
import { room, type Room } from './room.js'
import { shipped } from './shipped.js'

const knowledge = await shipped()

/** Anything that can be typed, and things that nearly make sense. */
const words = fc.constantFrom(
  '注册资本',
  '续期',
  '录音',
  '多久',
  '要多少',
  '材料',
  'icp证',
  '垫资',
  '/ask',
  '/',
  '1',
  '@',
  '\n',
  '，',
  '？',
  'zhuce',
  '認繳',
  '\u202E',
  '😀',
  '呼叫中心',
  '1000万',
  '烟草许可证',
)
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(words, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.constantFrom(
    ...knowledge.golden.map(({ q }) => q),
    ...[...knowledge.entries.values()].map(({ title }) => title),
  ),
)

function everyText(holds: (text: string, here: Room) => void, numRuns = 300): void {
  fc.assert(
    fc.property(typed, (text) => {
      holds(text, room(knowledge))
    }),
    { numRuns },
  )
}

test('whatever is said to the bot gets a message that says something', () => {
  everyText((text, here) => {
    const { replies } = here.act({ kind: 'say', text, called: true })
    expect(replies.length).toBeGreaterThan(0)
    for (const reply of replies) expect(plainText(reply).trim()).not.toBe('')
  })
})

test('whatever is said past the bot gets nothing and changes nothing', () => {
  everyText((text, here) => {
    here.sit({ group: '群' })
    expect(here.act({ kind: 'say', text, called: false })).toEqual({
      replies: [],
      toast: undefined,
      effects: [],
      to: [],
      revisions: [],
    })
  })
})

test('every answer that was found names its sources', () => {
  everyText((text, here) => {
    const { replies, effects } = here.act({ kind: 'say', text, called: true })
    if (!effects.some((effect) => effect.kind === 'answered' && effect.outcome === 'found')) return
    const cited = replies
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'citations' ? block.of : []))
    expect(cited.length).toBeGreaterThan(0)
  })
})

test('no reply shows a figure that was not filled in', () => {
  for (const { title } of knowledge.entries.values()) {
    const { replies } = room(knowledge).act({ kind: 'say', text: title, called: true })
    for (const reply of replies) expect(plainText(reply)).not.toMatch(/[{}]|没有对应的数字/)
  }
})

test('a figure on a card of the scope is filled in like any other', () => {
  const figures = smallFiles.map(({ path, text }) => ({
    path,
    text: text
      .replace('says: ICP证是', 'says: 只要{capital.provincial}，ICP证是')
      .replace('says: 抽逃', 'says: 只要{capital.provincial}，抽逃'),
  }))
  for (const text of ['ICP证怎么办', '能帮我垫资吗']) {
    const { replies } = room(knowledgeOf(figures)).act({ kind: 'say', text, called: true })
    expect(replies.map(plainText).join('')).toContain('只要100万元，')
  }
})

test('the same conversation goes the same way twice', () => {
  fc.assert(
    fc.property(fc.array(typed, { maxLength: 4 }), (texts) => {
      const once = (): unknown => {
        const here = room(knowledge)
        return texts.map((text) => here.act({ kind: 'say', text, called: true }))
      }
      expect(once()).toEqual(once())
    }),
    { numRuns: 100 },
  )
})

test('whatever token is pressed that was never given out does nothing but say so', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (token) => {
      const { replies, toast, effects } = room(knowledge).act({ kind: 'forge', token })
      expect({ replies, effects }).toEqual({ replies: [], effects: [] })
      expect(toast).not.toBe('')
    }),
  )
})

test.each([
  ['ten minutes', 600_000, 'recording.keep'],
  ['ten minutes and a moment', 600_001, 'renewal.when'],
])('a topic after %s', (_, milliseconds, entry) => {
  const here = room(small)
  here.act({ kind: 'say', text: '录音能删除吗', called: true })
  here.move(milliseconds)
  const { effects } = here.act({ kind: 'say', text: '多久', called: true })
  expect(effects.flatMap((effect) => (effect.kind === 'answered' ? effect.entries : [])).at(0)).toBe(entry)
})

test('a corrected question is asked of the topic there was before it was first asked', () => {
  const here = room(small)
  const entryOf = (act: Act): unknown =>
    here.act(act).effects.flatMap((effect) => (effect.kind === 'answered' ? effect.entries : []))[0]
  expect(entryOf({ kind: 'say', text: '录音能删除吗', called: true })).toBe('recording.keep')
  expect(entryOf({ kind: 'edit', text: '多久', called: true })).toBe('renewal.when')
})
