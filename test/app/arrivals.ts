import type { Arrival } from '../../src/chat/arrival.js'
import { instant, type Instant } from '../../src/values/civil-date.js'
import { eventId, type ChannelName, type PressToken } from '../../src/values/ids.js'

/** Nobody here types so fast that the bot slows them down, and nothing comes late. */
const apartMs = 30_000
let arrivals = 0

function came(): Instant {
  arrivals += 1
  return instant(Date.now() + arrivals * apartMs)
}

interface From {
  readonly chat?: string
  readonly channel?: ChannelName
}

/** What somebody says in a private chat. */
export function said(id: string, text: string, from: From = {}): Arrival {
  return { ...arrived(id, from), kind: 'said', text, addressed: true }
}

export function pressed(id: string, token: PressToken, from: From = {}): Arrival {
  return { ...arrived(id, from), kind: 'pressed', token }
}

function arrived(id: string, { chat = 'c1', channel = 'terminal' }: From) {
  return {
    id: eventId(id),
    at: came(),
    chat: { channel, chat, kind: 'private' as const },
    from: { channel, person: `person-${chat}` },
  }
}
