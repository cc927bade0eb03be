import { expect, test } from 'vitest'
import { rights } from '../../src/app/rights.js'
import { silentLog } from '../../src/app/log.js'
import { movableClock, systemClock } from '../../src/app/outside.js'
import type { Channel } from '../../src/ports-channel.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'

const group = { channel: 'telegram', chat: '-1' } as const
const owner = { channel: 'telegram', person: 'owner' } as const
const member = { channel: 'telegram', person: 'member' } as const

/** A platform that counts how often it is asked and can be out of order. */
function asked() {
  const state = { questions: 0, down: false, owners: ['owner'] }
  const channel: Channel = {
    ...paperChannel({ paper: paperInMemory(), name: 'telegram' }),
    mayManage: ({ person }) => {
      state.questions += 1
      return state.down
        ? Promise.reject(new Error('no answer'))
        : Promise.resolve(state.owners.includes(person))
    },
  }
  const clock = movableClock(systemClock)
  const held = rights({ channels: new Map([[channel.name, channel]]), clock, log: silentLog })
  return { state, clock, held }
}

test('owners and administrators may, others may not', async () => {
  const { held } = asked()
  expect([await held.mayManage(owner, group), await held.mayManage(member, group)]).toEqual([true, false])
})

test('the platform is asked once a minute, each chat for itself', async () => {
  const { held, state, clock } = asked()
  for (let time = 0; time < 3; time += 1) await held.mayManage(owner, group)
  expect(state.questions).toBe(1)
  await held.mayManage(owner, { ...group, chat: '-2' })
  expect(state.questions).toBe(2)
  state.owners = []
  clock.move(60_000)
  expect(await held.mayManage(owner, group)).toBe(false)
})

test('what cannot be known is denied, and asked again at once', async () => {
  const { held, state } = asked()
  state.down = true
  expect(await held.mayManage(owner, group)).toBe(false)
  state.down = false
  expect(await held.mayManage(owner, group)).toBe(true)
})

test('nobody manages a chat of another platform, or of one that knows no managers', async () => {
  const { held, state } = asked()
  expect(await held.mayManage({ ...owner, channel: 'web' }, group)).toBe(false)
  expect(await held.mayManage(owner, { channel: 'web', chat: '-1' })).toBe(false)
  expect(state.questions).toBe(0)
})
