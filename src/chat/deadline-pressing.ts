import type { DeadlinePress } from '../reply/deadline-press.js'
import type { Press } from '../reply/reply.js'
import { adjusted } from './adjusting.js'
import type { Decision, Turn } from './decision.js'
import { calendarNeeds, calendarPressed } from './calendar.js'
import { described, traitAsked } from './describing.js'
import { keeperJoined, keeperReached, keepersReleased, keepersShown } from './keeping.js'
import { allSeen, linesOpened, marked, putOff } from './marking.js'
import { matterOpened, stopped } from './matters.js'
import { particularsMended } from './mending.js'
import { noted, submitted, takenBack } from './noting.js'
import { registered, reviewed } from './registering.js'
import { reported } from './reporting.js'
import { droppedReply } from './say/watch.js'
import type { Need } from './need.js'
import { stepped } from './watching.js'

/** What each press about matters and deadlines does. */
export function deadlinePressed(press: DeadlinePress, turn: Turn): Decision {
  switch (press.kind) {
    case 'review':
      return reviewed(press.stated, turn)
    case 'register':
      return registered(press.stated, turn)
    case 'report':
      return reported(press.report, turn)
    case 'note':
      return noted(press.report, turn)
    case 'take-back':
      return takenBack(press.matter, press.entry, turn)
    case 'trait':
      return traitAsked(press.trait, press.matter, turn)
    case 'describe':
      return described(press, turn)
    case 'keepers':
      return keepersShown(press.matter, turn)
    case 'keep':
      return keeperJoined(press.matter, turn)
    case 'reached':
      return keeperReached(press.matter, turn)
    case 'release':
      return keepersReleased(press.matter, turn)
    case 'drop':
      return stepped(droppedReply, turn)
    case 'submit':
      return submitted(press.lines, press.at, turn)
    case 'lines':
      return linesOpened(press.lines, press.view, turn)
    case 'mark':
      return marked(press, turn)
    case 'see-all':
      return allSeen(press.lines, turn)
    case 'put-off':
      return putOff(press, turn)
    case 'matter':
      return matterOpened(press, turn)
    case 'stop':
      return stopped(press.matter, turn)
    case 'adjust':
      return adjusted(press, turn)
    case 'mend':
      return particularsMended(press, turn)
    case 'calendar':
      return calendarPressed(press, turn)
  }
}

const watched: Need = { kind: 'watched' }
const rights: Need = { kind: 'rights' }

/** What must be known for it. Whether somebody may is asked of the platform at each press that only some may do. */
export function needsOfDeadlinePress(press: DeadlinePress): readonly Need[] {
  switch (press.kind) {
    case 'register':
      return [watched, rights, { kind: 'random' }]
    case 'lines':
      return [watched]
    case 'mark':
      return press.mark === 'given-up' ? [watched, rights] : [watched]
    case 'put-off':
      return press.past === true ? [watched, rights] : [watched]
    case 'matter':
      return press.view === 'stop' ? [watched, rights] : [watched]
    case 'keep':
      return [watched, { kind: 'alone' }, { kind: 'random' }]
    case 'reached':
    case 'see-all':
      return [watched]
    case 'review':
    case 'report':
    case 'note':
    case 'keepers':
    case 'release':
    case 'take-back':
    case 'trait':
    case 'describe':
    case 'submit':
    case 'stop':
    case 'adjust':
    case 'mend':
      return [watched, rights]
    case 'calendar':
      return calendarNeeds
    case 'drop':
      return []
  }
}

/** All of them, or this does not compile. */
const kinds: Readonly<Record<DeadlinePress['kind'], true>> = {
  review: true,
  register: true,
  report: true,
  note: true,
  'take-back': true,
  trait: true,
  describe: true,
  keepers: true,
  keep: true,
  reached: true,
  release: true,
  drop: true,
  submit: true,
  lines: true,
  mark: true,
  'see-all': true,
  'put-off': true,
  matter: true,
  stop: true,
  adjust: true,
  mend: true,
  calendar: true,
}

export const isDeadlinePress = (press: Press): press is DeadlinePress => press.kind in kinds
