import { afterEach, describe, expect, test } from 'vitest'
import { eventId, pressToken } from '../../src/values/ids.js'
import { mark, paperChannel, paperInMemory, type Paper } from '../fakes/paper-channel.js'
import { pressed, said } from './arrivals.js'
import { doubtSeen } from './doubt-seen.js'
import { running, type Running } from './running.js'

let bot: Running | undefined

afterEach(async () => {
  await bot?.end()
  bot = undefined
})

async function botWith(paper: Paper): Promise<Running> {
  bot = await running({ channels: [paperChannel({ paper, characters: 4_000 })] })
  return bot
}

test('what a switched-off channel once stored is ended, and holds up nobody', async () => {
  const paper = paperInMemory()
  const { app, store } = await botWith(paper)
  await app.intake.accept([
    said('off', '注册资本要多少', { chat: 'c1', channel: 'web' }),
    said('on', '注册资本要多少', { chat: 'c1' }),
  ])
  await app.idle()
  expect(paper.read()).toHaveLength(1)
  expect(await store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
})

test('a fault of our own is not apologised for to those who did not call', async () => {
  const paper = paperInMemory()
  const channels = [paperChannel({ paper, characters: 4_000 })]
  const broken = (): never => {
    throw new Error('broken')
  }
  bot = await running({ channels, content: broken })
  const { at, chat, from } = said('any', 'any')
  const came = { at, chat: { ...chat, kind: 'group' }, from } as const
  await bot.app.intake.accept([
    { ...came, kind: 'said', id: eventId('talk'), text: '下班吃火锅吗', addressed: false },
    { ...came, kind: 'joined', id: eventId('joined') },
    { ...came, kind: 'left', id: eventId('left'), why: 'removed' },
    { ...came, kind: 'migrated', id: eventId('moved'), to: 'c2' },
  ])
  await bot.app.idle()
  expect(paper.read()).toEqual([])
  expect(await bot.store.backlog()).toEqual({ arrivals: 0, sends: 0, maybeSent: 0 })
})

describe('the answer to a click', () => {
  test('is that of the turn: thanks, then for a double click that it was received, then that the card is newer', async () => {
    const paper = paperInMemory()
    const { app, clock } = await botWith(paper)
    await app.intake.accept([said('asked', '注册资本要多少')])
    await app.idle()
    const useful = pressToken(paper.read()[0]?.buttons.find(({ label }) => label === '有用')?.token ?? '')

    const first = pressed('click-1', useful)
    expect(await app.intake.toast(first)).toContain('有用')
    await app.intake.accept([first])
    await app.idle()
    const second = await app.intake.toast(pressed('click-2', useful))
    clock.move(60_000)
    const late = await app.intake.toast(pressed('click-3', useful))
    const forged = await app.intake.toast(pressed('click-4', pressToken('forged')))
    expect(new Set([second, late, forged]).size).toBe(3)
    expect([second, late, forged]).not.toContain('')
  })
})

describe('a message that may have arrived', () => {
  test.each([
    ['is marked on a platform that would show a second copy', 0, [mark]],
    ['needs no mark where the platform itself drops the second copy', Number.POSITIVE_INFINITY, []],
  ] as const)('%s', async (_, dropsRepeatsForMs, marks) => {
    const paper = paperInMemory()
    let tries = 0
    const channel = paperChannel({
      paper,
      characters: 4_000,
      trouble: () =>
        tries++ === 0 ? { reached: false, then: { kind: 'maybe-sent', why: 'no answer' } } : undefined,
    })
    const { through, afterPause } = doubtSeen()
    bot = await running({ channels: [{ ...channel, dropsRepeatsForMs }], through })
    await bot.app.intake.accept([said('asked', '/help', { chat: 'c1' })])
    await afterPause(bot)
    expect(paper.read()).toHaveLength(1)
    expect(paper.read().flatMap(({ text }) => (text.startsWith(mark) ? [mark] : []))).toEqual(marks)
  })
})
