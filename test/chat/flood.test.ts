import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paced, type Call, type Pace, type Verdict } from '../../src/chat/flood.js'
import { plainText } from '../../src/reply/plain.js'
import { instant } from '../../src/values/civil-date.js'
import { small } from '../knowledge/small.js'
import { room } from './room.js'

const minuteMs = 60_000

interface Judged {
  readonly at: number
  readonly verdict: Verdict
}

function verdicts(calls: readonly Call[]): readonly Judged[] {
  let pace: Pace = {}
  return calls.map((call) => {
    const next = paced(pace, call)
    pace = next.pace
    return { at: call.at, verdict: next.verdict }
  })
}

/** Calls of one person, each some time after the one before: mostly in haste, sometimes calm. */
function calls(kind: Call['kind']): fc.Arbitrary<readonly Call[]> {
  const gap = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 3_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
  )
  return fc.array(gap, { minLength: 1, maxLength: 200 }).map((gaps) => {
    let at = 0
    return gaps.map((after, place) => {
      at += after
      return { kind, at: instant(at), text: `question ${place}` }
    })
  })
}

const times = (judged: readonly Judged[], verdict: Verdict): readonly number[] =>
  judged.flatMap((one) => (one.verdict === verdict ? [one.at] : []))

const most = { said: 10, pressed: 60 } as const

describe.each(['said', 'pressed'] as const)('of what is %s', (kind) => {
  const everyPace = (holds: (judged: readonly Judged[]) => void): void => {
    fc.assert(
      fc.property(calls(kind), (some) => {
        holds(verdicts(some))
      }),
    )
  }

  test('no minute holds more than the limit', () => {
    everyPace((judged) => {
      const gone = times(judged, 'go')
      for (const from of gone)
        expect(gone.filter((at) => at >= from && at < from + minuteMs).length).toBeLessThanOrEqual(most[kind])
    })
  })

  test('a person is told once, then there is silence, and a minute later they are answered', () => {
    everyPace((judged) => {
      const told = times(judged, 'too-fast')
      for (const at of told) {
        const during = judged.filter((one) => one.at > at && one.at < at + minuteMs)
        expect(during.every(({ verdict }) => verdict === 'silence')).toBe(true)
        const after = judged.find((one) => one.at >= at + minuteMs)
        expect(after?.verdict ?? 'go').toBe('go')
      }
    })
  })

  test('nobody is silenced without being told', () => {
    everyPace((judged) => {
      const first = judged.find(({ verdict }) => verdict !== 'go')
      expect(first?.verdict ?? 'too-fast').toBe('too-fast')
    })
  })

  test('who stays under the limit never notices', () => {
    const slow = Array.from({ length: 100 }, (_, place) => ({
      kind,
      at: instant((place * minuteMs) / most[kind]),
      text: `question ${place}`,
    }))
    expect(times(verdicts(slow), 'go')).toHaveLength(100)
  })
})

test.each([
  [
    'the same in haste',
    ['a', 'a', 'a', 'a', 'a'],
    2_000,
    ['go', 'repeated', 'silence', 'silence', 'silence'],
  ],
  ['the same at leisure', ['a', 'a', 'a'], 10_000, ['go', 'go', 'go']],
  ['another in between', ['a', 'b', 'a', 'a'], 2_000, ['go', 'go', 'go', 'repeated']],
  ['the same but for spaces', ['a', ' a\n'], 2_000, ['go', 'repeated']],
] as const)('%s', (_, texts, gap, expected) => {
  const said = texts.map((text, place) => ({ kind: 'said' as const, at: instant(place * gap), text }))
  expect(verdicts(said).map(({ verdict }) => verdict)).toEqual(expected)
})

test('a press in between makes the same question a new one', () => {
  const at = instant(0)
  const said: Call = { kind: 'said', at, text: 'a' }
  expect(verdicts([said, { kind: 'pressed', at }, said]).map(({ verdict }) => verdict)).not.toContain(
    'repeated',
  )
})

describe('what a platform brings again hours late', () => {
  const hourMs = 60 * minuteMs
  const said = (at: number, text: string): Call => ({ kind: 'said', at: instant(at), text })

  test('is let through while the person is not answered, and does not end that', () => {
    const haste = Array.from({ length: 11 }, (_, place) => said(2 * hourMs + place, `question ${place}`))
    const judged = verdicts([...haste, said(hourMs, 'of then'), said(2 * hourMs + 30_000, 'of now')])
    expect(judged.slice(-3).map(({ verdict }) => verdict)).toEqual(['too-fast', 'go', 'silence'])
  })

  test('is no repeat of what was asked since', () => {
    const judged = verdicts([said(2 * hourMs, 'a'), said(hourMs, 'a')])
    expect(judged.map(({ verdict }) => verdict)).toEqual(['go', 'go'])
  })

  test('is a flood itself when it was one then', () => {
    const then = Array.from({ length: 12 }, (_, place) => said(hourMs + place, `question ${place}`))
    const judged = verdicts([said(2 * hourMs, 'now'), ...then])
    expect(judged.slice(-2).map(({ verdict }) => verdict)).toEqual(['too-fast', 'silence'])
  })
})

const person = fc.constantFrom('甲', '乙', '丙')
const spoken = fc.array(
  fc.record({
    by: person,
    text: fc.constantFrom('注册资本要多少', '续期要提前多久', '/help', '1', '天气'),
    afterMs: fc.integer({ min: 0, max: 4_000 }),
  }),
  { maxLength: 60 },
)

test('in one group, what each person gets does not depend on how the others flood', () => {
  fc.assert(
    fc.property(spoken, person, (lines, alone) => {
      const together = room(small)
      const apart = room(small)
      for (const here of [together, apart]) here.sit({ group: '群' })
      for (const { by, text, afterMs } of lines) {
        for (const here of [together, apart]) {
          here.sit({ person: by })
          here.move(afterMs)
        }
        const { replies } = together.act({ kind: 'say', text, called: true })
        if (by !== alone) continue
        const blocks = (some: typeof replies) => some.map((reply) => reply.blocks)
        expect(blocks(apart.act({ kind: 'say', text, called: true }).replies)).toEqual(blocks(replies))
      }
    }),
    { numRuns: 40 },
  )
})

test('more than sixty clicks in a minute are told so on the button, each of them', () => {
  const here = room(small)
  here.act({ kind: 'say', text: '注册资本要多少', called: true })
  const came = Array.from({ length: 63 }, (_, place) => here.act({ kind: 'forge', token: `none-${place}` }))
  expect(came.slice(0, 60).every(({ toast }) => toast?.includes('无效'))).toBe(true)
  expect(came.slice(60).map(({ toast }) => toast?.includes('60 秒'))).toEqual([true, true, true])
  expect(came.flatMap(({ replies }) => replies)).toEqual([])
})

test('who says too much is told once for how long nothing is answered, and answered again after that', () => {
  const here = room(small)
  const say = (text: string) => here.act({ kind: 'say', text, called: true }).replies.map(plainText)
  for (let place = 0; place < 10; place += 1) expect(say(`第${place}句`)).toHaveLength(1)
  expect(say('第十句')).toEqual(['你操作得太快了：这一次和接下来 60 秒里的都不处理，请 60 秒后再试。'])
  expect(say('第十一句')).toEqual([])
  here.move(minuteMs)
  expect(say('第十二句')).toHaveLength(1)
})

test('typed numbers, labels and misses count as clicks, of which more are let through', () => {
  const here = room(small)
  const came = [
    '注册资本要多少',
    ...Array<string>(10).fill('9'),
    ...Array<string>(10).fill('没用'),
    '录音存多久',
  ]
  expect(
    came
      .map((text) => here.act({ kind: 'say', text, called: true }).replies.length)
      .filter((count) => count === 0),
  ).toEqual([])
})

test('beginning anew with /start does not begin the count anew', () => {
  const here = room(small)
  const came = Array.from({ length: 12 }, (_, place) =>
    here.act({ kind: 'say', text: place % 2 === 0 ? '/start' : '/help', called: true }),
  )
  expect(came.map(({ replies }) => replies.length)).toEqual([...Array<number>(11).fill(1), 0])
})
