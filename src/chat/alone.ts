import type { Press } from '../reply/reply.js'
import type { HandoverCode } from '../values/ids.js'
import type { Decision } from './decision.js'
import type { Turn } from './turn.js'
import { startDone } from './commanding.js'
import type { Handover } from './handover.js'
import { samePerson } from './press.js'
import { isForOther, privately } from './privately.js'
import { uselessLinkText } from './say/alone.js'
import { said } from './say/trouble.js'
import { isShowing, shown, type ShowingPress } from './showing.js'

/** Goes on with `then` in the private conversation with whoever pressed; the group sees nothing of it. */
export function aloneWith(then: Press, turn: Turn): Decision {
  const press = showing(then)
  return turn.arrival.chat.kind === 'private'
    ? shown(press, turn)
    : privately(then, (there) => shown(press, there), turn)
}

/** Somebody followed a link: /start with its code. A code that is no good is said to be, and the person greeted. */
export function linkFollowed(code: HandoverCode, turn: Turn): Decision {
  const { handover } = turn.known
  const greeted = startDone(turn)
  if (handover === undefined || !isGood(handover, turn))
    return { ...greeted, messages: [{ reply: said(uselessLinkText) }, ...greeted.messages] }
  const decision = shown(showing(handover.then), turn)
  return {
    ...decision,
    effects: [{ kind: 'handover-used', code }, ...greeted.effects, ...decision.effects.filter(isForOther)],
  }
}

function isGood({ by, used, expiresAt }: Handover, { arrival, now }: Turn): boolean {
  return !used && now.at < expiresAt && samePerson(by, arrival.from)
}

/** Nothing else is done on behalf of another chat: then it begins with a greeting. */
const showing = (then: Press): ShowingPress =>
  isShowing(then) ? then : { kind: 'command', command: 'start' }
