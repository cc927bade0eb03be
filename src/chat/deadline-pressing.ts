import type { DeadlinePress } from '../reply/deadline-press.js'
import type { Press } from '../reply/reply.js'
import { adjusted } from './adjusting.js'
import { bulkPressed } from './bulk.js'
import { dueListed } from './due-list.js'
import type { Decision, Turn } from './decision.js'
import { calendarFileNeeds, calendarNeeds, calendarPressed } from './calendar.js'
import { described, traitAsked } from './describing.js'
import { doubtsSettled } from './doubting.js'
import { drawNeeds, drawPressed } from './drawing.js'
import { proofNeeds, proofPressed } from './filing.js'
import { keeperJoined, keeperReached, keepersReleased, keepersShown } from './keeping.js'
import { leavePressed } from './leaving.js'
import { allSeen, linesOpened, marked, putOff } from './marking.js'
import { matterOpened, stopped } from './matters.js'
import { particularsMended } from './mending.js'
import { monthPressed } from './month-listing.js'
import { monthlySet } from './monthly.js'
import { noted, submitted, takenBack } from './noting.js'
import { registered, reviewed } from './registering.js'
import { reported } from './reporting.js'
import { imported, importUndone } from './importing.js'
import { elsewhereAsked, standInAgreed, stoodDown } from './standing-in.js'
import { takenOver } from './taking-over.js'
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
    case 'elsewhere':
      return elsewhereAsked(press.matter, turn)
    case 'stand-in':
      return standInAgreed(turn)
    case 'stand-down':
      return stoodDown(press.matter, turn)
    case 'take-over':
      return takenOver(press, turn)
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
    case 'monthly':
      return monthlySet(press.wanted, turn)
    case 'calendar':
      return calendarPressed(press, turn)
    case 'draw':
      return drawPressed(press, turn)
    case 'proof':
      return proofPressed(press, turn)
    case 'bulk':
      return bulkPressed(press, turn)
    case 'due':
      return dueListed(press.rest, turn, press.page)
    case 'month':
      return monthPressed(press, turn)
    case 'leave':
      return leavePressed(press, turn)
    case 'doubts':
      return doubtsSettled(press, turn)
    case 'import':
      return imported(press, turn)
    case 'import-undo':
      return importUndone(press, turn)
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
    case 'elsewhere':
      return [watched, rights, { kind: 'alone' }, { kind: 'random' }]
    case 'stand-in':
      return [watched, rights, { kind: 'handover', code: press.code }]
    case 'reached':
    case 'see-all':
    case 'due':
    case 'month':
      return [watched]
    case 'leave':
      return [watched, rights, { kind: 'others', matters: press.matters }]
    case 'note':
      return [watched, rights, { kind: 'random' }]
    case 'review':
    case 'report':
    case 'keepers':
    case 'release':
    case 'take-back':
    case 'trait':
    case 'describe':
    case 'submit':
    case 'stop':
    case 'stand-down':
    case 'adjust':
    case 'mend':
    case 'monthly':
    case 'bulk':
      return [watched, rights]
    case 'calendar':
      return press.then === 'file' ? calendarFileNeeds : calendarNeeds
    case 'draw':
      return drawNeeds
    case 'proof':
      return proofNeeds(press.matter)
    case 'import':
      return [watched, rights, { kind: 'random' }, { kind: 'sheet', sheet: press.sheet }]
    case 'import-undo':
      return [watched, rights, { kind: 'sheet', sheet: press.sheet }]
    case 'take-over':
    case 'drop':
    case 'doubts':
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
  elsewhere: true,
  'stand-in': true,
  'stand-down': true,
  'take-over': true,
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
  monthly: true,
  calendar: true,
  draw: true,
  proof: true,
  bulk: true,
  due: true,
  month: true,
  leave: true,
  doubts: true,
  import: true,
  'import-undo': true,
}

export const isDeadlinePress = (press: Press): press is DeadlinePress => press.kind in kinds
