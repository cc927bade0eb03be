import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Session } from '../../src/chat/session.js'
import type { Press } from '../../src/reply/reply.js'
import type { Need } from '../../src/chat/need.js'
import { needsOf, needsOfPress } from '../../src/chat/needs.js'
import { longestQuestion, understand, type Hearing } from '../../src/chat/understand.js'
import { instant } from '../../src/values/civil-date.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { shippedContent, today } from './shipped.js'
import { entryId, eventId, handoverCode, pressToken } from '../../src/values/ids.js'

const chat = { channel: 'web', chat: 'c', kind: 'private' } as const
const arrived = { id: eventId('1'), at: instant(0), chat, from: { channel: 'web', person: 'p' } } as const
const said = (text: string, addressed = true): Arrival => ({ ...arrived, kind: 'said', text, addressed })

const { flows, knowledge } = await shippedContent()
const { inputs } = knowledge
const hearing: Hearing = { operators: [], rules: shippedRules, flows, inputs, today }

const offered: Session = {
  offered: [
    { label: '注册资本要多少', press: { kind: 'ask', entry: entryId('capital.amount') } },
    { label: '更多', press: { kind: 'more', entry: entryId('capital.amount') } },
  ],
}

describe('what a text means', () => {
  test.each([
    ['/start', { kind: 'command', name: 'start', rest: '' }],
    ['  /HELP@bot  ', { kind: 'command', name: 'help', rest: '' }],
    ['／help', { kind: 'command', name: 'help', rest: '' }],
    ['开始', { kind: 'command', name: 'start', rest: '' }],
    ['怎么用', { kind: 'command', name: 'help', rest: '' }],
    ['/ask 录音\n存多久', { kind: 'command', name: 'ask', rest: '录音\n存多久' }],
    ['提问 录音存多久', { kind: 'command', name: 'ask', rest: '录音存多久' }],
    ['/foo', { kind: 'unknown-command', typed: 'foo' }],
    ['/constructor', { kind: 'unknown-command', typed: 'constructor' }],
    ['/', { kind: 'question', text: '/' }],
    ['开始 营业要多久', { kind: 'question', text: '开始 营业要多久' }],
    ['帮助 我', { kind: 'question', text: '帮助 我' }],
    ['1', { kind: 'chosen', press: { kind: 'ask', entry: 'capital.amount' } }],
    [' ２ ', { kind: 'chosen', press: { kind: 'more', entry: 'capital.amount' } }],
    ['更多', { kind: 'chosen', press: { kind: 'more', entry: 'capital.amount' } }],
    ['9', { kind: 'no-such-button', typed: 9, count: 2 }],
    ['0', { kind: 'no-such-button', typed: 0, count: 2 }],
    ['三', { kind: 'no-such-button', typed: 3, count: 2 }],
    ['第十二个', { kind: 'no-such-button', typed: 12, count: 2 }],
    ['01', { kind: 'question', text: '01' }],
    ['100', { kind: 'question', text: '100' }],
    ['更多资料', { kind: 'question', text: '更多资料' }],
    ['', { kind: 'question', text: '' }],
  ])('%s', (text, intent) => {
    expect(understand(said(text), offered, hearing)).toEqual(intent)
  })
})

describe('what operators’ commands mean in their chats, and elsewhere', () => {
  test.each([
    [
      '/hit 录音存多久',
      { kind: 'command', name: 'hit', rest: '录音存多久' },
      { kind: 'unknown-command', typed: 'hit' },
    ],
    ['/HIT', { kind: 'command', name: 'hit', rest: '' }, { kind: 'unknown-command', typed: 'HIT' }],
    ['命中 录音', { kind: 'command', name: 'hit', rest: '录音' }, { kind: 'question', text: '命中 录音' }],
    ['命中', { kind: 'command', name: 'hit', rest: '' }, { kind: 'question', text: '命中' }],
    ['命中录音', { kind: 'question', text: '命中录音' }, { kind: 'question', text: '命中录音' }],
  ])('%s', (text, there, elsewhere) => {
    expect(
      understand(said(text), offered, {
        ...hearing,
        operators: [{ channel: 'telegram', chat: 'c' }, chat],
      }),
    ).toEqual(there)
    expect(
      understand(said(text), offered, {
        ...hearing,
        operators: [{ channel: 'telegram', chat: 'c' }],
      }),
    ).toEqual(elsewhere)
  })
})

test('a text is a question up to the limit and too long beyond it', () => {
  expect(understand(said('长'.repeat(longestQuestion)), {}, hearing).kind).toBe('question')
  expect(understand(said('长'.repeat(longestQuestion + 1)), {}, hearing)).toEqual({
    kind: 'too-long',
    length: longestQuestion + 1,
  })
})

test('a command with a text too long is declined like a question', () => {
  expect(understand(said(`/ask ${'长'.repeat(longestQuestion + 1)}`), {}, hearing).kind).toBe('too-long')
})

test.each(['二', '两', '兩', '貳', '②', '第二个', '第二個', '第 2 个', '第2'])(
  'the second button is meant by %s',
  (text) => {
    const press: Press = { kind: 'more', entry: entryId('capital.amount') }
    expect(understand(said(text), offered, hearing)).toEqual({ kind: 'chosen', press })
  },
)

test.each(['两个', '2个', '第二条', '六六', '二〇二六', '百', '-1', '1.5'])(
  'something else than a button is counted or named by %s',
  (text) => {
    expect(understand(said(text), offered, hearing)).toEqual({ kind: 'question', text })
  },
)

test.each(['1', '二', '第二个', '9'])('without buttons a number is a question: %s', (text) => {
  expect(understand(said(text), {}, hearing).kind).toBe('question')
})

test('what was chosen is chosen again without its mark', () => {
  const press: Press = { kind: 'rate', answer: eventId('1'), useful: false }
  expect(understand(said('没用'), { offered: [{ label: '✓ 没用', press }] }, hearing)).toEqual({
    kind: 'chosen',
    press,
  })
})

test('nothing that was not addressed means anything', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => understand(said(text, false), offered, hearing).kind === 'not-called',
    ),
  )
  expect(
    understand({ ...arrived, kind: 'unsupported', what: '图片', addressed: false }, {}, hearing).kind,
  ).toBe('not-called')
})

const alone: Press = { kind: 'alone', then: { kind: 'command', command: 'start' } }
const code = 'abcdefghijklmnopqrstuvwx'
const needs: readonly (readonly [string, Arrival, readonly Need[]])[] = [
  [
    'a click',
    { ...arrived, kind: 'pressed', token: pressToken('t') },
    [{ kind: 'press', token: pressToken('t') }],
  ],
  ['a typed number', said('1'), []],
  ['a typed number of no button', said('9'), []],
  ['a typed 私聊我', said('私聊我'), [{ kind: 'alone' }]],
  ['/start', said('/start'), []],
  ['/start with a code', said(`/start ${code}`), [{ kind: 'handover', code: handoverCode(code) }]],
  ['/start with a word', said('/start now'), []],
  ['/help with a code', said(`/help ${code}`), []],
  ['coming in', { ...arrived, kind: 'joined' }, [{ kind: 'chat' }, { kind: 'watched' }]],
  ['being thrown out', { ...arrived, kind: 'left', why: 'removed' }, [{ kind: 'chat' }]],
  ['moving', { ...arrived, kind: 'migrated', to: 'c2' }, []],
  ['a question', said('注册资本要多少钱'), []],
  ['talk past the bot', said(`/start ${code}`, false), []],
]

test.each(needs)('what is looked up for %s', (_, arrival, expected) => {
  const session: Session = { offered: [...(offered.offered ?? []), { label: '私聊我', press: alone }] }
  expect(needsOf(understand(arrival, session, hearing), session)).toEqual(expected)
})

test('only going on alone needs more once the press is found', () => {
  expect(needsOfPress(alone)).toEqual([{ kind: 'alone' }])
  expect(needsOfPress({ kind: 'command', command: 'start' })).toEqual([])
})
