import { digestReply } from '../chat/say/reminder.js'
import { tellingOf } from '../deadlines/telling.js'
import type { Channel, Clock, Dice, Send, Store } from '../ports.js'
import { dayAt } from '../values/civil-date.js'
import { cardKey } from '../values/ids.js'
import type { Content } from './content.js'
import { renderedFor } from './outgoing.js'

export interface DigestParts {
  readonly store: Store
  readonly content: () => Content
  readonly clock: Clock
  readonly dice: Dice
  readonly timeZone: string
  readonly owner: string
}

/**
 * A claimed digest with its content, made of the state of this very moment; undefined when there is nothing to send: all
 * was done meanwhile, or the row is not ours any more.
 */
export async function filledDigest(
  send: Send,
  channel: Channel,
  { store, content, clock, dice, timeZone, owner }: DigestParts,
): Promise<Send | undefined> {
  const now = clock.now()
  const { knowledge, rules } = content()
  const today = dayAt(now, timeZone)
  const { lines: planned, watched } = await store.plannedIn(send.to, now)
  const { lines, told, dropped } = tellingOf(planned, watched, { chat: send.to, rules, today, timeZone })
  const group = (await store.chat(send.to))?.kind !== 'private'
  // A reminder is for the whole chat: its buttons are anybody's.
  const bound = { to: send.to, owner: undefined, now }
  const rendered =
    lines.length === 0
      ? { calls: [], presses: [] }
      : renderedFor(channel, digestReply(lines, { today, knowledge, rules, group }), bound, dice)
  const card = cardKey(`due:${send.id}`)
  const filled = await store.fillDigest({ row: send.id, card, told, dropped, ...rendered }, owner, now)
  const [call] = rendered.calls
  return filled && call !== undefined ? { ...send, call } : undefined
}
