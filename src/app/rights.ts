import type { Channel } from '../ports-channel.js'
import type { Clock, Log } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import type { ChannelName, ChatRef, PersonRef } from '../values/ids.js'

/** Who may manage a chat: its administrators and owner. */
export interface Rights {
  /** Asked of the platform, remembered for a minute; false whenever it cannot be known. */
  mayManage(person: PersonRef, chat: ChatRef): Promise<boolean>
}

export interface RightsParts {
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly clock: Clock
  readonly log: Log
}

interface Known {
  readonly may: boolean
  readonly at: Instant
}

const rememberedMs = 60_000
const mostRemembered = 1_000

/** An error is not remembered: whoever asks again asks the platform again. */
export function rights({ channels, clock, log }: RightsParts): Rights {
  const known = new Map<string, Known>()

  const asked = async (person: PersonRef, chat: ChatRef): Promise<boolean | undefined> => {
    const channel = channels.get(chat.channel)
    // A person of another platform is nobody here, whatever the id says.
    if (channel?.mayManage === undefined || person.channel !== chat.channel) return false
    try {
      return await channel.mayManage(person, chat)
    } catch (error) {
      log.warn('rights unknown, denied', { channel: chat.channel, error: nameOf(error) })
      return undefined
    }
  }

  return {
    mayManage: async (person, chat) => {
      const key = JSON.stringify([chat.channel, chat.chat, person.channel, person.person])
      const now = clock.now()
      const last = known.get(key)
      if (last !== undefined && now >= last.at && now - last.at < rememberedMs) return last.may
      const may = await asked(person, chat)
      known.delete(key)
      if (known.size >= mostRemembered) known.clear()
      if (may !== undefined) known.set(key, { may, at: now })
      return may ?? false
    },
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
