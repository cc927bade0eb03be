import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { program } from '../../src/cli/program.js'
import type { Effect } from '../../src/chat/decision.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { instant } from '../../src/values/civil-date.js'
import { entryId, eventId } from '../../src/values/ids.js'
import { handle, said } from '../contracts/store-samples.js'

let folder: string
let environment: Readonly<Record<string, string>>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unanswered-'))
  environment = { DATABASE_URL: `file:${folder}/bot.db`, KNOWLEDGE_DIR: `${folder}/knowledge` }
  await cp(fileURLToPath(new URL('../knowledge/small', import.meta.url)), `${folder}/knowledge`, {
    recursive: true,
  })
})

afterEach(() => rm(folder, { recursive: true }))

async function chizheng(...argv: readonly string[]): Promise<{ code: number; out: string; errors: string }> {
  let [out, errors] = ['', '']
  const code = await program(argv, {
    environment,
    input: Readable.from([]),
    output: { write: (text: string) => (out += text) },
    errors: { write: (text: string) => (errors += text) },
    stopping: new AbortController().signal,
  })
  return { code, out, errors }
}

interface Asked {
  readonly question: string
  readonly chat?: string
  readonly outcome?: Extract<Effect, { kind: 'answered' }>['outcome']
  readonly entries?: readonly string[]
  readonly rated?: Readonly<Record<string, boolean>>
  readonly daysAgo?: number
}

let events = 0

/** As the bot stores what it was asked. */
async function asked(...questions: readonly Asked[]): Promise<void> {
  const store = await openStoreAt(environment['DATABASE_URL'] ?? '')
  for (const one of questions) {
    const { question, chat = 'c1', outcome = 'unknown', entries = [], rated = {}, daysAgo = 0 } = one
    const id = `e${++events}`
    const answer = eventId(id)
    const effects: readonly Effect[] = [
      {
        kind: 'answered',
        answer,
        chat: { channel: 'web', chat },
        by: { channel: 'web', person: `person-${chat}` },
        question,
        outcome,
        entries: entries.map(entryId),
        knowledge: 'v1',
      },
      ...Object.entries(rated).map(([person, useful]): Effect => ({
        kind: 'rated',
        answer,
        by: { channel: 'web', person },
        useful,
      })),
    ]
    await handle(store, said(id, chat), { effects }, instant(Date.now() - daysAgo * 86_400_000))
  }
  await store.close()
}

const line = z.strictObject({
  group: z.string(),
  count: z.number(),
  chats: z.number(),
  first: z.string(),
  last: z.string(),
  question: z.string(),
  wordings: z.array(z.string()),
  ended: z.record(z.string(), z.number()),
  nearest: z.array(z.strictObject({ id: z.string(), title: z.string() })),
})

async function groups(): Promise<readonly z.output<typeof line>[]> {
  const { out } = await chizheng('unanswered', '--json')
  return out
    .split('\n')
    .filter(Boolean)
    .map((one) => line.parse(JSON.parse(one)))
}

const parrots: readonly Asked[] = [
  { question: '办公场所能养鹦鹉吗', chat: 'c1', daysAgo: 3 },
  { question: '可以在场地里养鹦鹉吗', chat: 'c2', daysAgo: 2 },
  { question: '養鸚鵡行不行', chat: 'c2', daysAgo: 1 },
]

describe('unanswered', () => {
  test('like questions are one group, the commonest group first', async () => {
    await asked({ question: '打印机买什么牌子' }, ...parrots)
    const [first, second, ...others] = await groups()
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
    await asked(one)
    expect(await groups()).toHaveLength(isListed ? 1 : 0)
  })

  test('how the questions of a group ended is told apart', async () => {
    await asked(
      { question: '打印机买什么牌子', outcome: 'unknown' },
      { question: '打印机买什么牌子', outcome: 'ambiguous' },
      { question: '打印机买什么牌子', outcome: 'out-of-scope' },
      { question: '打印机买什么牌子', outcome: 'found', entries: ['gone'], rated: { p1: false } },
    )
    const [group] = await groups()
    expect(group?.ended).toEqual({ unknown: 1, ambiguous: 1, 'not-covered': 1, useless: 1 })
  })

  test('nobody can be known by it: no person, no chat, no telephone number', async () => {
    await asked({ question: '我是〇〇，电话13800138000，打印机买什么牌子', chat: 'chat-of-wang' })
    for (const list of [['unanswered'], ['unanswered', '--json'], ['unanswered', '--ratings']]) {
      const { out } = await chizheng(...list)
      for (const told of ['chat-of-wang', 'person-', '13800138000']) expect(out).not.toContain(told)
    }
  })

  test('like groups come in the same order every time, whoever asked first', async () => {
    const all = ['打印机买什么牌子', '养鹦鹉要备案吗', '能贷款吗', '办公室停车', '空调坏了', '咖啡豆', '雨伞']
    await asked(...all.map((question) => ({ question })))
    const ids = (await groups()).map(({ group }) => group)
    expect(ids).toHaveLength(all.length)
    expect(ids).toEqual([...ids].sort())
  })

  test('whoever leaves another number or account asks the same', async () => {
    await asked(
      { question: '微信：zhang_san9，邮箱 lao-wang@example.com，能贷款吗' },
      { question: '电话13800138000，QQ：10001000，能贷款吗' },
      { question: '能贷款吗' },
    )
    expect(await groups()).toMatchObject([{ count: 3 }])
  })

  test('a group keeps its id while more is asked, and loses it to nobody', async () => {
    await asked(...parrots)
    const [before] = await groups()
    await asked({ question: '打印机买什么牌子' }, { question: '养鹦鹉要备案吗' }, { question: '养鹦鹉' })
    const after = await groups()
    expect(after.find(({ group }) => group === before?.group)).toMatchObject({ count: 5 })
  })

  test('says so when there is nothing to do', async () => {
    const { code, out } = await chizheng('unanswered')
    expect({ code, out }).toEqual({ code: 0, out: '没有等着处理的问题。\n' })
  })

  test('lists for people what JSON has for programs', async () => {
    await asked(...parrots)
    const { out } = await chizheng('unanswered')
    expect(out).toMatch(/^[0-9a-f]{10} {2}3 次，2 个聊天，\S+ 到 \S+（没找到 3）\n/)
    expect(out).toContain('（另有 2 种问法）')
    expect(out).toContain('共 1 组、3 次提问')
  })

  test('runs beside a program that has the database open', async () => {
    const serving = await openStoreAt(environment['DATABASE_URL'] ?? '')
    await asked(...parrots)
    expect(await groups()).toHaveLength(1)
    await serving.close()
  })

  test('without a database to open it says what to look at', async () => {
    environment = { ...environment, DATABASE_URL: `file:${folder}/knowledge/questions.yaml/bot.db` }
    const { code, errors } = await chizheng('unanswered')
    expect(code).toBe(1)
    expect(errors).toContain('DATABASE_URL')
  })
})

test('every rated answer can be exported: question, entry, version and how many thought what', async () => {
  const rated = { p1: true, p2: false, p3: false }
  await asked(
    { question: '注册资本要多少', outcome: 'found', entries: ['capital.amount'], rated },
    { question: '录音存多久', outcome: 'found', entries: ['recording.keep'] },
  )
  const { out } = await chizheng('unanswered', '--ratings', '--json')
  expect(JSON.parse(out)).toMatchObject({
    question: '注册资本要多少',
    outcome: 'found',
    entries: ['capital.amount'],
    knowledge: 'v1',
    useful: 1,
    useless: 2,
  })
  const listed = await chizheng('unanswered', '--ratings')
  expect(listed.out).toContain('有用 1，没用 2  capital.amount（版本 v1）  注册资本要多少')
})

describe('draft', () => {
  async function draftOf(...questions: readonly Asked[]): Promise<string> {
    await asked(...questions)
    const [group] = await groups()
    const { code, out } = await chizheng('draft', group?.group ?? '')
    expect(code).toBe(0)
    return out
  }

  const entriesYaml = (): string => join(folder, 'knowledge/requirements/parrots.yaml')

  async function checked(): Promise<string> {
    return (await chizheng('check')).out
  }

  test('unfinished it is refused at each place that is still to be filled in, and nothing else is', async () => {
    await writeFile(entriesYaml(), await draftOf(...parrots))
    const out = await checked()
    expect(out).toContain('要改')
    for (const key of ['verdict', 'says', 'source', 'evidence', 'checked', 'since'])
      expect(out, key).toMatch(new RegExp(`requirements/parrots.yaml:\\d+:\\d+ ${key}`))
    expect(out.match(/parrots\.yaml/g)).toHaveLength(7)
  })

  test('whoever follows its steps ends with a base that passes and answers', async () => {
    const text = await draftOf(...parrots)
    const filled = text
      .replace(/verdict: # .*/, 'verdict: 没有规定，房东和物业同意就行')
      .replace(/says: # .*/, 'says: 《许可管理办法》没有写动物。')
      .replace(/source: # .*/, 'source: licensing-measures')
      .replace(/ +article: # .*\n/, '')
      .replace(/evidence: # .*/, 'evidence: A')
      .replace(/checked: # .*/, 'checked: 2026-11-22')
      .replace(/since: # .*/, 'since: 2017-09-01')
    await writeFile(entriesYaml(), filled)
    const questions = join(folder, 'knowledge/questions.yaml')
    const golden = [...text.matchAll(/^# ( {2}- \{ q: .*)$/gm)].map((found) => found[1])
    expect(golden).toHaveLength(3)
    await writeFile(questions, `${await readFile(questions, 'utf8')}${golden.join('\n')}\n`)
    expect(await checked()).toContain('没有错误')
    const { out } = await chizheng('ask', '我们场地养只鹦鹉行吗')
    expect(out).toContain('没有规定')
    expect(await groups(), 'what is answered has left the list').toEqual([])
  })

  test('what people typed stays text, whatever signs it has', async () => {
    const odd = '鹦鹉"]\u202E, id: evil # {capital.amount} \n- id: x: [您,好]?'
    const text = await draftOf({ question: odd })
    await writeFile(entriesYaml(), text)
    const out = await checked()
    expect(out).not.toMatch(/YAML|不认识的键/)
    expect(text).not.toContain('\u202E')
  })

  test('who asked is not in it either', async () => {
    const text = await draftOf({ question: '加微信：zhang_san9，鹦鹉怎么养' })
    expect(text).toContain('鹦鹉')
    expect(text).not.toMatch(/zhang|san9|账号(?!〕)/)
  })

  test('a group nobody has is refused', async () => {
    const { code, errors } = await chizheng('draft', 'nothing')
    expect(code).toBe(1)
    expect(errors).toContain('chizheng unanswered')
  })
})
