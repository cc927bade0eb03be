import type { Chat } from '../../src/chat/arrival.js'
import { movableClock, type MovableClock } from '../../src/app/outside.js'
import { instantAt } from '../../src/deadlines/hours.js'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { dayAt, instant, type CivilDate, type Instant } from '../../src/values/civil-date.js'
import { eventKind, matterId, type ChatRef } from '../../src/values/ids.js'
import { day } from '../chat/shipped.js'
import { shipped } from '../knowledge/shipped.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { contentOf } from './content.js'
import { tokenIn } from '../fakes/paper-channel.js'
import { pressed } from './arrivals.js'
import type { OnPaper } from './bot-on-paper.js'

export const zone = 'Asia/Shanghai'
export const shippedContent = () => contentOf(shipped, shippedRules)

/** A clock that begins at that moment in China and goes on from there: what is paced needs time that passes. */
export function clockAt(date: string, time: string): MovableClock {
  const at = instantAt(day(date), time, zone)
  const began = performance.now()
  return movableClock({ now: () => instant(Math.floor(at + performance.now() - began)) })
}

export const chatNamed = (chat: string): ChatRef => ({ channel: 'terminal', chat })

interface Dates {
  readonly id?: string
  readonly issued?: string
  readonly expires: string
}

/** A licence with these dates. */
export function licence({ id = 'm1', issued, expires }: Dates, at: Instant): Matter {
  const event = (kind: string, on: string): Noted => {
    return { kind: 'event', event: eventKind(kind), on: day(on), at }
  }
  const log = [...(issued === undefined ? [] : [event('issued', issued)]), event('expires', expires)]
  return { id: matterId(id), kind: 'licence', holder: `${id}公司`, has: [], log }
}

export const registered = (matter: Matter, chat = 'c1'): MatterEffect => {
  return { kind: 'matter-registered', matter, chat: chatNamed(chat) }
}

/** Lets everything that is due by now be said. */
export async function settled({ app }: Pick<OnPaper, 'app'>): Promise<void> {
  app.lookAgain()
  await app.idle()
}

const dayMs = 24 * 3_600_000

/** Goes on day by day, each time at the hour at which it began; what is written on each day. */
export async function daysOf(bot: OnPaper, days: number): Promise<ReadonlyMap<CivilDate, readonly string[]>> {
  const written = new Map<CivilDate, readonly string[]>()
  for (let at = 0; at < days; at++) {
    const before = bot.paper.read().length
    bot.clock.move(dayMs)
    await settled(bot)
    const texts = bot.paper
      .read()
      .slice(before)
      .map(({ text }) => text)
    if (texts.length > 0) written.set(dayAt(bot.clock.now(), zone), texts)
  }
  return written
}

/** Presses the newest button of that label in the chat, now. */
export async function pressIn(
  bot: OnPaper,
  chat: string,
  label: string,
  kind: Chat['kind'] = 'private',
): Promise<void> {
  const token = tokenIn(bot.paper, chat, label)
  if (token === undefined)
    throw new Error(`no button ${label} under ${JSON.stringify(bot.paper.read().at(-1))}`)
  const click = pressed(`${label} ${token}`, token, { chat })
  await bot.app.intake.accept([{ ...click, chat: { ...click.chat, kind }, at: bot.clock.now() }])
  await bot.app.idle()
}
