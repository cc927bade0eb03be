import type { AloneWith, Channel } from '../../ports-channel.js'
import type { Send, SendOutcome } from '../../ports-sending.js'
import type { PersonRef } from '../../values/ids.js'
import { fetchFile, type FetchingParts } from './fetch-file.js'
import { limits } from './limits.js'
import { mayManage } from './manages.js'
import { render } from './render.js'
import { told } from './outcome.js'
import type { SendingParts } from './posting.js'
import { send } from './send.js'
import type { Troubles } from './troubles.js'

export interface ChannelParts extends SendingParts {
  readonly troubles: Troubles
  readonly fetching: FetchingParts
  /** Undefined until Telegram has told. */
  readonly username: () => string | undefined
}

export function channelOn(parts: ChannelParts): Channel {
  const { api, fetching, username } = parts
  return {
    name: 'telegram',
    dropsRepeatsForMs: limits.dropsRepeatsForMs,
    sendsPerSecond: limits.sendsPerSecond,
    place: () => {
      const name = username()
      // In privacy mode a bare mention may not reach us; a command always does.
      return { calledBy: [...(name === undefined ? [] : [`@${name}`]), '/ask'], seesEdits: true }
    },
    render,
    send: (sending) => watched(sending, parts),
    mayManage: (person, chat) => mayManage(api, person, chat),
    fetchFile: (file) => fetchFile(file, fetching),
    aloneWith: (person) => aloneWith(person, username),
  }
}

/** What does not go out is tried until it does, so the trouble ends by itself with whatever is sent next. */
async function watched(sending: Send, parts: ChannelParts): Promise<SendOutcome> {
  const outcome = await send(sending, parts)
  if (outcome.kind !== 'not-before') parts.troubles.end('sending')
  // Told to wait is one chat's affair.
  else if (outcome.why !== told) parts.troubles.begin('sending', '消息发不出去，正在重试')
  return outcome
}

/** A private conversation has its person's id, and a bot may write there only once the person has. */
function aloneWith({ person }: PersonRef, username: () => string | undefined): AloneWith {
  return {
    chat: { channel: 'telegram', chat: person },
    link: (code) => {
      const name = username()
      if (name === undefined) throw new Error('telegram has not told our username yet')
      return `https://t.me/${name}?start=${code}`
    },
  }
}
