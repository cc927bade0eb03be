import { describe, expect, test } from 'vitest'
import { usualSettings } from '../../src/deadlines/watch.js'
import type { CameTo, Interview } from '../../src/interview/kept/interview.js'
import type { InterviewNews, InterviewPage } from '../../src/ports-interviews.js'
import { entryId, interviewId } from '../../src/values/ids.js'
import { day } from '../deadlines/small.js'
import { i1, interview, kept, p1, p2 } from './interview-samples.js'
import { storeRoom } from './store-room.js'
import {
  type OpenDatabase,
  calls,
  chatRef,
  daysLater,
  handle,
  later,
  said,
  sendAll,
  start,
  talk,
} from './store-samples.js'

const firstPage: InterviewPage = { after: undefined, limit: 10 }
const read = { interview: i1, revision: 1 }
const news: InterviewNews = {
  messages: [talk('c1', 'news')],
  offered: [{ label: '继续', press: { kind: 'interview', interview: i1, step: 'go-on' } }],
}
const came: CameTo = {
  on: day('2026-11-21'),
  knowledge: 'v2',
  verdict: 'ready',
  outcomes: [],
  states: [[entryId('capital'), 'met']],
}

export function interviewToldCases(open: OpenDatabase): void {
  const room = storeRoom(open)

  const keep = (...all: readonly Interview[]) => room.does(all.map(kept))
  const session = () => room.store.session({ ...chatRef('c1'), person: 'p1' })

  describe('that was left', () => {
    const leftIds = async (since = later(0), page = firstPage) =>
      (await room.store.leftInterviews(since, page)).map((one) => one.interview.id)

    test('is found with its chat, once it waits so long', async () => {
      await keep(interview())
      expect(await leftIds(later(-1))).toEqual([])
      expect(await room.store.leftInterviews(start, firstPage)).toEqual([
        { interview: interview(), revision: 1, group: false, settings: usualSettings },
      ])
    })

    test('is found in a chat that nothing ever came from', async () => {
      await keep(interview({ chat: chatRef('elsewhere') }))
      expect(await leftIds()).toEqual([i1])
    })

    test.each([
      ['paused', true],
      ['finished', false],
      ['cancelled', false],
    ] as const)('%s, it waits: %s', async (state, waits) => {
      await keep(interview({ state }))
      expect(await leftIds()).toEqual(waits ? [i1] : [])
    })

    test('comes a page after another', async () => {
      await keep(...['a', 'b', 'c'].map((id) => interview({ id: interviewId(id) })))
      expect(await leftIds(start, { after: undefined, limit: 2 })).toEqual(['a', 'b'])
      expect(await leftIds(start, { after: interviewId('b'), limit: 2 })).toEqual(['c'])
    })

    test('is told once, with buttons that can be typed, and not again when somebody went on since', async () => {
      await handle(room.store, said('before'), {
        sessions: [{ key: { ...chatRef('c1'), person: 'p1' }, session: { script: 'traditional' } }],
      })
      await keep(interview())
      expect(await room.store.tellLeft(read, news, later(1))).toBe(true)
      expect(await room.store.tellLeft(read, news, later(2))).toBe(false)
      expect(calls(await sendAll(room.store, later(3)))).toEqual(['news'])
      expect(await session()).toEqual({ script: 'traditional', offered: news.offered })
      await keep(interview({ changedAt: later(10) }))
      expect(await leftIds(later(10))).toEqual([])
    })

    test('changed since it was read it is not told', async () => {
      await keep(interview())
      await keep(interview())
      expect(await room.store.tellLeft(read, news, later(1))).toBe(false)
      expect(await sendAll(room.store, later(3))).toEqual([])
      expect(await session()).toBeUndefined()
    })

    test('its chat closed it waits until that is open again', async () => {
      await keep(interview())
      await room.store.closeChat(chatRef('c1'), 'blocked', [], later(1))
      expect(await leftIds()).toEqual([])
      await handle(room.store, said('back'), {}, later(2))
      expect(await leftIds()).toEqual([i1])
    })

    test('of another person in the same chat, only the one who is told finds the buttons', async () => {
      await keep(interview({ by: p2 }))
      await room.store.tellLeft(read, news, later(1))
      expect(await session()).toBeUndefined()
      expect(await room.store.session({ ...chatRef('c1'), person: 'p2' })).toMatchObject({
        offered: news.offered,
      })
    })
  })

  describe('that is finished', () => {
    const finished = interview({ state: 'finished' })
    const unjudged = async (law: string, limit = 10) =>
      (await room.store.unjudgedInterviews(law, limit)).map((one) => one.interview.id)
    const differing = async () =>
      (await room.store.differingInterviews(firstPage)).map((one) => one.interview.id)

    test('is looked at once under each law, and one that is not finished never', async () => {
      await keep(finished, interview({ id: interviewId('open') }))
      expect(await unjudged('v1')).toEqual([i1])
      await room.store.noteJudged([{ ...read, differs: false }], 'v1')
      expect(await unjudged('v1')).toEqual([])
      expect(await unjudged('v2')).toEqual([i1])
      expect(await differing()).toEqual([])
    })

    test('changed since it was read it is looked at again', async () => {
      await keep(finished)
      await keep(finished)
      await room.store.noteJudged([{ ...read, differs: true }], 'v1')
      expect(await unjudged('v1')).toEqual([i1])
      expect(await differing()).toEqual([])
    })

    test('differing, it is told once and kept as it came then', async () => {
      await keep(finished)
      await room.store.noteJudged([{ ...read, differs: true }], 'v2')
      expect(await differing()).toEqual([i1])
      const now: Interview = { ...finished, came }
      expect(await room.store.tellJudged(read, now, news, later(1))).toBe(true)
      expect(await room.store.tellJudged(read, now, news, later(2))).toBe(false)
      expect(await room.store.tellJudged({ ...read, revision: 2 }, now, news, later(2))).toBe(false)
      expect(calls(await sendAll(room.store, later(3)))).toEqual(['news'])
      expect(await session()).toEqual({ offered: news.offered })
      expect(await room.store.interview(p1, i1)).toEqual({ interview: now, revision: 2 })
      expect(await unjudged('v2')).toEqual([])
      expect(await differing()).toEqual([])
    })

    test('with nothing to tell it is only no longer differing', async () => {
      await keep(finished)
      await room.store.noteJudged([{ ...read, differs: true }], 'v2')
      expect(await room.store.tellJudged(read, finished, undefined, later(1))).toBe(true)
      expect(await sendAll(room.store, later(3))).toEqual([])
      expect(await differing()).toEqual([])
    })

    test('gone on with since, it is its turn that told what it comes to', async () => {
      await keep(finished)
      await room.store.noteJudged([{ ...read, differs: true }], 'v2')
      await keep(finished)
      expect(await differing()).toEqual([])
    })

    test('its chat closed it waits until that is open again', async () => {
      await keep(finished)
      await room.store.noteJudged([{ ...read, differs: true }], 'v2')
      await room.store.closeChat(chatRef('c1'), 'gone', [], later(1))
      expect(await differing()).toEqual([])
      await handle(room.store, said('back'), {}, daysLater(1))
      expect(await differing()).toEqual([i1])
    })
  })
}
