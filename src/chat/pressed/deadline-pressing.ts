import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Press } from '../../reply/reply.js'
import type { DeadlinePresses, Handlings } from './deadline-handling.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import type { Need } from '../need.js'
import { filePresses } from './files.js'
import { keeperPresses } from './keepers.js'
import { linePresses } from './lines.js'
import { manyPresses } from './many.js'
import { matterPresses } from './matters.js'

type Kind = keyof DeadlinePresses

/** All of them, or this does not compile. */
const handlings: Handlings<Kind> = {
  ...matterPresses,
  ...linePresses,
  ...keeperPresses,
  ...manyPresses,
  ...filePresses,
}

export const isDeadlinePress = (press: Press): press is DeadlinePress => press.kind in handlings

/** What each press about matters and deadlines does. */
export const deadlinePressed = (press: DeadlinePress, turn: Turn): Decision => done(press.kind, press, turn)

export const needsOfDeadlinePress = (press: DeadlinePress): readonly Need[] => needed(press.kind, press)

function done<One extends Kind>(kind: One, press: DeadlinePresses[One], turn: Turn): Decision {
  return handlings[kind].does(press, turn)
}

function needed<One extends Kind>(kind: One, press: DeadlinePresses[One]): readonly Need[] {
  const { needs } = handlings[kind]
  return typeof needs === 'function' ? needs(press) : needs
}
