import type { Arrival } from '../../src/chat/arrival.js'
import { instant } from '../../src/values/civil-date.js'
import { eventId, type ChannelName, type PressToken } from '../../src/values/ids.js'

const came = instant(Date.UTC(2026, 10, 21, 2))

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
    at: came,
    chat: { channel, chat, kind: 'private' as const },
    from: { channel, person: `person-${chat}` },
  }
}
