import { expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import { doubtsSettled } from '../../src/chat/doubting.js'
import type { Known } from '../../src/chat/turn.js'
import { doubtsSettledReply, notAnOperatorText } from '../../src/chat/say/doubts.js'
import type { DoubtsPress } from '../../src/reply/deadline-press.js'
import { instant } from '../../src/values/civil-date.js'
import { cardKey, eventId, pressToken, type ChatRef } from '../../src/values/ids.js'
import { contentOf } from '../app/content.js'
import { small, today } from '../knowledge/small.js'

const at = instant(1_000_000_000)
const here: ChatRef = { channel: 'web', chat: 'operators' }
const there: ChatRef = { channel: 'feishu', chat: 'operators' }
const card = cardKey('doubts:1')
const token = pressToken('token')
const press: DoubtsPress = { kind: 'doubts', from: instant(1), until: instant(2), count: 3, as: 'arrived' }

/** Somebody presses on the card in the first of these chats. */
function settled(operators: readonly ChatRef[], name?: string) {
  const from = { channel: 'web' as const, person: 'p1', ...(name !== undefined && { name }) }
  const arrival: Arrival = {
    kind: 'pressed',
    id: eventId('click'),
    at,
    token,
    from,
    chat: { ...here, kind: 'group' },
  }
  const known: Known = {
    session: {},
    ...contentOf(small),
    operators,
    place: { calledBy: [], seesEdits: true },
    press: { token, press, chat: here, expiresAt: instant(at + 1), card },
  }
  return doubtsSettled(press, { arrival, known, now: { at, today } })
}

test.each([
  ['老周', '老周'],
  [undefined, ''],
])('what was found out stands on the cards of all operators, with who said so: %s', (name, told) => {
  const { messages, effects } = settled([here, there], name)
  const reply = doubtsSettledReply(press, told)
  expect(messages).toEqual([
    { reply, card, to: here },
    { reply, card, to: there },
  ])
  expect(effects).toEqual([{ kind: 'doubts-settled', from: 1, until: 2, as: 'arrived' }])
})

test('a chat that is no operators’ chat any more settles nothing', () => {
  const { toast, messages, effects } = settled([there])
  expect([toast, messages, effects]).toEqual([notAnOperatorText, [], []])
})
