import { expect, test } from 'vitest'
import { outages } from '../../src/app/outages.js'
import type { SendOutcome } from '../../src/ports-sending.js'
import { instant } from '../../src/values/civil-date.js'
import type { ChannelName } from '../../src/values/ids.js'

type Step = readonly [minute: number, channel: ChannelName, outcome: SendOutcome['kind']]

const at = (minute: number) => instant(1_800_000_000_000 + minute * 60_000)
const failing = (minutes: readonly number[], outcome: SendOutcome['kind'] = 'not-before'): readonly Step[] =>
  minutes.map((minute) => [minute, 'feishu', outcome])

test.each<[string, readonly Step[], readonly string[]]>([
  ['nine minutes of trouble are none to tell of', failing([0, 3, 9]), []],
  ['ten are', failing([0, 5, 10]), ['feishu 0']],
  ['however it fails', failing([0, 10], 'maybe-sent'), ['feishu 0']],
  ['they are told of once', failing([0, 10, 20, 30]), ['feishu 0']],
  ['a send that failed long ago and no other since is no outage', failing([0]), []],
  [
    'what gets through in between ends it',
    [...failing([0, 5]), [6, 'feishu', 'sent'], ...failing([7, 12])],
    [],
  ],
  [
    'what gets through elsewhere does not',
    [...failing([0, 5]), [6, 'telegram', 'sent'], ...failing([10])],
    ['feishu 0'],
  ],
  ['a refusal is an answer, and says nothing of the line', failing([0, 10, 20], 'refused'), []],
  ['its end is told', [...failing([0, 10]), [11, 'feishu', 'sent']], ['feishu 0', 'feishu 0 over']],
  [
    'and the next one is another',
    [...failing([0, 10]), [11, 'feishu', 'sent'], ...failing([20, 31])],
    ['feishu 0', 'feishu 0 over', 'feishu 20'],
  ],
])('%s', (_, steps, told) => {
  const seen = outages()
  const news = steps.flatMap(([minute, channel, outcome]) => {
    seen.heard(channel, outcome, at(minute))
    return seen.look()
  })
  expect(
    news.map(({ channel, since, over }) => `${channel} ${(since - at(0)) / 60_000}${over ? ' over' : ''}`),
  ).toEqual(told)
})
