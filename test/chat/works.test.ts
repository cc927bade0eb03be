import { expect, test } from 'vitest'
import type { Arrival } from '../../src/chat/arrival.js'
import { decide } from '../../src/chat/decide.js'
import type { Known } from '../../src/chat/turn.js'
import { understand } from '../../src/chat/understand.js'
import { workedReply, workedText, worksReply } from '../../src/chat/say/works.js'
import { instant } from '../../src/values/civil-date.js'
import { cardKey, eventId, pressToken, type ChatRef } from '../../src/values/ids.js'
import { small, today } from '../knowledge/small.js'
import { contentOf } from '../app/content.js'

const { rules, flows } = contentOf(small)

const operators: ChatRef = { channel: 'web', chat: 'operators' }
const token = pressToken('token')
const card = cardKey('doctor:1')

/** The click of somebody on the test card, `agoMs` before it is handled. */
function clicked(chat: ChatRef, agoMs = 0) {
  const at = instant(1_000_000_000)
  const arrival: Arrival = {
    kind: 'pressed',
    id: eventId('click'),
    at: instant(at - agoMs),
    chat: { ...chat, kind: 'group' },
    from: { channel: 'web', person: 'anybody' },
    token,
  }
  const [press] = (worksReply.buttons ?? []).flat().map((button) => button.press)
  if (press === undefined) throw new Error('the test card has no button')
  const known: Known = {
    session: {},
    knowledge: small,
    rules,
    flows,
    place: { calledBy: [], seesEdits: true },
    operators: [],
    press: {
      token,
      press,
      chat: operators,
      expiresAt: instant(at + 1),
      card,
      revision: 1,
      currentRevision: 1,
    },
  }
  return decide(
    understand(arrival, known.session, { operators: [], rules, flows, inputs: small.inputs, today }),
    {
      arrival,
      known,
      now: { at, today },
    },
  )
}

test.each([
  ['now', 0],
  ['before an outage: it shows that clicks come back all the same', 3_600_000],
])('whoever clicks the test card %s changes that very card', (_, agoMs) => {
  const { toast, messages, effects } = clicked(operators, agoMs)
  expect(toast).toBe(workedText)
  expect(messages).toEqual([{ reply: workedReply, card }])
  expect(effects).toEqual([])
})

test('in another chat its button is worth nothing', () => {
  expect(clicked({ channel: 'web', chat: 'elsewhere' }).messages).toEqual([])
})
