import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { chizheng, type Ran } from './run.js'
import { bench, tableOf, type Bench } from './tables.js'

const messageLine = z.strictObject({
  on: z.iso.date(),
  at: z.string().regex(/^\d\d:\d\d$/),
  chat: z.string(),
  deadlines: z
    .array(
      z.strictObject({
        matter: z.string(),
        holder: z.string(),
        deadline: z.string(),
        cycle: z.string(),
        rung: z.string(),
      }),
    )
    .min(1),
  text: z.string().min(1),
})

const period = ['--from', '2027-12-01', '--days', '150'] as const

/** Each run reads the shipped rules in a process of its own. */
const slow = 120_000

vi.setConfig({ testTimeout: slow })

let here: Bench
let ran: Ran
beforeAll(async () => {
  here = await bench()
  const others = ['远方,B2-20280001,全国,,2026-03-02,2031-03-02,telegram:-100']
  await here.run('import', await here.write('clients.csv', tableOf(2, ...others)))
  await here.run('export', here.path('out.csv'))
  ran = await simulate(...period, '--json')
}, slow)
afterAll(() => here.clear())

/** With the shipped rules, which the built program reads fast. */
const simulate = (...args: readonly string[]): Promise<Ran> =>
  chizheng(['simulate', ...args], { environment: { DATABASE_URL: `file:${here.path('here.db')}` } })

const messagesIn = ({ out }: Ran): readonly z.output<typeof messageLine>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => messageLine.parse(JSON.parse(line)))

test('tells each message with its day, hour, chat and deadlines, in order, and touches nothing', async () => {
  const before = await here.inStore((store) => store.matters(undefined, 10))
  expect(await simulate(...period, '--json')).toEqual(ran)
  const messages = messagesIn(ran)
  const order = messages.map(({ on, at }) => `${on} ${at}`)
  expect(ran.code).toBe(0)
  expect(order).toEqual([...order].sort())
  expect(order.every((moment) => moment >= '2027-12-01' && moment < '2028-04-29')).toBe(true)
  expect(messages.filter(({ on }) => on === '2028-03-31').map(({ chat }) => chat)).toContain('telegram:-100')
  expect(await here.inStore((store) => store.matters(undefined, 10))).toEqual(before)
})

test('two licences of one chat are one message, another chat hears nothing of them', () => {
  const messages = messagesIn(ran)
  const holdersIn = (chat: string) =>
    new Set(
      messages
        .filter((one) => one.chat === chat)
        .flatMap(({ deadlines }) => deadlines.map((one) => one.holder)),
    )
  expect(holdersIn('telegram:-100')).toContain('远方')
  expect(holdersIn('telegram:-101')).not.toContain('远方')
  const keys = messages.map(({ on, at, chat }) => `${on} ${at} ${chat}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('says at the end how many there are in each month', async () => {
  const messages = messagesIn(ran)
  const { out } = await simulate(...period)
  expect(out.trim().split('\n').at(-1)).toContain(`共 ${messages.length} 条消息`)
})

test('differs from an earlier run in nothing, until a licence comes', async () => {
  const path = await here.write('run.jsonl', ran.out)
  expect((await simulate(...period, '--json', '--diff', path)).out).toBe('')
  const more = tableOf(0, '新来,B2-20290001,全国,,2026-03-02,2031-03-02,telegram:-900')
  await here.run('import', await here.write('more.csv', more))
  const { out } = await simulate('--from', '2028-01-01', '--days', '300', '--json', '--diff', path)
  const found = out
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ diff: z.string() }).parse(JSON.parse(line)))
  expect(found.length).toBeGreaterThan(0)
  expect(found.every(({ diff }) => diff === 'added')).toBe(true)
  expect(out).not.toContain('远方')
})

test('an exported table gives the same messages elsewhere', async () => {
  await here.elsewhere('import', here.path('out.csv'))
  const environment = { DATABASE_URL: `file:${here.path('elsewhere.db')}` }
  const there = await chizheng(['simulate', ...period, '--json'], { environment })
  expect(there.out).not.toBe('')
  expect(there.out).toBe(ran.out)
})

test.each([
  ['--days', '0'],
  ['--days', '4001'],
  ['--from', '2027-02-29'],
  ['--diff', 'no-such.jsonl'],
])('names the option that is wrong: %s %s', async (option, value) => {
  const { code, errors } = await simulate(option, value)
  expect(code).toBe(1)
  expect(errors).toContain(value)
})
