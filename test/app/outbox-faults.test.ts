import { describe, expect, test, vi } from 'vitest'
import { faultReply } from '../../src/chat/say/trouble.js'
import type { Lease, Send } from '../../src/ports-sending.js'
import type { Log, Store, Transcript } from '../../src/ports.js'
import { plainText } from '../../src/reply/plain.js'
import { instant } from '../../src/values/civil-date.js'
import { messageId } from '../../src/values/ids.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'
import { small } from '../knowledge/small.js'
import { contentOf } from './content.js'
import { said } from './arrivals.js'
import { botsOnPaper, calmTexts, question, textsOf } from './bot-on-paper.js'
import { running } from './running.js'

const botOnPaper = botsOnPaper()

const unknown = (id: string, chat = 'c1') => said(id, `/${id}`, { chat })

describe('a fault of our own', () => {
  test('ends the turn with an apology, and the next message of the chat is answered', async () => {
    let faults = 2
    const logged: unknown[] = []
    const { app, store, paper } = await botOnPaper({
      bot: {
        content: () => {
          if (faults-- > 0) throw new Error('注册资本要多少')
          return contentOf(small)
        },
        log: loggingTo(logged),
      },
    })
    await app.intake.accept([question('e1'), unknown('later')])
    await app.idle()
    const apology = plainText(faultReply())
    expect(textsOf(paper).join('').startsWith(apology)).toBe(true)
    expect(textsOf(paper).join('')).toContain('/later')
    expect(textsOf(paper).join('').split(apology)).toHaveLength(2)
    expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
    expect(logged).toMatchObject([
      ['turn tried again', { event: 'e1' }],
      ['turn failed', { event: 'e1' }],
    ])
  })

  const loggingTo = (logged: unknown[]): Log => ({
    info: () => undefined,
    warn: (event, fields) => void logged.push([event, fields]),
    error: (event, fields) => void logged.push([event, fields]),
  })
})

describe('a store that fails once', () => {
  test.each(['session', 'finish', 'takeArrivals', 'takeSends', 'settle'] as const)(
    'in %s loses nothing and repeats nothing',
    async (method) => {
      const calm = await calmTexts(await botOnPaper())
      const failing = failingOnce(method)
      const { app, store, paper } = await botOnPaper({ bot: failing })
      failing.arm()
      await app.intake.accept([question('e1')])
      await app.idle()
      expect(failing.failed()).toBe(true)
      expect(textsOf(paper)).toEqual(calm)
      expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
    },
  )

  test('in accept tells the channel, which then does not confirm to its platform', async () => {
    const failing = failingOnce('accept')
    const { app, store } = await botOnPaper({ bot: failing })
    failing.arm()
    await expect(app.intake.accept([question('e1')])).rejects.toThrow('the disk is full')
    expect((await store.backlog()).arrivals).toBe(0)
  })

  function failingOnce(method: 'accept' | 'session' | 'finish' | 'takeArrivals' | 'takeSends' | 'settle') {
    let state: 'working' | 'armed' | 'failed' = 'working'
    return {
      arm: () => void (state = 'armed'),
      failed: () => state === 'failed',
      through: (store: Store & Transcript): Store & Transcript => {
        const working = store[method].bind(store) as (...args: readonly unknown[]) => Promise<unknown>
        const fails = (...args: readonly unknown[]): Promise<unknown> => {
          if (state !== 'armed') return working(...args)
          state = 'failed'
          return Promise.reject(new Error('the disk is full'))
        }
        return { ...store, [method]: fails }
      },
    }
  }
})

test('stop waits for the sends that have left and marks them; the next process goes on with the rest', async () => {
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const left: Send[] = []
  const { app, store, clock } = await running({
    channels: [
      {
        ...paperChannel({ paper: paperInMemory(), characters: 40 }),
        send: async (send) => {
          left.push(send)
          await arrived
          return { kind: 'sent', message: messageId(send.key) }
        },
      },
    ],
  })
  await app.intake.accept([question('e1')])
  await vi.waitFor(() => {
    expect(left).toHaveLength(1)
  })
  const stopping = app.stop()
  arrive()
  await stopping
  const next: Lease = { owner: 'next', until: instant(clock.now() + 60_000) }
  expect(await store.recover(clock.now())).toBe(0)
  expect(await store.takeSends(next, clock.now(), 9)).toMatchObject([{ key: 'out-2', repeated: false }])
  expect(left).toHaveLength(1)
  await store.close()
})
