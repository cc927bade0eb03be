import type { Log } from '../../ports.js'

/** Where trouble can be, each at most one at a time. */
export type TroublePlace = 'identity' | 'commands' | 'receiving' | 'storing' | 'sending'

/** What is wrong now, in words for operators. Each is logged once when it begins and once when it ends. */
export interface Troubles {
  begin(place: TroublePlace, words: string): void
  end(place: TroublePlace): void
  now(): readonly string[]
}

export function troubles(log: Log): Troubles {
  const current = new Map<TroublePlace, string>()
  return {
    begin: (place, words) => {
      if (current.get(place) !== words) log.warn('telegram trouble', { place, trouble: words })
      current.set(place, words)
    },
    end: (place) => {
      if (current.delete(place)) log.info('telegram trouble over', { place })
    },
    now: () => [...current.values()].map((words) => `telegram：${words}`),
  }
}

export const storeTrouble = '数据库用不了，新消息先留在 Telegram'
