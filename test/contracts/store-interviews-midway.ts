import { describe, expect, test } from 'vitest'
import { againCard } from '../../src/chat/interview/asked-again.js'
import type { Interview } from '../../src/interview/kept/interview.js'
import type { QuestionAgain } from '../../src/ports-interviews.js'
import { interviewId, threadId } from '../../src/values/ids.js'
import { i1, interview, kept, p2 } from './interview-samples.js'
import { storeRoom } from './store-room.js'
import {
  type OpenDatabase,
  calls,
  chatRef,
  claim,
  handle,
  later,
  reminder,
  said,
  sendAll,
  sent,
  settle,
  start,
} from './store-samples.js'
import { claimed, fill, line, remind, watch } from './watch-samples.js'

const here = chatRef('c1')
const elsewhere = chatRef('c2')

export function interviewMidwayCases(open: OpenDatabase): void {
  const room = storeRoom(open)

  const keep = (...all: readonly Interview[]) => room.does(all.map(kept))
  const talk = (person: string, thread?: string) =>
    handle(room.store, said(`talk ${person}`), {
      sessions: [
        {
          key: { ...here, person, ...(thread !== undefined && { thread: threadId(thread) }) },
          session: { script: 'traditional' },
        },
      ],
    })

  describe('is found', () => {
    const found = async (since = start) =>
      (await room.store.midway(here, since)).map((one) => one.interview.id)

    test('with what its person talks about there, and its revision', async () => {
      await talk('p1')
      await keep(interview())
      expect(await room.store.midway(here, start)).toEqual([
        { interview: interview(), revision: 1, session: { script: 'traditional' } },
      ])
    })

    test('as long as somebody went on with it since then', async () => {
      await talk('p1')
      await keep(interview())
      expect(await found(later(-1))).toEqual([i1])
      expect(await found(later(1))).toEqual([])
    })

    test.each(['paused', 'finished', 'cancelled'] as const)('not %s', async (state) => {
      await talk('p1')
      await keep(interview({ state }))
      expect(await found()).toEqual([])
    })

    test('not in another chat, nor where it is asked in a topic', async () => {
      await talk('p1')
      await keep(interview({ chat: elsewhere }))
      expect(await found()).toEqual([])
      await talk('p2', 'topic')
      await keep(interview({ by: p2 }))
      expect(await found()).toEqual([])
    })

    test('of each person in the chat', async () => {
      await talk('p1')
      await talk('p2')
      await keep(interview(), interview({ id: interviewId('i2'), by: p2 }))
      expect(await found()).toEqual([i1, 'i2'])
    })
  })

  describe('its question is put again', () => {
    const question = (row: number, revision = 1): QuestionAgain => ({
      interview: i1,
      revision,
      messages: [{ ...reminder('c1', 9_000_000, 'question'), card: againCard(i1, row) }],
    })
    const digest = async (revision?: number) => {
      await watch(room.store)
      await keep(interview())
      await remind(room.store, [line('a')])
      const send = await claimed(room.store)
      await fill(room.store, send, start, { again: [question(send.id, revision)] })
      return send
    }

    test('behind the digest and all other reminders', async () => {
      await settle(room.store, await digest(), sent())
      await room.does([], later(1))
      expect(calls(await sendAll(room.store, later(2)))).toEqual(['question'])
    })

    test('not if it changed since it was read', async () => {
      await settle(room.store, await digest(7), sent())
      expect(await sendAll(room.store, later(2))).toEqual([])
    })

    test('not if somebody went on before it went out', async () => {
      const send = await digest()
      await keep(interview({ changedAt: later(1) }))
      await settle(room.store, send, sent())
      expect(await sendAll(room.store, later(2))).toEqual([])
    })

    test('not before a digest that has to wait, which puts it again itself', async () => {
      await settle(room.store, await digest(), { kind: 'not-before', at: later(30) })
      expect(await claim(room.store, later(1))).toEqual([])
      const [once] = await claim(room.store, later(30))
      if (once === undefined) throw new Error('no digest')
      await fill(room.store, once, later(30), { again: [question(once.id)] })
      await settle(room.store, once, sent(), later(30))
      expect(calls(await sendAll(room.store, later(31)))).toEqual(['question'])
    })
  })
}
