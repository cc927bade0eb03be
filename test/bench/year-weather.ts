import { instant, type Instant } from '../../src/values/civil-date.js'
import type { ChannelName } from '../../src/values/ids.js'
import type { SeededDice } from './year-dice.js'

/** How a channel is while something is wrong with it. */
export const illnesses = ['refuses', 'not-before', 'storm', 'loses', 'loses-answers'] as const
export type Illness = (typeof illnesses)[number]

interface Period {
  readonly from: Instant
  readonly to: Instant
}

/** What goes wrong in a year, and when. The platform's and people's time, not what the bot's clock says. */
export interface Weather {
  /** Nothing of ours runs. */
  isDown(at: Instant): boolean
  illnessOf(channel: ChannelName, at: Instant): Illness | undefined
  /** How far the bot's clock is off. */
  clockOff(at: Instant): number
  /** The process that runs then dies before its work is done. */
  isDeadly(at: Instant): boolean
  /** From then on the chats of that number have other ids. */
  readonly moves: readonly { readonly at: Instant; readonly chat: number }[]
  /** For the head of a table. */
  readonly words: string
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Hours that each outage lasts: from one to a month. */
const outages = [1, 2, 4, 6, 9, 14, 20, 30, 48, 72, 7 * 24, 30 * 24]
const deadChannels = 10
const storms = 12
const clockSteps = 6
const deadlyShare = 0.02
const movedShare = 0.1

export interface Year {
  readonly from: Instant
  readonly days: number
  readonly chats: number
}

export function weatherOf({ from, days, chats }: Year, dice: SeededDice): Weather {
  // The last days are calm: what was held up has its chance to be said.
  const last = from + (days - 6) * dayMs
  const period = (hours: number): Period => {
    const begins = dice.between(from + 2 * dayMs, Math.max(from + 3 * dayMs, last - hours * hourMs))
    return { from: instant(begins), to: instant(begins + hours * hourMs) }
  }
  const down = outages.map(period)
  const ill = [
    ...many(deadChannels, () => illness(dice, period(dice.between(8, 6 * 24)), illnesses)),
    ...many(storms, () => illness(dice, period(dice.between(1, 8)), ['storm'])),
  ]
  const off = many(clockSteps, () => ({
    ...period(dice.between(1, 12)),
    by: dice.pick([-48, -30, -2, 2, 30, 48]) * hourMs,
  }))
  const deadly = new Set(
    many(Math.round(days * 24 * deadlyShare), () => Math.floor(dice.between(from, last) / hourMs)),
  )
  return {
    isDown: (at) => isIn(at, down),
    illnessOf: (channel, at) => ill.find((one) => one.channel === channel && isIn(at, [one]))?.illness,
    clockOff: (at) => off.find((one) => isIn(at, [one]))?.by ?? 0,
    isDeadly: (at) => deadly.has(Math.floor(at / hourMs)),
    moves: many(Math.round(chats * movedShare), () => ({
      at: instant(dice.between(from + 2 * dayMs, last)),
      chat: dice.below(chats),
    })),
    words: `${outages.length} outages of an hour to a month, ${deadChannels} dead channels, ${storms} storms, ${clockSteps} clock steps, ${deadly.size} hours with a crash`,
  }
}

function illness(dice: SeededDice, period: Period, of: readonly [Illness, ...Illness[]]) {
  return { ...period, channel: dice.pick<ChannelName>(['telegram', 'feishu']), illness: dice.pick(of) }
}

const many = <T>(count: number, one: () => T): readonly T[] => Array.from({ length: count }, one)

const isIn = (at: Instant, periods: readonly Period[]): boolean =>
  periods.some(({ from, to }) => from <= at && at < to)
