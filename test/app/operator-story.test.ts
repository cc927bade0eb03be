import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { machineAt, type Machine, type Side } from './both-platforms.js'
import { until } from './reload-bot.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const mark = '（重发）'
/** Longer than a round takes. */
const lookMs = 100

const names = ['telegram', 'feishu'] as const
let machine: Machine | undefined

afterEach(async () => {
  const faults = Object.values(machine?.sides ?? {}).flatMap((side) => side.violations())
  await machine?.end()
  machine = undefined
  expect(faults).toEqual([])
})

async function began(date: string, time: string): Promise<Machine> {
  machine = await machineAt(date, time)
  return machine
}

/** A group on that platform that watches a licence whose renewal has its last day on 2026-12-02. */
async function watchingOn(name: (typeof names)[number], date: string) {
  const here = await began(date, '10:00')
  const side = here.sides[name]
  const chat = side.group()
  await here.watch(chat, '2027-03-02')
  return { here, side, chat }
}

const toldOperators = (side: Side): string => side.read(side.operators).join('\n---\n')

test.each(names)(
  'S6.6: on %s the answer to a reminder is lost, months before its last day: operators are asked, nothing goes twice',
  async (name) => {
    const { here, side, chat } = await watchingOn(name, '2026-09-02')
    side.losesAnswer()
    await here.pass(23 * hourMs)
    await here.pass(11 * minuteMs)
    await until(() => (toldOperators(side) === '' ? undefined : true))
    expect(toldOperators(side)).toContain('有 1 次提醒发出后没等到平台的回音')
    await here.pass(2 * hourMs)
    expect(side.read(chat)).toHaveLength(1)
  },
  60_000,
)

test.each([
  // The platform knows the copy by its id and drops it.
  ['feishu', []],
  ['telegram', [mark]],
] as const)(
  'S6.6: on %s it is lost the day before the last: it goes once more, marked where it may be seen twice',
  async (name, marks) => {
    const { here, side, chat } = await watchingOn(name, '2026-11-30')
    side.losesAnswer()
    const before = side.tried().length
    here.passes(23 * hourMs)
    await until(() => (side.tried().length > before ? true : undefined))
    await until(() => (side.read(chat).length > 0 ? true : undefined))
    while ((await here.store.backlog()).sends === 0) await pause(5)
    await here.pass(minuteMs)
    await here.pass(11 * minuteMs)
    const [first = '', ...again] = side.read(chat)
    expect(first.startsWith(mark)).toBe(false)
    expect(again.map((text) => text.slice(0, mark.length))).toEqual(marks)
    expect(toldOperators(side)).toBe('')
  },
  60_000,
)

test.each(names)(
  'S6.7: a full disk: on %s nothing new is armed, what is armed goes on, and operators hear of it',
  async (name) => {
    const { here, side, chat } = await watchingOn(name, '2026-11-24')
    await here.frees(150)
    await until(() => (toldOperators(side) === '' ? undefined : true))
    expect(toldOperators(side)).toContain('磁盘快满了：只剩 150 MB')
    const last = (): string => side.read(side.client).at(-1) ?? ''
    side.says('甲公司的许可证2027年3月2日到期')
    await until(() => (last().includes('甲公司') ? true : undefined))
    await side.presses('设置提醒')
    await until(() => (last().includes('磁盘快满了') ? true : undefined))
    expect(await here.store.watchedIn(side.client)).toEqual([])
    await here.pass(23 * hourMs)
    expect(side.read(chat)).toHaveLength(1)
  },
  60_000,
)

test.each(names)(
  'S6.8: the clock jumps: on %s nothing is said twice, and what two days made due waits until somebody has looked',
  async (name) => {
    const { here, side, chat } = await watchingOn(name, '2026-11-24')
    await here.pass(23 * hourMs)
    expect(side.read(chat)).toHaveLength(1)
    here.step(-2 * hourMs)
    await until(() => (toldOperators(side) === '' ? undefined : true))
    await here.pass(3 * hourMs)
    expect(side.read(chat)).toHaveLength(1)
    expect(toldOperators(side)).toContain('这台机器的时钟突然慢了 2 小时')
    // 2026-11-27, on which it is spoken of again.
    here.step(2 * dayMs)
    await until(() => (toldOperators(side).includes('快了') ? true : undefined))
    here.passes(30 * minuteMs)
    await pause(lookMs)
    expect(toldOperators(side)).toMatch(/时钟突然快了 2 天[^]*到期的提醒先不发/)
    expect(side.read(chat)).toHaveLength(1)
    await here.pass(31 * minuteMs)
    expect(side.read(chat)).toHaveLength(2)
  },
  60_000,
)
