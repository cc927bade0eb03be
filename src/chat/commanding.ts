import { questionAnswered } from './answering.js'
import { calendarShown } from './files/calendar.js'
import { commandsIn, type Command } from './commands.js'
import { saying, type Decision } from './decision.js'
import type { Turn } from './turn.js'
import { timelineDrawn, yearDrawn } from './files/drawing.js'
import { exported, proofAsked } from './files/filing.js'
import { comparisonAsked } from './interview/comparing.js'
import { cancelAsked, reviewAsked, selftest } from './interview/opening.js'
import { dueListed } from './lists/due-list.js'
import { hitsLookedUp } from './hitting.js'
import { wantsImport } from './said/import-wish.js'
import { laddersListed } from './matters/laddering.js'
import { mattersListed, planListed } from './lists/listing.js'
import { askReply, helpReply, startReply } from './say/help.js'
import { importHelpReply } from './say/import-help.js'
import { scriptSwitched } from './script.js'
import type { Session } from './session.js'

/** What each row of the command table does. */
export function commandDone({ name, rest }: Command, turn: Turn): Decision {
  const { arrival, known } = turn
  const { session, knowledge, place } = known
  switch (name) {
    case 'start':
      return startDone(turn)
    case 'help':
      return saying(
        helpReply(knowledge, arrival.chat, place, commandsIn(arrival.chat, known.operators)),
        session,
      )
    case 'ask':
      return rest === '' ? saying(askReply(knowledge), session) : questionAnswered(rest, turn)
    case 'selftest':
      return selftest({ rest }, turn)
    case 'review':
      return reviewAsked(turn)
    case 'compare':
      return comparisonAsked(rest, turn)
    case 'cancel':
      return cancelAsked(turn)
    case 'due':
      return dueListed(rest, turn)
    case 'plan':
      return planListed(rest, turn)
    case 'ladder':
      return laddersListed(rest, turn)
    case 'licence':
      return wantsImport(rest) ? saying(importHelpReply(arrival.chat), session) : mattersListed(rest, turn)
    case 'calendar':
      return calendarShown(turn)
    case 'timeline':
      return timelineDrawn(rest, turn)
    case 'year':
      return yearDrawn(turn)
    case 'export':
      return exported(turn)
    case 'proof':
      return proofAsked(rest, turn)
    case 'traditional':
    case 'simplified':
      return scriptSwitched(name, turn)
    case 'hit':
      return hitsLookedUp(rest, turn)
  }
}

/**
 * Greets, and forgets what was talked about; not which messages were acted on, or an edit of an old one would be answered
 * as new; and not what this person can read. Who asks for it has been introduced to.
 */
export function startDone({ arrival, known }: Turn): Decision {
  const chat = { channel: arrival.chat.channel, chat: arrival.chat.chat }
  const { done, script } = known.session
  const kept: Session = { ...(done !== undefined && { done }), ...(script !== undefined && { script }) }
  return {
    ...saying(startReply(known.knowledge, known.flows, arrival.chat, known.place), kept),
    effects: [
      { kind: 'introduced', chat },
      { kind: 'started', chat },
    ],
  }
}
