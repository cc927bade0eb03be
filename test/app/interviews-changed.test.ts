import { describe, expect, test } from 'vitest'
import type { Flow } from '../../src/interview/flow/flow.js'
import type { Store } from '../../src/ports.js'
import { day } from '../chat/shipped.js'
import { flowNamed } from '../interview/shipped-flows.js'
import { shipped } from '../knowledge/shipped.js'
import { buttonsIn, interviewBots, interviewContent, interviewOf, withFigure } from './interview-bot.js'
import { chatNamed, pressIn } from './watching.js'

const bots = interviewBots()
const at = '2026-11-21T15:00:00+08:00'
/** Registered with exactly what is asked for, all else in order. */
const ready = interviewOf({ at })
const evening = ['2026-11-25', '22:00'] as const
const morning = ['2026-11-25', '10:00'] as const

/** The knowledge with twice the capital. */
const dearer = interviewContent(withFigure('capital.nationwide', 20_000_000))

test('a figure that misses a result is told once, with what it changed, at the chat’s hour', async () => {
  const bot = await bots(evening, [ready])
  await bot.round()
  bot.serve(dearer)
  await bot.pass(10)
  expect(bot.told('甲')).toEqual([])
  await bot.pass(2)
  const [told, ...more] = bot.told('甲')
  expect(more).toEqual([])
  expect(told).toContain('上次面谈“')
  expect(told).toContain('法定条件看起来齐了 → ')
  expect(told).toContain('还不行，有1项法规要求没做到')
  expect(told).toMatch(/做到了 → 没做到（注册资本.*1000万元，要2000万元，差1000万元）/)
  expect(await bot.kept(ready)).toMatchObject({ came: { verdict: 'not-ready', on: '2026-11-26' } })
  await bot.pass(24)
  bot.restart()
  await bot.round()
  expect(bot.told('甲')).toHaveLength(1)
})

test('its button opens the new result', async () => {
  const bot = await bots(morning, [ready])
  bot.serve(dearer)
  await bot.round()
  expect(buttonsIn(bot, '甲')).toEqual(['看新结论'])
  await pressIn(bot, '甲', '看新结论')
  expect(bot.told('甲')).toHaveLength(2)
  expect(bot.told('甲').at(-1)).toContain('差1000万元')
})

test('a result that changes again is told again, in a message of its own', async () => {
  const bot = await bots(morning, [ready])
  bot.serve(dearer)
  await bot.round()
  bot.serve(interviewContent({ ...shipped, version: 'as before' }))
  await bot.pass(24)
  expect(bot.told('甲')).toHaveLength(2)
  expect(bot.told('甲').at(-1)).toMatch(/还不行.* → .*法定条件看起来齐了/)
})

test('what was changed back before it was told is not told', async () => {
  const bot = await bots(evening, [ready])
  bot.serve(dearer)
  await bot.round()
  bot.serve(interviewContent({ ...shipped, version: 'as before' }))
  await bot.pass(14)
  expect(bot.told('甲')).toEqual([])
  bot.serve(dearer)
  await bot.pass(1)
  expect(bot.told('甲')).toHaveLength(1)
})

test('a day that brings a new figure is told on that day, and not before', async () => {
  const bot = await bots(['2026-12-30', '10:00'], [ready])
  bot.serve(interviewContent(withFigure('capital.nationwide', 20_000_000, day('2027-01-01'))))
  await bot.pass(30)
  expect(bot.told('甲')).toEqual([])
  await bot.pass(20)
  expect(bot.told('甲')).toHaveLength(1)
})

test('days that pass are no news: what was told rests on the day on which it was told', async () => {
  // The lease of this company ends in 2028, and the course of its manager was five years ago.
  const bot = await bots(['2031-01-05', '10:00'], [ready])
  await bot.round()
  bot.serve(interviewContent({ ...shipped, version: 'the same in other words' }))
  await bot.pass(1)
  expect(bot.told('甲')).toEqual([])
})

test.each([
  ['that rests on another figure', interviewContent(withFigure('capital.provincial', 2_000_000))],
  ['that is kept', interviewContent({ ...shipped, version: 'other words' })],
  ['of a flow that is gone', interviewContent(shipped, [])],
])('a result %s is not told', async (_, content) => {
  const bot = await bots(morning, [ready])
  bot.serve(content)
  await bot.pass(2)
  expect(bot.told('甲')).toEqual([])
})

test('interviews that are not finished have no result to be told', async () => {
  const bot = await bots(['2026-11-22', '10:00'], [interviewOf({ at, answered: 8 })])
  bot.serve(dearer)
  await bot.round()
  expect(bot.told('甲')).toEqual([])
})

test('in a group nothing of it is told but that there is something', async () => {
  const bot = await bots(morning, [interviewOf({ at, chat: chatNamed('群1') })])
  bot.serve(dearer)
  await bot.round()
  const [told = ''] = bot.told('群1')
  expect(told).toContain('结论要重看')
  expect(told).not.toMatch(/资本|万元|齐了|还不行/)
  expect(buttonsIn(bot, '群1')).toEqual(['私聊里看'])
})

test('a question that means something else by now is asked again', async () => {
  const bot = await bots(morning, [ready])
  const flow = flowNamed('eligibility')
  bot.serve(interviewContent({ ...shipped, version: 'other meaning' }, [otherMeaning(flow, 'capital')]))
  await bot.round()
  const [told = ''] = bot.told('甲')
  expect(told).toContain('有 1 题的问法变了，要再答一次')
  expect(buttonsIn(bot, '甲')).toEqual(['看新结论', '再答一次'])
  await pressIn(bot, '甲', '再答一次')
  expect(bot.told('甲')).toHaveLength(2)
  expect(buttonsIn(bot, '甲')).toContain('不知道')
})

function otherMeaning(flow: Flow, input: string): Flow {
  const questions = flow.questions.map((question) =>
    question.input === input ? { ...question, meaning: question.meaning + 1 } : question,
  )
  return { ...flow, questions }
}

describe('many at once', () => {
  const people = Array.from({ length: 120 }, (_, at) => `p${at}`)
  const many = people.map((by) => interviewOf({ by, at }))

  test('each is told once, whatever the round breaks off at', async () => {
    const bot = await bots(morning, many, breakingEvery(7))
    bot.serve(dearer)
    for (let tries = 0; tries < 60; tries++) {
      await bot.round().catch(unlessOurs)
      bot.restart()
    }
    expect(people.map((name) => bot.told(name).length)).toEqual(people.map(() => 1))
  })

  test('no more than a page of them is read at a time', async () => {
    const pages: number[] = []
    const bot = await bots(morning, many, (store) => ({
      ...store,
      unjudgedInterviews: async (law, limit) => {
        const page = await store.unjudgedInterviews(law, limit)
        pages.push(page.length)
        return page
      },
    }))
    await bot.round()
    expect(Math.max(...pages)).toBe(50)
    expect(pages.reduce((sum, length) => sum + length)).toBe(120)
  })
})

/** Breaks off as the store below makes it, and in no other way. */
function unlessOurs(error: unknown): void {
  if (!(error instanceof Error) || !error.message.startsWith('broken ')) throw error
}

/** A store on which every so manieth note fails: half of them before they are stored, half after. */
function breakingEvery(times: number): (store: Store) => Store {
  let calls = 0
  const breaking = async <T>(work: () => Promise<T>): Promise<T> => {
    calls += 1
    const broken = calls % times === 0
    if (broken && calls % 2 === 0) throw new Error('broken before')
    const done = await work()
    if (broken) throw new Error('broken behind')
    return done
  }
  return (store) => ({
    ...store,
    noteJudged: (...all) => breaking(() => store.noteJudged(...all)),
    tellJudged: (...all) => breaking(() => store.tellJudged(...all)),
  })
}
