import type { Api } from 'grammy'
import type { AloneWith, Channel, Clock } from '../../ports.js'
import type { PersonRef } from '../../values/ids.js'
import { limits, type Pace } from './limits.js'
import { mayManage } from './manages.js'
import { render } from './render.js'
import { send } from './send.js'

export interface ChannelParts {
  readonly api: Api
  readonly clock: Clock
  readonly pace: Pace
  /** Undefined until Telegram has told. */
  readonly username: () => string | undefined
}

export function channelOn(parts: ChannelParts): Channel {
  const { api, username } = parts
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
    send: (sending) => send(sending, parts),
    mayManage: (person, chat) => mayManage(api, person, chat),
    aloneWith: (person) => aloneWith(person, username),
  }
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
