import { afterEach, beforeEach, expect, test } from 'vitest'
import { knownFor, type KnowingParts } from '../../src/app/known.js'
import { movableClock, systemDice } from '../../src/app/outside.js'
import { readBy } from '../../src/app/read-by.js'
import type { Arrival, Person } from '../../src/chat/arrival.js'
import type { Effect } from '../../src/chat/decision.js'
import type { Known } from '../../src/chat/turn.js'
import type { Need } from '../../src/chat/need.js'
import type { Store } from '../../src/ports.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { handoverCode, interviewId } from '../../src/values/ids.js'
import { i1, interview, kept, p1, p2 } from '../contracts/interview-samples.js'
import { handle, later, said, start } from '../contracts/store-samples.js'
import { small } from '../knowledge/small.js'
import { contentOf } from './content.js'
import { zone } from './watching.js'

let store: Store
beforeEach(async () => {
  store = await openStoreAt('file::memory:')
})
afterEach(() => store.close())

const clock = movableClock({ now: () => start })
const code = handoverCode('a-code-that-nobody-guesses')
const own = { kind: 'interview', interview: i1 } as const

async function known(from: Person, ...needs: readonly Need[]) {
  const parts: KnowingParts = {
    ...{
      store,
      clock,
      dice: systemDice,
      timeZone: zone,
      content: () => contentOf(small),
      channels: new Map(),
    },
    operators: [],
    rights: { mayManage: () => Promise.resolve(true) },
  }
  const arrival: Arrival = { ...said('asks'), from }
  return knownFor(arrival, needs, parts)
}

const effects = (...all: readonly Effect[]) => handle(store, said(`did ${all.length}`), { effects: all })
const handed = (then: Extract<Effect, { kind: 'handed-over' }>['then']): Effect => {
  return { kind: 'handed-over', code, by: p1, then, expiresAt: later(600) }
}
const goOn = { kind: 'interview', interview: i1, step: 'go-on' } as const

test('an interview is known to its person, in whatever chat, and to nobody else', async () => {
  await effects(kept(interview()))
  expect(await known(p1, own, { kind: 'interviews' })).toMatchObject({
    interview: { interview: { id: i1 } },
    interviews: [{ interview: { id: i1 } }],
  })
  const stranger = await known(p2, own, { kind: 'interviews' })
  expect(stranger.interview).toBeUndefined()
  expect(stranger.interviews).toEqual([])
})

test('who speaks as a group has none: others have the same id', async () => {
  await effects(kept(interview()))
  const group = await known({ ...p1, anonymous: true }, own, { kind: 'interviews' })
  expect([group.interview, group.interviews]).toEqual([undefined, undefined])
})

test('a code opens the interview that it stands for, to whoever has it', async () => {
  await effects(kept(interview()), kept(interview({ id: interviewId('other') })), handed(goOn))
  expect(await known(p2, { ...own, handed: code })).toMatchObject({ interview: { interview: { by: p1 } } })
  const other = { ...own, interview: interviewId('other'), handed: code }
  expect((await known(p2, other)).interview).toBeUndefined()
  const group = await known({ ...p2, anonymous: true }, { ...own, handed: code })
  expect(group.interview).toBeUndefined()
})

test('what a link stands for is fetched with it', async () => {
  await effects(kept(interview()), handed(goOn))
  const found = await known(p1, { kind: 'handover', code })
  expect(found).toMatchObject({ handover: { then: goOn }, interview: { interview: { id: i1 } } })
})

test('a turn rests on the interviews that it changes, and on no others', () => {
  const others = interview({ id: interviewId('other') })
  const found: Known = {
    ...contentOf(small),
    session: {},
    operators: [],
    place: { calledBy: [], seesEdits: false },
    interview: { interview: interview(), revision: 4 },
    interviews: [{ interview: others, revision: 7 }],
  }
  const rests = (...all: readonly Effect[]) => readBy({ messages: [], session: {}, effects: all }, found)
  expect(rests().readInterviews).toEqual([])
  expect(rests(kept(interview())).readInterviews).toEqual([{ interview: i1, revision: 4 }])
  expect(rests({ kind: 'interview-erased', interview: others.id }).readInterviews).toEqual([
    { interview: others.id, revision: 7 },
  ])
})
