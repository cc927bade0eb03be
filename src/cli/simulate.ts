import type { Config } from '../app/config.js'
import { systemClock } from '../app/outside.js'
import { instantAt, timeAt } from '../deadlines/hours.js'
import { simulated, type SimulatedDigest, type SimulatedTime } from '../deadlines/simulate.js'
import { civilDate, dayAt, daysAfter, type CivilDate, type Instant } from '../values/civil-date.js'
import { allMatters } from './all-matters.js'
import { complain, print, type Console } from './console.js'
import { ready, today, type Ready } from './settings.js'
import {
  differences,
  messageOf,
  readRun,
  type Difference,
  type Message,
  type RunRead,
} from './simulate-messages.js'
import { withStore } from './with-store.js'

export interface SimulateOptions {
  readonly days: string
  readonly from: string | undefined
  readonly json: boolean
  /** A file with an earlier run's JSON lines: then only what differs is told. */
  readonly diff: string | undefined
}

/** Tells every message of the next days if nobody acts, from what is kept, which it does not touch. */
export async function simulate(console: Console, options: SimulateOptions): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  const faults = faultsIn(options)
  const earlier = options.diff === undefined ? undefined : await readRun(options.diff)
  for (const fault of [...faults, ...(earlier?.ok === false ? [earlier.fault] : [])]) complain(console, fault)
  if (faults.length > 0 || earlier?.ok === false) return 1
  const time = timeOf(options, set.config)
  return withStore(console, set.config, async (store) => {
    const digests = simulated(await allMatters(store), set.content.rules, time)
    const messages = messagesOf(digests, time, set)
    if (earlier === undefined) tellRun(console, messages, options)
    else tellDifferences(console, differencesOf(earlier, [...messages], time), options)
    return 0
  })
}

const mostDays = 4_000

function faultsIn({ days, from }: SimulateOptions): readonly string[] {
  const isLength = /^[1-9]\d{0,3}$/.test(days) && Number(days) <= mostDays
  return [
    ...(isLength ? [] : [`--days 要写成 1 到 ${mostDays} 的整数，现在是“${days}”`]),
    ...(from === undefined || civilDate(from) !== undefined
      ? []
      : [`--from 要写成 2027-03-02 这样的日期，现在是“${from}”`]),
  ]
}

interface Shown extends SimulatedTime {
  /** What goes out before is played as well, and not told: else it would look as if we had been away. */
  readonly shownFrom: Instant
}

/** From this moment on, or from the beginning of a day. */
function timeOf({ days, from = '' }: SimulateOptions, config: Config): Shown {
  const { timeZone } = config
  const now = systemClock.now()
  const begin = civilDate(from)
  const shownFrom = begin === undefined ? now : instantAt(begin, '00:00', timeZone)
  const first: CivilDate = begin ?? today(config)
  const until = instantAt(daysAfter(first, Number(days)), '00:00', timeZone)
  return { from: shownFrom < now ? shownFrom : now, shownFrom, until, timeZone }
}

function* messagesOf(
  digests: Iterable<SimulatedDigest>,
  { shownFrom }: Shown,
  { content, config }: Ready,
): Generator<Message> {
  for (const digest of digests) if (digest.at >= shownFrom) yield messageOf(digest, content, config.timeZone)
}

type Earlier = Extract<RunRead, { readonly ok: true }>

function differencesOf(
  { messages }: Earlier,
  now: readonly Message[],
  { shownFrom, timeZone }: Shown,
): readonly Difference[] {
  return differences(messages, now, { on: dayAt(shownFrom, timeZone), at: timeAt(shownFrom, timeZone) })
}

/** Each as soon as it is known: a long run shows that it runs. */
function tellRun(console: Console, messages: Iterable<Message>, { json }: SimulateOptions): void {
  const months = new Map<string, number>()
  for (const message of messages) {
    print(console, json ? JSON.stringify(message) : messageText(message))
    const month = message.on.slice(0, 7)
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  if (!json) print(console, summary(months))
}

const headText = ({ on, at, chat }: Message): string => `${on} ${at} ${chat}`

const messageText = (message: Message): string => `${headText(message)}\n${message.text.replace(/^/gm, '  ')}`

function summary(months: ReadonlyMap<string, number>): string {
  const all = [...months.values()].reduce((sum, count) => sum + count, 0)
  const each = [...months].map(([month, count]) => `${month} ${count} 条`)
  return `共 ${all} 条消息${each.length === 0 ? '' : `：${each.join('，')}`}。`
}

function tellDifferences(console: Console, found: readonly Difference[], { json }: SimulateOptions): void {
  for (const one of found) print(console, json ? JSON.stringify(one) : differenceText(one))
  if (json) return
  const count = (diff: Difference['diff']): number => found.filter((one) => one.diff === diff).length
  print(console, `多出 ${count('added')} 条，少了 ${count('gone')} 条，变了 ${count('changed')} 条。`)
}

function differenceText(one: Difference): string {
  switch (one.diff) {
    case 'added':
      return `+ ${messageText(one.now)}`
    case 'gone':
      return `- ${messageText(one.before)}`
    case 'changed':
      return `- ${messageText(one.before)}\n+ ${messageText(one.now)}`
  }
}
