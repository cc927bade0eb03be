import { afterEach, describe, expect, test, vi } from 'vitest'
import { instant } from '../../src/values/civil-date.js'
import { queue, reminder, talk } from '../contracts/store-samples.js'
import { mark, paperChannel, paperInMemory, type PaperOptions } from '../fakes/paper-channel.js'
import { said } from './arrivals.js'
import { doubtSeen } from './doubt-seen.js'
import { botsOnPaper, calmTexts, question, textsOf } from './bot-on-paper.js'
import { running } from './running.js'

// First: what ends after a test ends in the time of the machine.
const botOnPaper = botsOnPaper()
afterEach(() => {
  vi.useRealTimers()
})

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
    const calm = await calmTexts(await botOnPaper())
    const { through, afterPause } = doubtSeen()
    const bot = await botOnPaper({
      bot: { through },
      trouble: ({ key, repeated }) =>
        key === 'out-2' && !repeated
          ? { reached: true, then: { kind: 'maybe-sent', why: 'timeout' } }
          : undefined,
    })
    await bot.app.intake.accept([question('e1')])
    await afterPause(bot)
    const { store, paper } = bot
    expect(textsOf(paper)).toEqual([calm[0], calm[1], `${mark}${calm[1] ?? ''}`, calm[2], calm[3]])
    expect((await store.backlog()).maybeSent).toBe(0)
  })

  test('what may have been sent twice is listed and not said a third time', async () => {
    const { through, afterPause } = doubtSeen()
    const bot = await botOnPaper({
      bot: { through },
      trouble: ({ key }) => (key === 'out-2' ? { reached: true, then: 'throws' } : undefined),
    })
    await bot.app.intake.accept([question('e1')])
    await afterPause(bot)
    const { store, paper } = bot
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
    expect(paper.read().map(({ key }) => key)).toEqual(['out-1'])
    await vi.advanceTimersByTimeAsync(30_000)
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
