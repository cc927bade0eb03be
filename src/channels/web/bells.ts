/** Wakes whoever waits for news of a chat when something was written to it, within this process. */
export interface Bells {
  readonly ring: (chat: string) => void
  readonly listen: (chat: string) => Bell
  /** Ends all listening, now and later: the server wants to close. */
  readonly stop: () => void
}

export interface Bell {
  /** Waits for a ring, at most `ms`. A ring between two calls is remembered, so reading in between misses nothing. */
  readonly next: (ms: number) => Promise<Heard>
  /** Ends the listening; a waiting `next` hears 'ended'. */
  readonly leave: () => void
}

export type Heard = 'rung' | 'silent' | 'ended'

export function bellTower(): Bells {
  const listeners = new Map<string, Set<Listener>>()
  let stopped = false

  function listen(chat: string): Bell {
    const listener = newListener()
    listeners.set(chat, (listeners.get(chat) ?? new Set()).add(listener))
    if (stopped) listener.hear('ended')
    return {
      next: listener.next,
      leave: () => {
        leave(chat, listener)
      },
    }
  }

  function leave(chat: string, listener: Listener): void {
    listener.hear('ended')
    const others = listeners.get(chat)
    others?.delete(listener)
    if (others?.size === 0) listeners.delete(chat)
  }

  function ring(chat: string): void {
    for (const listener of listeners.get(chat) ?? []) listener.hear('rung')
  }

  function stop(): void {
    stopped = true
    for (const listener of [...listeners.values()].flatMap((some) => [...some])) listener.hear('ended')
  }

  return { ring, listen, stop }
}

interface Listener {
  readonly hear: (what: 'rung' | 'ended') => void
  readonly next: (ms: number) => Promise<Heard>
}

function newListener(): Listener {
  let heard: Heard = 'silent'
  let wake: (() => void) | undefined

  function hear(what: 'rung' | 'ended'): void {
    if (heard !== 'ended') heard = what
    wake?.()
  }

  function quiet(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function next(ms: number): Promise<Heard> {
    if (heard === 'silent') await quiet(ms)
    const answer = heard
    if (heard === 'rung') heard = 'silent'
    return answer
  }

  return { hear, next }
}
