import { afterEach, expect, test } from 'vitest'
import { machineAt, type Machine, type Side } from './both-platforms.js'
import { until } from './reload-bot.js'

const hourMs = 3_600_000
/** So that no lease ends in between. */
const stepMs = 50_000
const mark = '（重发）'

/** What is spoken of on Wednesday 2026-11-25 at nine: so many days before the last day to apply for a renewal. */
const expiries = [
  [90, '2027-05-24'],
  [7, '2027-03-02'],
  [30, '2027-03-25'],
  [60, '2027-04-24'],
] as const
const byUrgency = [7, 30, 60, 90]

let machine: Machine | undefined

afterEach(async () => {
  const faults = Object.values(machine?.sides ?? {}).flatMap((side) => side.violations())
  await machine?.end()
  machine = undefined
  expect(faults).toEqual([])
})

const others = { telegram: 'feishu', feishu: 'telegram' } as const
const marksOf = (side: Side, chat: Parameters<Side['read']>[0]): readonly string[] =>
  side.read(chat).map((text) => (text.startsWith(mark) ? mark : ''))

test.each([
  // Nothing of it arrived, but nobody can know.
  ['feishu', 'refused', [mark]],
  ['telegram', 'refused', [mark]],
  ['feishu', 'taken', ['', mark]],
  ['telegram', 'taken', ['', mark]],
] as const)(
  'S6.5: %s says 502 for an hour, and what was %s goes out after it, the most urgent first, marked and once',
  async (name, messages, marks) => {
    const here = await machineAt('2026-11-24', '10:00')
    machine = here
    const [side, other] = [here.sides[name], here.sides[others[name]]]
    const chats = expiries.map(([days, expires]) => ({ days, expires, chat: side.group() }))
    for (const { chat, expires } of chats) await here.watch(chat, expires)
    const elsewhere = other.group()
    await here.watch(elsewhere, '2027-03-02')
    const lift = side.breaks(messages)
    here.passes(23 * hourMs)
    await until(() => chats.every(({ chat }) => side.tried().includes(chat.chat)) || undefined)
    for (let step = 0; step < 73; step += 1) await here.tries(stepMs)
    expect(other.read(elsewhere)).toHaveLength(1)
    expect(other.read(other.operators).join()).toContain('发不出消息')
    expect(await here.store.backlog()).toMatchObject({ maybeSent: 0 })
    lift()
    const before = here.claimed().length
    for (let step = 0; step < 13; step += 1) await here.tries(stepMs)
    const daysOf = new Map(chats.map(({ days, chat }) => [chat.chat, days]))
    expect(
      here
        .claimed()
        .slice(before)
        .flatMap((chat) => daysOf.get(chat) ?? []),
    ).toEqual(byUrgency)
    expect(chats.map(({ chat }) => marksOf(side, chat))).toEqual(chats.map(() => marks))
    expect(await here.store.backlog()).toMatchObject({ sends: 0, maybeSent: 0 })
    expect(other.read(other.operators).join()).toContain('恢复了')
  },
  120_000,
)
