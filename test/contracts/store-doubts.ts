import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SendOutcome } from '../../src/ports-sending.js'
import type { Store } from '../../src/ports.js'
import { instant } from '../../src/values/civil-date.js'
import * as sample from './store-samples.js'
import { again, chatRef, claim, daysLater, later, maybeSent, sent, settle, start } from './store-samples.js'
import {
  claimed,
  fill,
  filled,
  fillingOf,
  line,
  remind,
  statesOf,
  tell,
  tellAll,
  watch,
} from './watch-samples.js'

const near = { due: daysLater(3) }
const far = { due: daysLater(3.01) }
const refused = { kind: 'refused', why: 'bad' } as const
const minuteMs = 60_000

/** Digests of which nobody knows whether they arrived, and those that were refused. */
export function doubtCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
    await watch(store)
  })
  afterEach(() => database.end())

  test('with its legal day near, what may have been sent goes once more after a pause as it was, and says so', async () => {
    const send = await filled(store, [line('a', near)])
    await settle(store, send, maybeSent)
    await remind(store, [line('b', near)])
    expect(await statesOf(store)).toEqual(['a planned', 'b planned'])
    expect(await claim(store, later(29))).toEqual([])
    const [second] = await claim(store, again)
    expect(second).toMatchObject({ id: send.id, call: 'digest', repeated: true })
    expect(second).not.toHaveProperty('unfilled')
    await settle(store, second, sent('m7'), again)
    expect(await statesOf(store)).toEqual(['a sent', 'b planned'])
    expect(await tellAll(store, again)).toEqual([['x1 b']])
  })

  test('done before that, it ends: nothing of it goes, and nobody is asked', async () => {
    await remind(store, [line('a', near), line('b', near)])
    const send = await claimed(store)
    await fill(store, send, start, { calls: ['digest', 'its other part'] })
    await settle(store, send, maybeSent)
    const second = await claimed(store, again)
    expect(second).toMatchObject({ id: send.id, repeated: true })
    const dropped = [line('a'), line('b')]
    const over = { ...fillingOf(second, [], { presses: [] }), calls: [], dropped }
    expect(await store.fillDigest(over, 'sender', again)).toBe('filled')
    expect(await statesOf(store)).toEqual(['a dropped', 'b dropped'])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 0 })
    expect(await store.doubtful(start)).toEqual([])
    await settle(store, second, refused, again)
    expect(await tellAll(store, daysLater(1))).toEqual([])
  })

  test('put off before that, it ends as well, and whether it came stays in doubt; operators are not asked', async () => {
    const send = await filled(store, [line('a', near), line('b', near)])
    await settle(store, send, maybeSent)
    const second = await claimed(store, again)
    const putOff = { calls: [], presses: [], doubted: [line('a')], dropped: [line('b')] }
    expect(await store.fillDigest(fillingOf(second, [], putOff), 'sender', again)).toBe('filled')
    expect(await statesOf(store)).toEqual(['a maybe-sent', 'b dropped'])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 0 })
    expect(await store.doubtful(start)).toEqual([])
    expect((await store.recordOf(line('a').matter)).at(-2)).toMatchObject({ kind: 'maybe-sent' })
  })

  test('what has its content and goes for the first time is not filled', async () => {
    await remind(store, [line('a', near)])
    const send = await claimed(store)
    await fill(store, send, start, { calls: ['digest', 'its other part'] })
    await settle(store, send, sent())
    const part = await claimed(store)
    const over = { ...fillingOf(part, []), calls: [], dropped: [line('a')] }
    expect(await store.fillDigest(over, 'sender', start)).toBe('lost')
    await settle(store, part, maybeSent)
  })

  test('it goes once more and not twice', async () => {
    const send = await filled(store, [line('a', near)])
    await settle(store, send, maybeSent)
    await settle(store, (await claim(store, again))[0], maybeSent, again)
    expect(await statesOf(store)).toEqual(['a maybe-sent'])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 1 })
    expect(await tellAll(store, daysLater(1))).toEqual([])
  })

  test.each<[string, SendOutcome]>([
    ['may have been sent', maybeSent],
    ['may have been sent and was told to wait', { kind: 'not-before', at: later(7), doubtful: 'unanswered' }],
  ])('with its legal day far, what %s is left to the operator', async (_, outcome) => {
    const send = await filled(store, [line('a', far)])
    await settle(store, send, outcome)
    expect(await statesOf(store)).toEqual(['a maybe-sent'])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 1 })
    await remind(store, [line('a', far)], later(9))
    expect(await tellAll(store, later(9))).toEqual([])
  })

  const inTrouble = { kind: 'not-before', at: later(7), doubtful: 'in-trouble' } as const

  test.each<[string, SendOutcome, readonly string[]]>([
    ['arrives', sent(), ['a sent']],
    ['is not answered, which is another doubt', { ...inTrouble, doubtful: 'unanswered' }, ['a maybe-sent']],
  ])(
    'far from its legal day, what a platform in trouble hardly took goes again, and %s',
    async (_, end, states) => {
      await settle(store, await filled(store, [line('a', far)]), inTrouble)
      expect(await statesOf(store)).toEqual(['a planned'])
      const [second] = await claim(store, later(7))
      expect(second).toMatchObject({ call: 'digest', repeated: true })
      await settle(store, second, end, later(7))
      expect(await statesOf(store)).toEqual(states)
      expect(await tellAll(store, daysLater(1))).toEqual([])
    },
  )

  test.each<[string, number, number]>([
    ['it goes on', 86_399, 1],
    ['it is left to the operator', 86_400, 0],
  ])('far from its legal day and in trouble all day long, after a day %s', async (_, seconds, sends) => {
    await settle(store, await filled(store, [line('a', { due: daysLater(30) })]), inTrouble)
    await settle(store, (await claim(store, later(seconds)))[0], inTrouble, later(seconds))
    expect(await store.backlog()).toMatchObject({ sends, maybeSent: 1 - sends })
  })

  test('one near day among many is enough, and one that it does not tell counts for nothing', async () => {
    await settle(store, await filled(store, [line('a', far), line('b', near)]), maybeSent)
    expect(await statesOf(store)).toEqual(['a planned', 'b planned'])
    await settle(store, (await claim(store, again))[0], sent(), again)
    await remind(store, [line('c', far), line('d', near)], again)
    const send = await claimed(store, again)
    await store.fillDigest({ ...fillingOf(send, [line('c')]), dropped: [line('d')] }, 'sender', again)
    await settle(store, send, maybeSent, again)
    expect(await statesOf(store)).toEqual(['a sent', 'b sent', 'c maybe-sent', 'd dropped'])
  })

  test('over its legal day it is as urgent as before', async () => {
    await settle(store, await filled(store, [line('a', { due: daysLater(-20) })]), maybeSent)
    expect(await claim(store, again)).toMatchObject([{ repeated: true }])
  })

  test('an attempt that may have arrived and waits keeps its content, however often it is told to wait', async () => {
    const send = await filled(store, [line('a', near)])
    await settle(store, send, { kind: 'not-before', at: later(7), doubtful: 'unanswered' })
    const [second] = await claim(store, later(7))
    await settle(store, second, { kind: 'not-before', at: later(9) }, later(7))
    const [third] = await claim(store, later(9))
    expect(third).toMatchObject({ id: send.id, call: 'digest', repeated: true })
    await settle(store, third, sent(), later(9))
    expect(await statesOf(store)).toEqual(['a sent'])
  })

  test('a sender that was lost before it filled a digest cannot have sent it', async () => {
    await remind(store, [line('a', far)])
    await claim(store)
    expect(await store.recover(later(60))).toBe(1)
    const { send, told } = await tell(store, sent(), later(60))
    expect(send.repeated).toBe(false)
    expect(told).toEqual(['x1 a'])
  })

  test('a sender that was lost after it filled a digest may have sent it', async () => {
    await filled(store, [line('a', near)])
    expect(await store.recover(later(60))).toBe(1)
    expect(await claim(store, later(60))).toMatchObject([{ call: 'digest', repeated: true }])
  })

  test.each<[string, SendOutcome, number]>([
    ['refused', { kind: 'refused', why: 'bad' }, 3_600],
    ['maybe-sent', maybeSent, 60],
    ['not-before', { kind: 'not-before', at: later(7) }, 7],
    ['cannot-edit', { kind: 'cannot-edit', why: 'odd' }, 60],
  ])('without content nothing can have been sent: %s is tried again', async (_, outcome, seconds) => {
    await remind(store, [line('a', far)])
    await settle(store, (await claim(store))[0], outcome)
    expect(await claim(store, later(seconds - 1))).toEqual([])
    const { send, told } = await tell(store, sent(), later(seconds))
    expect([send.repeated, told]).toEqual([false, ['x1 a']])
  })

  test('one that waits for a later hour comes earlier when something urgent is to be said', async () => {
    await remind(store, [line('a', far)])
    await settle(store, (await claim(store))[0], { kind: 'not-before', at: daysLater(1) })
    expect(await claim(store, later(5))).toEqual([])
    await remind(store, [line('b', { ...near, notBefore: later(6) })], later(6))
    expect((await tell(store, sent(), later(6))).told).toEqual(['x1 b', 'x1 a'])
  })

  test('a refusal costs no reminder: it is filled anew and tried again after an hour', async () => {
    const send = await filled(store, [line('a')])
    await settle(store, send, { kind: 'refused', why: 'too long' })
    expect(await statesOf(store)).toEqual(['a planned'])
    expect(await claim(store, later(3_599))).toEqual([])
    expect((await tell(store, sent(), later(3_600))).told).toEqual(['x1 a'])
  })

  test('refused after it may have arrived, it is tried once an hour as it was until its legal day is over', async () => {
    const send = await filled(store, [line('a', { due: later(2 * 86_400) })])
    await settle(store, send, maybeSent)
    const tries: number[] = []
    for (let at = again; ; at = instant(at + minuteMs * 30)) {
      const [more] = await claim(store, at)
      if (more === undefined && (await store.backlog()).sends === 0) break
      if (more === undefined) continue
      expect(more).toMatchObject({ id: send.id, call: 'digest', repeated: true })
      await settle(store, more, refused, at)
      tries.push(at - again)
    }
    expect(tries).toEqual(Array.from({ length: 49 }, (_, hour) => hour * 60 * minuteMs))
    expect(await statesOf(store)).toEqual(['a maybe-sent'])
    expect(await store.backlog()).toMatchObject({ sends: 0, maybeSent: 1 })
  })

  test.each<[string, number, number]>([
    ['it is tried again', 86_399, 1],
    ['it is left to the operator', 86_401, 0],
  ])('past its legal day and refused, a day after it was planned %s', async (_, seconds, sends) => {
    await settle(store, await filled(store, [line('a', { due: daysLater(-20) })]), maybeSent)
    await settle(store, (await claim(store, later(seconds)))[0], refused, later(seconds))
    expect(await store.backlog()).toMatchObject({ sends, maybeSent: 1 - sends })
  })

  test('refused by a chat that closes, it does not wait for it to open', async () => {
    await settle(store, await filled(store, [line('a', near)]), maybeSent)
    await settle(store, (await claim(store, again))[0], { ...refused, closes: 'muted' }, again)
    expect(await statesOf(store)).toEqual(['a maybe-sent'])
    expect(await store.backlog()).toMatchObject({ sends: 0 })
  })

  test('refused and waiting, it ends when its chat is closed', async () => {
    await settle(store, await filled(store, [line('a', near)]), maybeSent)
    await settle(store, (await claim(store, again))[0], refused, again)
    expect(await statesOf(store)).toEqual(['a planned'])
    await store.closeChat(chatRef('c1'), 'removed', [], later(60))
    expect(await statesOf(store)).toEqual(['a maybe-sent'])
    expect(await store.backlog()).toMatchObject({ sends: 0 })
  })

  test('what goes once more cannot be dropped by another digest', async () => {
    await settle(store, await filled(store, [line('a', near)]), maybeSent)
    await remind(store, [line('b', { due: daysLater(1) })])
    await fill(store, await claimed(store), start, { dropped: [line('a')] })
    expect(await statesOf(store)).toEqual(['a planned', 'b planned'])
  })
}
