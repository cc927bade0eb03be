import { tickOf } from '../deadlines/tick.js'
import type { Watched } from '../deadlines/watch.js'
import type { WatchStore } from '../ports-watch.js'
import type { Clock, Log } from '../ports.js'
import { instant } from '../values/civil-date.js'
import type { Content } from './content.js'

export interface TickParts {
  readonly store: WatchStore
  readonly content: () => Content
  readonly clock: Clock
  readonly log: Log
  readonly timeZone: string
}

const mattersAtOnce = 100
/** A matter that breaks its tick must not keep the others from theirs. */
const againAfterFaultMs = 10 * 60_000

/** Looks at the matters whose moment has come, the longest waiting first. Returns how many. */
export async function tickRound(parts: TickParts): Promise<number> {
  const awake = await parts.store.awake(parts.clock.now(), mattersAtOnce)
  for (const watched of awake) await ticked(watched, parts)
  return awake.length
}

/** A matter that changed meanwhile is still awake: the next round sees it as it is then. */
async function ticked(watched: Watched, { store, content, clock, log, timeZone }: TickParts): Promise<void> {
  const at = clock.now()
  const { matter, revision } = watched
  try {
    const { lines, wakeAt } = tickOf(watched, content().rules, { at, timeZone })
    await store.remind({ matter: matter.id, revision, lines, wakeAt }, at)
  } catch (error) {
    log.error('tick failed', { matter: matter.id }, error)
    await store.remind(
      { matter: matter.id, revision, lines: [], wakeAt: instant(at + againAfterFaultMs) },
      at,
    )
  }
}
