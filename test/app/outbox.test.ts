import { afterEach, describe, expect, test, vi } from 'vitest'
import { faultReply } from '../../src/chat/say/trouble.js'
import type { Lease, Log, Send, Store, Transcript } from '../../src/ports.js'
import { plainText } from '../../src/reply/plain.js'
import { instant } from '../../src/values/civil-date.js'
import { messageId, type ChannelName } from '../../src/values/ids.js'
import { queue, reminder, talk } from '../contracts/store-samples.js'
import { mark, paperChannel, paperInMemory, type Paper, type PaperOptions } from '../fakes/paper-channel.js'
import { small } from '../knowledge/small.js'
import { said } from './arrivals.js'
import { running, type Running } from './running.js'

const bots: Running[] = []

afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(bots.splice(0).map((bot) => bot.end()))
})

interface Setting extends Omit<Partial<PaperOptions>, 'paper'> {
  readonly bot?: Omit<Partial<Parameters<typeof running>[0]>, 'channels'>
}

/** A bot on memory, whose only channel writes to the paper. Its parts are short enough to make four of one answer. */
async function botOnPaper({ bot: parts, ...options }: Setting = {}): Promise<
  Running & { readonly paper: Paper }
> {
  const paper = paperInMemory()
  const bot = await running({ channels: [paperChannel({ characters: 40, ...options, paper })], ...parts })
  bots.push(bot)
  return { ...bot, paper }
}

const question = (id: string, chat = 'c1', channel: ChannelName = 'terminal') =>
  said(id, '注册资本要多少', { chat, channel })
const unknown = (id: string, chat = 'c1') => said(id, `/${id}`, { chat })

const textsOf = (paper: Paper, chat = 'c1'): readonly string[] =>
  paper
    .read()
    .filter((line) => line.chat === chat)
    .map(({ text }) => text)

/** What an undisturbed chat reads as. */
async function calmTexts(): Promise<readonly string[]> {
  const { app, paper } = await botOnPaper()
  await app.intake.accept([question('calm')])
  await app.idle()
  return textsOf(paper)
}

describe('a platform that says no', () => {
  test('a storm of 429 holds the chats it is about and no other, and ends in order', async () => {
    let storm = true
    const { app, clock, store, paper } = await botOnPaper({
      trouble: ({ to }) =>
        storm && to.chat !== 'calm'
          ? { reached: false, then: { kind: 'not-before', at: instant(clock.now() + 3_600_000) } }
          : undefined,
    })
    const held = Array.from({ length: 40 }, (_, at) => `c${at}`)
    await app.intake.accept(held.map((chat) => question(`held-${chat}`, chat)))
    await vi.waitFor(async () => {
      expect((await store.backlog()).arrivals).toBe(0)
    })
    await app.intake.accept([question('calm', 'calm')])
    await vi.waitFor(() => {
      expect(textsOf(paper, 'calm')).toHaveLength(4)
    })
    expect(paper.read()).toHaveLength(4)
    storm = false
    clock.move(3_600_001)
    await app.idle()
    for (const chat of held) expect(textsOf(paper, chat)).toEqual(textsOf(paper, 'calm'))
    expect(paper.read().filter(({ repeated }) => repeated)).toEqual([])
  })

  test('what may have been sent is said once more, with the mark, before what follows', async () => {
    const calm = await calmTexts()
    const { app, store, paper } = await botOnPaper({
      trouble: ({ key, repeated }) =>
        key === 'out-2' && !repeated
          ? { reached: true, then: { kind: 'maybe-sent', why: 'timeout' } }
          : undefined,
    })
    await app.intake.accept([question('e1')])
    await app.idle()
    expect(textsOf(paper)).toEqual([calm[0], calm[1], `${mark}${calm[1] ?? ''}`, calm[2], calm[3]])
    expect((await store.backlog()).maybeSent).toBe(0)
  })

  test('what may have been sent twice is listed and not said a third time', async () => {
    const { app, store, paper } = await botOnPaper({
      trouble: ({ key }) => (key === 'out-2' ? { reached: true, then: 'throws' } : undefined),
    })
    await app.intake.accept([question('e1')])
    await app.idle()
    expect(paper.read().map(({ key }) => key)).toEqual(['out-1', 'out-2', 'out-2', 'out-3', 'out-4'])
    expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 1 })
  })

  test('a refused part is given up and the others are said', async () => {
    const { app, store, paper } = await botOnPaper({
      trouble: ({ key }) =>
        key === 'out-2' ? { reached: false, then: { kind: 'refused', why: 'forbidden' } } : undefined,
    })
    await app.intake.accept([question('e1')])
    await app.idle()
    expect(paper.read().map(({ key }) => key)).toEqual(['out-1', 'out-3', 'out-4'])
    expect((await store.backlog()).maybeSent).toBe(0)
  })

  test('a chat that cannot be closed for a fault of our own holds up no other', async () => {
    const { app, paper } = await botOnPaper({
      trouble: ({ to }) =>
        to.chat === 'shut'
          ? { reached: false, then: { kind: 'refused', why: 'kicked', closes: 'removed' } }
          : undefined,
      bot: { through: (store) => ({ ...store, closeChat: () => Promise.reject(new Error('broken')) }) },
    })
    await app.intake.accept([question('e1', 'shut'), question('e2', 'calm')])
    await app.idle()
    expect(textsOf(paper, 'calm')).toHaveLength(4)
    expect(textsOf(paper, 'shut')).toEqual([])
  })

  test('a card that cannot be edited is said afresh', async () => {
    const { app, paper } = await botOnPaper({
      trouble: ({ edits }) =>
        edits === undefined ? undefined : { reached: false, then: { kind: 'cannot-edit', why: 'too old' } },
    })
    await app.intake.accept([question('e1')])
    await app.idle()
    await app.intake.accept([said('e2', '有用')])
    await app.idle()
    expect(paper.read().map(({ key, edits }) => [key, edits])).toEqual([
      ['out-1', undefined],
      ['out-2', undefined],
      ['out-3', undefined],
      ['out-4', undefined],
      ['out-5', undefined],
      ['out-6', undefined],
    ])
  })
})

test('talk goes before reminders, and of those the nearest first', async () => {
  const { app, paper } = await botOnPaper({
    name: 'web',
    bot: {
      before: async (store) => {
        const call = (text: string) => ({ text, buttons: [] })
        await queue(store, [
          { ...reminder('c1', 900, ''), calls: [call('far')] },
          { ...reminder('c1', 100, ''), calls: [call('near')] },
          { ...talk('c1'), calls: [call('talk')] },
        ])
      },
    },
  })
  await app.idle()
  expect(textsOf(paper)).toEqual(['talk', 'near', 'far'])
})

describe('a channel that hangs', () => {
  const hanging = { reached: true, then: 'hangs' } as const
  const manyChats = Array.from({ length: 100 }, (_, at) => `h${at}`)

  async function twoChannels(trouble: NonNullable<PaperOptions['trouble']>) {
    const paper = paperInMemory()
    const hung = paperChannel({ paper: paperInMemory(), name: 'web', trouble })
    const bot = await running({ channels: [hung, paperChannel({ paper, characters: 40 })] })
    return { ...bot, paper }
  }

  test('stops no other channel, however many chats wait for it', async () => {
    vi.useFakeTimers()
    const { app, paper, end } = await twoChannels(() => hanging)
    await app.intake.accept(manyChats.map((chat) => question(chat, chat, 'web')))
    await vi.advanceTimersByTimeAsync(5_000)
    await app.intake.accept([question('e1')])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(textsOf(paper)).toHaveLength(4)
    await stopped(end())
  })

  test('is given up after a while: the send may have arrived, and goes once more with the mark', async () => {
    vi.useFakeTimers()
    const { app, paper } = await botOnPaper({
      trouble: ({ key, repeated }) => (key === 'out-1' && !repeated ? hanging : undefined),
    })
    await app.intake.accept([question('e1')])
    await vi.advanceTimersByTimeAsync(50_000)
    expect(paper.read().map(({ key, repeated }) => (repeated ? `${key} again` : key))).toEqual([
      'out-1',
      'out-1 again',
      'out-2',
      'out-3',
      'out-4',
    ])
  })

  test('does not keep the app from stopping', async () => {
    vi.useFakeTimers()
    const { app, end } = await twoChannels(() => hanging)
    await app.intake.accept([question('h1', 'h1', 'web')])
    await vi.advanceTimersByTimeAsync(100)
    await stopped(end())
  })

  /** Within ten seconds of the faked time. */
  async function stopped(end: Promise<void>): Promise<void> {
    let ended = false
    void end.then(() => (ended = true))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(ended).toBe(true)
  }
})

describe('a fault of our own', () => {
  test('ends the turn with an apology, and the next message of the chat is answered', async () => {
    let faults = 2
    const logged: unknown[] = []
    const { app, store, paper } = await botOnPaper({
      bot: {
        knowledge: () => {
          if (faults-- > 0) throw new Error('注册资本要多少')
          return small
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
      const calm = await calmTexts()
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
