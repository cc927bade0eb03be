import { randomBytes } from 'node:crypto'
import type { Clock, Dice } from '../ports.js'
import { instant } from '../values/civil-date.js'

export const systemClock: Clock = { now: () => instant(Date.now()) }

const tokenBytes = 18

/** 144 random bits as 24 characters that are safe in a URL, a cookie and a Telegram button. */
export const systemDice: Dice = { token: () => randomBytes(tokenBytes).toString('base64url') }

/** A clock that can be moved forward: the terminal's `:clock +30d`. */
export interface MovableClock extends Clock {
  move(milliseconds: number): void
}

export function movableClock(clock: Clock): MovableClock {
  let ahead = 0
  return {
    now: () => instant(clock.now() + ahead),
    move: (milliseconds) => {
      ahead += milliseconds
    },
  }
}
