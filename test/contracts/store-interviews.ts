import { describe, expect, test } from 'vitest'
import type { Effect } from '../../src/chat/decision.js'
import type { Interview } from '../../src/interview/kept/interview.js'
import { handoverCode, interviewId, type PersonRef } from '../../src/values/ids.js'
import { i1, interview, kept, p1, p2 } from './interview-samples.js'
import { storeRoom } from './store-room.js'
import {
  type OpenDatabase,
  chatRef,
  daysLater,
  handle,
  later,
  leaseOf,
  said,
  start,
  turn,
} from './store-samples.js'

export function interviewCases(open: OpenDatabase): void {
  const room = storeRoom(open)
  const { does } = room

  const keep = (...all: readonly Interview[]) => does(all.map(kept))

  test('is read back exactly: sets, whole numbers of any size, what can be undone', async () => {
    const whole = interview({
      state: 'paused',
      whole: true,
      undo: { answers: interview().answers, until: later(600) },
    })
    await keep(whole)
    expect(await room.store.interview(p1, i1)).toEqual({ interview: whole, revision: 1 })
    expect(await room.store.interviewsOf(p1, 10)).toEqual([{ interview: whole, revision: 1 }])
  })

  test('is replaced whole by what is kept later', async () => {
    await keep(interview({ whole: true }))
    const changed = interview({ answers: new Map(), state: 'cancelled', changedAt: later(5) })
    await keep(changed)
    expect(await room.store.interview(p1, i1)).toEqual({ interview: changed, revision: 2 })
  })

  test('is its person’s own: nobody else finds it, nor who has the same id on another platform', async () => {
    await keep(interview())
    const strangers: readonly PersonRef[] = [p2, { channel: 'telegram', person: 'p1' }]
    for (const stranger of strangers) {
      expect(await room.store.interview(stranger, i1)).toBeUndefined()
      expect(await room.store.interviewsOf(stranger, 10)).toEqual([])
    }
  })

  test('the newest come first, whatever their state and chat, and no more than asked for', async () => {
    await keep(
      interview({ id: interviewId('a'), changedAt: later(1), state: 'finished' }),
      interview({ id: interviewId('b'), changedAt: later(3), chat: chatRef('c2') }),
      interview({ id: interviewId('c'), changedAt: later(2), state: 'cancelled' }),
      interview({ id: interviewId('d'), changedAt: later(9), by: p2 }),
    )
    const ids = async (limit: number) =>
      (await room.store.interviewsOf(p1, limit)).map(({ interview: { id } }) => id)
    expect(await ids(10)).toEqual(['b', 'c', 'a'])
    expect(await ids(2)).toEqual(['b', 'c'])
  })

  test('a turn that rests on one as it was before another turn is outdated, and changes nothing', async () => {
    await keep(interview())
    const rest = { effects: [kept(interview())], readInterviews: [{ interview: i1, revision: 1 }] }
    await handle(room.store, said('first'), rest)
    await room.store.accept([said('second')], start)
    await room.store.takeArrivals(leaseOf('turn'), start, 10)
    expect(await room.store.finish(turn('second', rest), 'turn', start)).toBe('outdated')
    expect(await room.store.interview(p1, i1)).toMatchObject({ revision: 2 })
    const again = { ...rest, readInterviews: [{ interview: i1, revision: 2 }] }
    expect(await room.store.finish(turn('second', again), 'turn', start)).toBe('stored')
  })

  test('a turn that rests on one that was erased meanwhile is outdated', async () => {
    await keep(interview())
    await does([{ kind: 'interview-erased', interview: i1 }])
    expect(await room.store.interview(p1, i1)).toBeUndefined()
    await room.store.accept([said('late')], start)
    await room.store.takeArrivals(leaseOf('turn'), start, 10)
    const readInterviews = [{ interview: i1, revision: 1 }]
    expect(await room.store.finish(turn('late', { readInterviews }), 'turn', start)).toBe('outdated')
  })

  test('goes along when its chat moves, and is another one for who read it before', async () => {
    await keep(interview(), interview({ id: interviewId('there'), chat: chatRef('c2') }))
    await does([{ kind: 'chat-moved', chat: chatRef('c1'), to: 'c9' }])
    expect(await room.store.interview(p1, i1)).toEqual({
      interview: interview({ chat: chatRef('c9') }),
      revision: 2,
    })
    expect(await room.store.interview(p1, interviewId('there'))).toMatchObject({ revision: 1 })
  })

  test.each([
    ['open', false],
    ['paused', false],
    ['cancelled', false],
    ['finished', true],
  ] as const)('%s, it is kept after thirty days without a change: %s', async (state, stays) => {
    await keep(interview({ state }))
    await room.store.tidy(daysLater(30))
    expect(await room.store.interview(p1, i1)).toBeDefined()
    await room.store.tidy(daysLater(31))
    expect((await room.store.interview(p1, i1)) !== undefined).toBe(stays)
  })

  describe('with a code', () => {
    const code = handoverCode('code')
    const handed = (by = p1): Effect => ({
      kind: 'handed-over',
      code,
      by,
      then: { kind: 'interview', interview: i1, step: 'go-on' },
      expiresAt: later(600),
    })

    test('is found by whoever has it, until it was used or has expired', async () => {
      await keep(interview())
      expect(await room.store.handedInterview(code, start)).toBeUndefined()
      await does([handed()])
      expect(await room.store.handedInterview(code, later(599))).toEqual({
        interview: interview(),
        revision: 1,
      })
      expect(await room.store.handedInterview(code, later(600))).toBeUndefined()
      await does([{ kind: 'handover-used', code }])
      expect(await room.store.handedInterview(code, start)).toBeUndefined()
    })

    test('is not found once it belongs to somebody else than who made the code', async () => {
      await keep(interview())
      await does([handed()])
      await keep(interview({ by: p2 }))
      expect(await room.store.handedInterview(code, start)).toBeUndefined()
      expect(await room.store.interview(p1, i1)).toBeUndefined()
      expect(await room.store.interview(p2, i1)).toMatchObject({ interview: { by: p2 }, revision: 2 })
    })

    test('of another kind, it opens none', async () => {
      await keep(interview())
      await does([{ ...handed(), then: { kind: 'command', command: 'help' } } as Effect])
      expect(await room.store.handedInterview(code, start)).toBeUndefined()
    })
  })
}
