import type { Hono } from 'hono'
import ICAL from 'ical.js'
import { afterEach } from 'vitest'
import { buildServed } from '../../src/app/build.js'
import { httpRoutes } from '../../src/app/http.js'
import { systemDice, type MovableClock } from '../../src/app/outside.js'
import type { Log, Store } from '../../src/ports.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { paperChannel, paperInMemory, tokenIn, type Paper } from '../fakes/paper-channel.js'
import { pressed, said } from './arrivals.js'
import { clockAt, shippedContent, zone } from './watching.js'

export interface Feeding {
  readonly http: Hono
  readonly store: Store
  readonly clock: MovableClock
  /** What the chat is told. */
  say(text: string, chat?: string): Promise<string>
  press(label: string, chat?: string): Promise<string>
  /** Changes matters as a turn would. */
  change(...effects: readonly MatterEffect[]): Promise<void>
  /** All that was logged. */
  readonly logged: string[]
}

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

interface Setting {
  readonly publicUrl?: string
  /** Stands between the bot and its store. */
  readonly through?: (store: Store) => Partial<Store>
}

export const minuteMs = 60_000
export const address = 'https://bot.example.com'

/** The bot as `serve` builds it, with the listener's routes, on paper. */
export async function feeding(
  { publicUrl, through = () => ({}) }: Setting = { publicUrl: address },
): Promise<Feeding> {
  const opened = await openStoreAt('file::memory:')
  const store = { ...opened, ...through(opened) }
  const clock = clockAt('2026-11-22', '10:00')
  const paper = paperInMemory()
  const logged: string[] = []
  const log = logInto(logged)
  const outside = {
    store,
    content: shippedContent,
    clock,
    dice: systemDice,
    log,
    timeZone: zone,
    operators: [],
  }
  const served = buildServed({ ...outside, ...(publicUrl !== undefined && { publicUrl }) }, [
    () => onPaper(paper),
  ])
  const { app, routes } = served
  const backlog = () => store.backlog()
  const http = httpRoutes({ routes, metrics: app.metrics, backlog, log, unready: () => [], notes: () => [] })
  served.start()
  ends.push(async () => {
    await served.stop()
    await store.close()
  })
  let turns = 0
  const told = async (arrival: ReturnType<typeof said>): Promise<string> => {
    clock.move(minuteMs)
    await app.intake.accept([{ ...arrival, at: clock.now() }])
    await app.idle()
    return paper.read().at(-1)?.text ?? ''
  }
  return {
    http,
    store,
    clock,
    logged,
    say: (text, chat = 'c1') => told(said(`turn-${++turns}`, text, { chat })),
    press: (label, chat = 'c1') => told(pressed(`turn-${++turns}`, buttonIn(paper, chat, label), { chat })),
    change: async (...effects) => store.change(effects, clock.now()),
  }
}

function onPaper(paper: Paper) {
  return {
    channel: paperChannel({ paper, characters: 4_000 }),
    start: () => undefined,
    stop: () => Promise.resolve(),
    trouble: () => [],
  }
}

function logInto(logged: string[]): Log {
  const write = (...said: readonly unknown[]): void => void logged.push(JSON.stringify(said))
  return {
    info: write,
    warn: write,
    error: (event, fields, error) => {
      write(event, fields, String(error))
    },
  }
}

/** The newest: a card keeps its old ones on the paper. */
function buttonIn(paper: Paper, chat: string, label: string) {
  const read = () => paper.read().toReversed()
  const token = tokenIn({ ...paper, read }, chat, label)
  if (token === undefined) throw new Error(`no button ${label}`)
  return token
}

/** The calendar's path in what a chat was told; empty where there is none. */
export const pathIn = (text: string): string =>
  /https:\/\/bot\.example\.com(\/calendar\/[\w-]{24}\.ics)/.exec(text)?.[1] ?? ''

/** An event as a calendar shows it. */
export interface Shown {
  readonly uid: string
  readonly summary: string
  readonly on: string
  readonly sequence: number
  readonly alarms: number
}

export async function shownAt(http: Hono, path: string): Promise<readonly Shown[]> {
  const response = await http.request(path)
  if (response.status !== 200) throw new Error(`no calendar: ${response.status}`)
  const calendar = new ICAL.Component(ICAL.parse(await response.text()) as unknown[])
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    const alarms = component.getAllSubcomponents('valarm').length
    return {
      uid: event.uid,
      summary: event.summary,
      on: event.startDate.toString(),
      sequence: event.sequence,
      alarms,
    }
  })
}
