import { eventKind, matterId, type ChannelName, type ChatRef, type MatterId } from '../../src/values/ids.js'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import type { MatterEffect } from '../../src/ports-watch.js'
import { daysAfter, monthsAfter, type CivilDate, type Instant } from '../../src/values/civil-date.js'
import type { SeededDice } from './year-dice.js'

/** Who watches what. A room is one group of people, which may sit in a chat on each of two platforms. */
export interface Town {
  readonly matters: readonly Matter[]
  readonly roomOf: ReadonlyMap<MatterId, number>
  readonly rooms: readonly Room[]
}

export interface Room {
  readonly number: number
  readonly channels: readonly ChannelName[]
}

const mattersARoom = 4
/** Of the rooms, those that hear of everything on a second platform. */
const bothShare = 0.5
const farthestExpiry = 700

export interface Founded {
  readonly today: CivilDate
  readonly at: Instant
}

export function townOf(licences: number, { today, at }: Founded, dice: SeededDice): Town {
  const rooms = Array.from({ length: Math.ceil(licences / mattersARoom) }, (_, number): Room => {
    const one = dice.pick<ChannelName>(['telegram', 'feishu'])
    return { number, channels: dice.holds(bothShare) ? ['telegram', 'feishu'] : [one] }
  })
  const matters = Array.from({ length: licences }, (_, number) => {
    const expires = daysAfter(today, 20 + dice.below(farthestExpiry))
    return licence(number, expires, at)
  })
  const roomOf = new Map(matters.map(({ id }, number) => [id, Math.floor(number / mattersARoom)]))
  return { matters, roomOf, rooms }
}

function licence(number: number, expires: CivilDate, at: Instant): Matter {
  const log = [happened('issued', monthsAfter(expires, -60), at), happened('expires', expires, at)]
  // The same number of figures in all: no name is part of another.
  const name = String(number).padStart(5, '0')
  return { id: matterId(`licence-${name}`), kind: 'licence', holder: `第${name}号公司`, has: [], log }
}

export const happened = (kind: string, on: CivilDate, at: Instant): Noted => ({
  kind: 'event',
  event: eventKind(kind),
  on,
  at,
})

export const chatOf = (channel: ChannelName, room: number): ChatRef => ({ channel, chat: `room-${room}` })

export function registrationsOf({ matters, roomOf, rooms }: Town): readonly MatterEffect[] {
  return matters.flatMap((matter): MatterEffect[] => {
    const room = rooms[roomOf.get(matter.id) ?? -1]
    const [first, ...others] = (room?.channels ?? []).map((channel) => chatOf(channel, room?.number ?? -1))
    if (first === undefined) return []
    return [
      { kind: 'matter-registered', matter, chat: first },
      ...others.map((chat): MatterEffect => {
        return { kind: 'watch-changed', matter: matter.id, chat, watch: { keepers: [], ladders: {} } }
      }),
    ]
  })
}
