import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../../src/ports.js'
import { cycleId, matterId, ruleId } from '../../src/values/ids.js'
import * as sample from './store-samples.js'
import {
  chatRef,
  claim,
  daysLater,
  later,
  leaseOf,
  queue,
  reminder,
  settle,
  start,
  talk,
} from './store-samples.js'
import {
  anHour,
  fill,
  fillingOf,
  line,
  lineOf,
  lines,
  openRows,
  remind,
  revisionOf,
  statesOf,
  tell,
  tellAll,
  watch,
  watchChanged,
} from './watch-samples.js'

export function ledgerCases(open: sample.OpenDatabase): void {
  let database: sample.TestDatabase
  let store: Store
  beforeEach(async () => {
    database = await open()
    store = database.store
  })
  afterEach(() => database.end())

  const plannedAt = async (seconds: number) =>
    (await store.plannedIn(chatRef('c1'), later(seconds))).lines.map(({ rung }) => rung)

  test('a planned line brings one digest without content, and is said once it is sent', async () => {
    await watch(store)
    await remind(store, [line('a')])
    expect(await plannedAt(0)).toEqual(['a'])
    const [send, ...others] = await claim(store)
    expect(others).toEqual([])
    expect(send).toMatchObject({ to: chatRef('c1'), call: null, unfilled: true, repeated: false })
    await fill(store, send)
    expect(await plannedAt(0)).toEqual([])
    expect(await statesOf(store)).toEqual(['a planned'])
    await settle(store, send, sample.sent('m7'))
    expect(await statesOf(store)).toEqual(['a sent'])
    expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
  })

  test('worked out again and again, before and after it is sent, a line is told once', async () => {
    await watch(store)
    const matter = matterId('x1')
    const revision = await revisionOf(store, matter)
    const again = async (times: number) => {
      for (let n = 0; n < times; n++)
        await store.remind({ matter, revision, lines: [line('a'), line('b')], wakeAt: anHour }, start)
    }
    await again(50)
    expect(await tellAll(store)).toEqual([['x1 a', 'x1 b']])
    await again(50)
    expect(await tellAll(store)).toEqual([])
    expect((await store.recordOf(matter)).map(({ kind }) => kind)).toEqual([
      'registered',
      'planned',
      'planned',
      'sent',
      'sent',
    ])
  })

  test('the first word on a line counts: planned stays planned, missed stays missed', async () => {
    await watch(store)
    await remind(store, [line('a'), line('b', { state: 'missed' })])
    await remind(store, [line('a', { state: 'missed' }), line('b')])
    expect(await statesOf(store)).toEqual(['a planned', 'b missed'])
    expect(await tellAll(store)).toEqual([['x1 a']])
  })

  test('missed lines alone bring no digest', async () => {
    await watch(store)
    await remind(store, [line('a', { state: 'missed' })])
    expect(await claim(store)).toEqual([])
  })

  test('two processes that look at one matter at once plan each line once', async () => {
    await watch(store)
    const stores = await Promise.all([1, 2, 3, 4].map(() => database.another()))
    const revision = await revisionOf(store, matterId('x1'))
    const ticked = { matter: matterId('x1'), revision, lines: lines(20), wakeAt: anHour }
    expect(await Promise.all(stores.map((each) => each.remind(ticked, start)))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(await openRows(database.look)).toHaveLength(1)
    expect(await tellAll(store)).toHaveLength(1)
    expect(await store.recordOf(matterId('x1'))).toHaveLength(1 + 20 + 20)
  })

  test('a thousand lines to one chat in one transaction are told in one digest', async () => {
    await watch(store)
    await remind(store, lines(1_000))
    const { told } = await tell(store)
    expect(told).toHaveLength(1_000)
    expect(new Set(await statesOf(store))).toEqual(new Set(lines(1_000).map(({ rung }) => `${rung} sent`)))
  })

  test('seventeen matters that are due at once come as one digest, whenever each was looked at', async () => {
    const ids = Array.from({ length: 17 }, (_, n) => `x${n}`)
    for (const id of ids) await watch(store, id)
    for (const [n, id] of ids.entries()) {
      expect(await claim(store, later(n))).toEqual([])
      await remind(store, [lineOf(id)], later(n))
    }
    expect((await tell(store, sample.sent(), later(17))).told).toHaveLength(17)
    expect(await tellAll(store, later(17))).toEqual([])
  })

  test('a matter of another chat that is to be looked at holds up nothing', async () => {
    await watch(store)
    await watch(store, 'x2', 'c2')
    await remind(store, [line('a')])
    expect(await tellAll(store)).toEqual([['x1 a']])
  })

  test('a matter that cannot be looked at holds up its chat for two minutes, not for ever', async () => {
    await watch(store)
    await watch(store, 'broken')
    await remind(store, [line('a')])
    expect(await claim(store, later(119))).toEqual([])
    expect(await claim(store, later(120))).toHaveLength(1)
  })

  test('after an outage the two minutes begin with the first line, not with its hour', async () => {
    await watch(store)
    await watch(store, 'x2')
    await remind(store, [line('a', { notBefore: daysLater(-3) })])
    expect(await claim(store, later(119))).toEqual([])
    await remind(store, [lineOf('x2', 'b', { notBefore: daysLater(-3) })], later(119))
    expect(await tellAll(store, later(119))).toEqual([['x1 a', 'x2 b']])
  })

  test('talk does not wait for a digest that gathers, and a digest waits for talk', async () => {
    await watch(store)
    await watch(store, 'x2')
    await remind(store, [line('a')])
    await queue(store, [talk('c1', 'talk')])
    expect(sample.calls(await claim(store))).toEqual(['talk'])
    await remind(store, [lineOf('x2')])
    expect(await claim(store)).toEqual([])
  })

  test('no line is told before its hour: two hours are two digests', async () => {
    await watch(store)
    await remind(store, [line('day', { notBefore: anHour }), line('night')])
    expect(await plannedAt(0)).toEqual(['night'])
    expect(await plannedAt(3_600)).toEqual(['day', 'night'])
    expect(await tellAll(store)).toEqual([['x1 night']])
    expect(await tellAll(store, later(3_599))).toEqual([])
    expect(await tellAll(store, anHour)).toEqual([['x1 day']])
  })

  test('what is awake and what waits for its hour is counted', async () => {
    await watch(store)
    await watch(store, 'x2', 'c2')
    await queue(store, [talk('c1', 'talk')])
    await remind(store, [line('a', { notBefore: anHour })])
    expect(await store.reminding(start)).toEqual({ awake: 1, later: 1 })
    expect(await store.reminding(anHour)).toEqual({ awake: 1, later: 0 })
  })

  test('a line with an earlier hour brings the digest forward, one with a later hour does not put it off', async () => {
    await watch(store)
    await remind(store, [line('a', { notBefore: anHour })])
    await remind(store, [line('b', { notBefore: later(9_000) })])
    expect(await openRows(database.look)).toMatchObject([{ not_before: anHour }])
    await remind(store, [line('c', { notBefore: later(60) })], later(5))
    expect(await openRows(database.look)).toMatchObject([{ not_before: later(60) }])
  })

  test('a digest goes by the nearest legal day of what it tells, and never by a later one', async () => {
    await watch(store)
    await watch(store, 'y1', 'c2')
    await remind(store, [line('far', { due: daysLater(90) })])
    await remind(store, [lineOf('y1', 'middle', { chat: chatRef('c2'), due: daysLater(50) })])
    await remind(store, [line('near', { due: daysLater(9) }), line('farther', { due: daysLater(99) })])
    expect((await openRows(database.look)).map(({ due }) => due)).toEqual([daysLater(9), daysLater(50)])
    expect((await claim(store)).map(({ to }) => to.chat)).toEqual(['c1', 'c2'])
  })

  test('a digest whose hour is still to come holds up no other reminder of its chat', async () => {
    await watch(store)
    await remind(store, [line('a', { notBefore: anHour, due: daysLater(1) })])
    await queue(store, [reminder('c1', 86_400 * 50, 'later')])
    expect(sample.calls(await claim(store))).toEqual(['later'])
  })

  test('lines planned while a digest is being filled come with the next one', async () => {
    await watch(store)
    await remind(store, [line('a')])
    const [send] = await claim(store)
    if (send === undefined) throw new Error('nothing was claimed')
    const { lines: read } = await store.plannedIn(send.to, start)
    await remind(store, [line('b')])
    expect(await openRows(database.look)).toHaveLength(1)
    await store.fillDigest(fillingOf(send, read), 'sender', start)
    expect(await openRows(database.look)).toHaveLength(2)
    expect(await claim(store)).toEqual([])
    await settle(store, send, sample.sent())
    expect(await statesOf(store)).toEqual(['a sent', 'b planned'])
    expect(await tellAll(store)).toEqual([['x1 b']])
  })

  test('lines to a chat that watches nothing are told there: somebody stands in', async () => {
    await watch(store)
    await remind(store, [line('a', { chat: chatRef('stand-in') })])
    const { watched } = await store.plannedIn(chatRef('stand-in'), start)
    expect(watched).toMatchObject([{ matter: { id: 'x1' }, watches: [] }])
    expect(await tellAll(store)).toEqual([['x1 a']])
  })

  test('a line is known by all its parts: none of another rule, cycle or chat is the same', async () => {
    await watch(store)
    await store.change([watchChanged('c2')], start)
    const other = line('a', { chat: chatRef('c2') })
    const rule = line('a', { rule: ruleId('report') })
    await remind(store, [line('a'), line('a', { cycle: cycleId('2032-03-02') }), rule, other])
    expect((await tellAll(store)).map((told) => told.length).sort()).toEqual([1, 3])
  })

  test('spent lines are forgotten 430 days after their legal day, planned ones never', async () => {
    await watch(store)
    await remind(store, [line('sent', { due: daysLater(100) }), line('missed', { state: 'missed' })])
    await tell(store)
    await remind(store, [line('waits', { due: daysLater(1), notBefore: daysLater(9_000) })])
    await store.tidy(daysLater(530))
    expect(await statesOf(store)).toHaveLength(3)
    await store.tidy(daysLater(530.01))
    expect(await statesOf(store)).toEqual(['waits planned'])
    expect(await store.recordOf(matterId('x1'))).toHaveLength(5)
  })

  test('a line that was said after its legal day is kept as long from then on', async () => {
    await watch(store)
    await remind(store, [line('late', { due: daysLater(-10) })])
    await tell(store)
    await store.tidy(daysLater(429))
    expect(await statesOf(store)).toEqual(['late sent'])
  })

  test('four processes that claim and fill at once tell every line once', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => `x${n}`)
    for (const id of ids) await watch(store, id, `chat ${id}`)
    for (const id of ids) await remind(store, [lineOf(id, 'a', { chat: chatRef(`chat ${id}`) })])
    const told: string[] = []
    const worker = async (owner: string) => {
      const own = await database.another()
      for (;;) {
        const sends = await own.takeSends(leaseOf(owner), start, 3)
        for (const send of sends) {
          const { lines: planned } = await own.plannedIn(send.to, start)
          expect(await own.fillDigest(fillingOf(send, planned), owner, start)).toBe('filled')
          told.push(...planned.map(({ matter }) => matter))
          await own.settle([{ id: send.id, outcome: sample.sent(`m${send.id}`) }], owner, start)
        }
        if (sends.length === 0) return
      }
    }
    await Promise.all(['w1', 'w2', 'w3', 'w4'].map(worker))
    expect(told.sort()).toEqual(ids.sort())
  })
}
