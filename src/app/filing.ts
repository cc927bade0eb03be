import type { KnownProof } from '../chat/turn.js'
import type { Clock, Store } from '../ports.js'
import { dayAt } from '../values/civil-date.js'
import type { ChatRef, MatterId } from '../values/ids.js'
import { calendarSteps } from './calendar-steps.js'
import type { Content } from './content.js'
import { proofOf } from './proof.js'
import { inSlices } from './slices.js'

/** What files for a chat are made of. */
export interface FilingParts {
  readonly store: Store
  readonly content: () => Content
  readonly clock: Clock
  readonly timeZone: string
}

/** What its calendar link would bring now. */
export async function calendarIn(
  chat: ChatRef,
  { store, content, clock, timeZone }: FilingParts,
): Promise<string> {
  const watched = await store.watchedIn(chat)
  const { knowledge, rules } = content()
  const stamp = clock.now()
  const view = { rules, figures: knowledge.figures, today: dayAt(stamp, timeZone), timeZone, stamp }
  return inSlices(calendarSteps(watched, chat, view))
}

/** Of a matter that the chat watches; unnamed, of the only one. */
export async function proofIn(
  { channel, chat }: ChatRef,
  named: MatterId | undefined,
  { store, content, timeZone }: FilingParts,
): Promise<KnownProof | undefined> {
  const here = { channel, chat }
  const watched = await store.watchedIn(here)
  const [only, another] = watched.filter(({ matter }) => named === undefined || matter.id === named)
  if (only === undefined || another !== undefined) return undefined
  const { matter } = only
  const { rules } = content()
  return { matter: matter.id, proof: await proofOf(matter, { store, rules, timeZone, chat: here }) }
}
