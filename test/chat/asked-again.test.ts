import { expect, test } from 'vitest'
import { askedAgain } from '../../src/chat/interview/asked-again.js'
import type { Interviewed } from '../../src/chat/session.js'
import { plainText } from '../../src/reply/plain.js'
import { instant } from '../../src/values/civil-date.js'
import { flowId, inputId, interviewId } from '../../src/values/ids.js'
import { interviewContent, interviewOf } from '../app/interview-bot.js'
import { today } from './shipped.js'

const begun = '2026-11-21T10:00:00+08:00'
const interview = interviewOf({ at: begun, answered: 2 })
const now = { at: instant(Date.parse(begun)), today }
const asked: Interviewed = {
  interview: interview.id,
  flow: flowId('eligibility'),
  input: inputId('coverage'),
  failed: 0,
}

function textAgain(said: Partial<Interviewed> | undefined, rest: object = {}): string | undefined {
  const session = { ...(said && { interview: { ...asked, ...said } }), ...rest }
  const reply = askedAgain({ interview, session }, { known: interviewContent(), now, inGroup: false })
  return reply && plainText(reply)
}

test('the question that waits is put again', () => {
  expect(textAgain({})).toContain('打进来的用户在几个省级区域')
})

test('in traditional characters to who reads those', () => {
  expect(textAgain({}, { script: 'traditional' })).toContain('打進來的用戶在幾個省級區域')
})

test.each([
  ['no interview was gone on with there', undefined],
  ['another one was gone on with since', { interview: interviewId('other') }],
  ['something else waits by now than was asked', { input: inputId('capital') }],
] as const)('nothing is put: %s', (_, said) => {
  expect(textAgain(said)).toBeUndefined()
})

test('nothing is put while something else of it is shown', () => {
  const { input, ...shown } = asked
  const session = { interview: shown }
  expect(
    askedAgain({ interview, session }, { known: interviewContent(), now, inGroup: false }),
  ).toBeUndefined()
})
