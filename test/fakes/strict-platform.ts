import type { Channel } from '../../src/ports-channel.js'
import type { SendOutcome } from '../../src/ports-sending.js'
import { instant, type Instant } from '../../src/values/civil-date.js'
import { paperChannel, type Paper } from './paper-channel.js'

/** How many messages a platform takes within some time, in all or in one chat. */
export interface Allowance {
  readonly of: 'all' | 'chat'
  readonly messages: number
  readonly withinMs: number
}

export interface StrictOptions {
  readonly paper: Paper
  readonly channel: Pick<Channel, 'name' | 'sendsPerSecond'>
  readonly allowances: readonly Allowance[]
  /** Half of it on the way there. */
  readonly latencyMs: () => number
  readonly now: () => Instant
}

export interface Seen {
  readonly chat: string
  readonly at: Instant
}

/** A platform that takes no more than it says, whoever comes too early being told when to come again. */
export function strictPlatform({ paper, channel, allowances, latencyMs, now }: StrictOptions) {
  const begun: Seen[] = []
  const taken: Seen[] = []
  let refused = 0
  const paperSide = paperChannel({ paper, characters: 4_000 })

  const fullUntil = (chat: string): Instant | undefined => {
    const ends = allowances.flatMap(({ of, messages, withinMs }) => {
      const counted = taken.filter((one) => now() - one.at < withinMs && (of === 'all' || one.chat === chat))
      const first = counted.at(-messages)
      return first === undefined ? [] : [first.at + withinMs]
    })
    return ends.length === 0 ? undefined : instant(Math.max(...ends))
  }

  const strict: Channel = {
    ...paperSide,
    ...channel,
    send: async (send): Promise<SendOutcome> => {
      const half = latencyMs() / 2
      begun.push({ chat: send.to.chat, at: now() })
      await passed(half)
      const until = fullUntil(send.to.chat)
      if (until === undefined) taken.push({ chat: send.to.chat, at: now() })
      else refused += 1
      const outcome: SendOutcome =
        until === undefined ? await paperSide.send(send) : { kind: 'not-before', at: until }
      await passed(half)
      return outcome
    },
  }
  return { channel: strict, begun: () => begun, taken: () => taken, refused: () => refused }
}

const passed = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
