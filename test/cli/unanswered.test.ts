import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStoreAt } from '../../src/storage/open-store.js'
import { editorsDesk, parrots, type Asked, type Desk } from './editors-desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await editorsDesk()
})
afterEach(() => desk.clear())

describe('unanswered', () => {
  test('like questions are one group, the commonest group first', async () => {
    await desk.asked({ question: '打印机买什么牌子' }, ...parrots)
    const [first, second, ...others] = await desk.groups()
    expect(first).toMatchObject({ count: 3, chats: 2, question: '办公场所能养鹦鹉吗' })
    expect(first?.wordings).toEqual(['办公场所能养鹦鹉吗', '可以在场地里养鹦鹉吗', '養鸚鵡行不行'])
    expect(first?.first.localeCompare(first.last)).toBe(-1)
    expect(second).toMatchObject({ count: 1, question: '打印机买什么牌子' })
    expect(others).toEqual([])
  })

  test.each<readonly [string, Asked, boolean]>([
    ['what was asked back', { question: '打印机', outcome: 'ambiguous' }, true],
    ['what is known to be not covered', { question: '房租多少', outcome: 'out-of-scope' }, true],
    ['what a rule turns away', { question: 'ICP证怎么办', outcome: 'out-of-scope' }, false],
    ['small talk', { question: '今天天气怎么样', outcome: 'out-of-scope' }, false],
    ['what was refused', { question: '能帮我垫资吗', outcome: 'refused' }, false],
    ['no question at all', { question: '？？？', outcome: 'unknown' }, false],
    ['what is answered by now', { question: '注册资本要多少', outcome: 'unknown' }, false],
    [
      'what was answered',
      { question: '注册资本要多少', outcome: 'found', entries: ['capital.amount'] },
      false,
    ],
    [
      'an answer that nobody found useful',
      {
        question: '注册资本要多少',
        outcome: 'found',
        entries: ['capital.amount'],
        rated: { p1: true, p2: false },
      },
      true,
    ],
    [
      'an answer that all found useful',
      { question: '注册资本要多少', outcome: 'found', entries: ['capital.amount'], rated: { p1: true } },
      false,
    ],
    [
      'an answer that another entry gives by now',
      {
        question: '注册资本要多少',
        outcome: 'found',
        entries: ['capital.paid-in'],
        rated: { p1: false },
      },
      false,
    ],
    [
      'an answer that was checked again since',
      {
        question: '注册资本要多少',
        outcome: 'found',
        entries: ['capital.amount'],
        rated: { p1: false },
        daysAgo: 395,
      },
      false,
    ],
    ['what was asked long ago', { question: '打印机买什么牌子', daysAgo: 401 }, false],
  ])('%s', async (_, one, isListed) => {
    await desk.asked(one)
    expect(await desk.groups()).toHaveLength(isListed ? 1 : 0)
  })

  test('how the questions of a group ended is told apart', async () => {
    await desk.asked(
      { question: '打印机买什么牌子', outcome: 'unknown' },
      { question: '打印机买什么牌子', outcome: 'ambiguous' },
      { question: '打印机买什么牌子', outcome: 'out-of-scope' },
      { question: '打印机买什么牌子', outcome: 'found', entries: ['gone'], rated: { p1: false } },
    )
    const [group] = await desk.groups()
    expect(group?.ended).toEqual({ unknown: 1, ambiguous: 1, 'not-covered': 1, useless: 1 })
  })

  test('nobody can be known by it: no person, no chat, no telephone number', async () => {
    await desk.asked({ question: '我是〇〇，电话13800138000，打印机买什么牌子', chat: 'chat-of-wang' })
    for (const list of [['unanswered'], ['unanswered', '--json'], ['unanswered', '--ratings']]) {
      const { out } = await desk.chizheng(...list)
      for (const told of ['chat-of-wang', 'person-', '13800138000']) expect(out).not.toContain(told)
    }
  })

  test('like groups come in the same order every time, whoever asked first', async () => {
    const all = ['打印机买什么牌子', '养鹦鹉要备案吗', '能贷款吗', '办公室停车', '空调坏了', '咖啡豆', '雨伞']
    await desk.asked(...all.map((question) => ({ question })))
    const ids = (await desk.groups()).map(({ group }) => group)
    expect(ids).toHaveLength(all.length)
    expect(ids).toEqual([...ids].sort())
  })

  test('whoever leaves another number or account asks the same', async () => {
    await desk.asked(
      { question: '微信：zhang_san9，邮箱 lao-wang@example.com，能贷款吗' },
      { question: '电话13800138000，QQ：10001000，能贷款吗' },
      { question: '能贷款吗' },
    )
    expect(await desk.groups()).toMatchObject([{ count: 3 }])
  })

  test('a group keeps its id while more is asked, and loses it to nobody', async () => {
    await desk.asked(...parrots)
    const [before] = await desk.groups()
    await desk.asked({ question: '打印机买什么牌子' }, { question: '养鹦鹉要备案吗' }, { question: '养鹦鹉' })
    const after = await desk.groups()
    expect(after.find(({ group }) => group === before?.group)).toMatchObject({ count: 5 })
  })

  test('says so when there is nothing to do', async () => {
    const { code, out } = await desk.chizheng('unanswered')
    expect({ code, out }).toEqual({ code: 0, out: '没有等着处理的问题。\n' })
  })

  test('lists for people what JSON has for programs', async () => {
    await desk.asked(...parrots)
    const { out } = await desk.chizheng('unanswered')
    expect(out).toMatch(/^[0-9a-f]{10} {2}3 次，2 个聊天，\S+ 到 \S+（没找到 3）\n/)
    expect(out).toContain('（另有 2 种问法）')
    expect(out).toContain('共 1 组、3 次提问')
  })

  test('runs beside a program that has the database open', async () => {
    const serving = await openStoreAt(desk.databaseUrl)
    await desk.asked(...parrots)
    expect(await desk.groups()).toHaveLength(1)
    await serving.close()
  })

  test('without a database to open it says what to look at', async () => {
    const nowhere = `file:${desk.folder}/questions.yaml/bot.db`
    const { code, errors } = await desk.chizhengAt(nowhere, 'unanswered')
    expect(code).toBe(1)
    expect(errors).toContain('DATABASE_URL')
  })
})

test('every rated answer can be exported: question, entry, version and how many thought what', async () => {
  const rated = { p1: true, p2: false, p3: false }
  await desk.asked(
    { question: '注册资本要多少', outcome: 'found', entries: ['capital.amount'], rated },
    { question: '录音存多久', outcome: 'found', entries: ['recording.keep'] },
  )
  const { out } = await desk.chizheng('unanswered', '--ratings', '--json')
  expect(JSON.parse(out)).toMatchObject({
    question: '注册资本要多少',
    outcome: 'found',
    entries: ['capital.amount'],
    knowledge: 'v1',
    useful: 1,
    useless: 2,
  })
  const listed = await desk.chizheng('unanswered', '--ratings')
  expect(listed.out).toContain('有用 1，没用 2  capital.amount（版本 v1）  注册资本要多少')
})
