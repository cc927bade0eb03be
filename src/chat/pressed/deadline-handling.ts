import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import type { Need } from '../need.js'

export type DeadlinePresses = { readonly [Press in DeadlinePress as Press['kind']]: Press }

/** What a press does, and what must be known for it. Whether somebody may is asked of the platform at each press that only some may do. */
export interface Handling<Press> {
  readonly does: (press: Press, turn: Turn) => Decision
  readonly needs: readonly Need[] | ((press: Press) => readonly Need[])
}

export type Handlings<Kind extends keyof DeadlinePresses> = {
  readonly [One in Kind]: Handling<DeadlinePresses[One]>
}

export const watched: readonly Need[] = [{ kind: 'watched' }]
export const watchedAndRights: readonly Need[] = [...watched, { kind: 'rights' }]
/** For what makes up an id. */
export const watchedRightsAndRandom: readonly Need[] = [...watchedAndRights, { kind: 'random' }]
