import type { Press } from '../reply/reply.js'
import { instant } from '../values/civil-date.js'
import type { ChatRef, HandoverCode } from '../values/ids.js'
import { nothing, type Alone, type Decision, type Turn } from './decision.js'
import { startDone } from './commanding.js'
import type { Handover } from './handover.js'
import { samePerson } from './press.js'
import { linkReply, openYourselfText, sentAloneText, uselessLinkText } from './say/alone.js'
import { said } from './say/trouble.js'
import { shown, type ShowingPress } from './showing.js'

const linkLastsMs = 10 * 60_000

/** Goes on with `then` in the private conversation with whoever pressed; the group sees nothing of it. */
export function aloneWith(then: Press, turn: Turn): Decision {
  const { arrival, known } = turn
  if (arrival.chat.kind === 'private') return shown(showing(then), turn)
  switch (known.alone?.kind) {
    case 'writes':
      return writtenTo(known.alone.chat, then, turn)
    case 'link':
      return linked(known.alone, then, turn)
    case undefined:
      return { ...nothing(turn), toast: openYourselfText }
  }
}

/** The session of the other chat is not at hand: what is offered there can be pressed but not typed. */
function writtenTo(chat: ChatRef, then: Press, turn: Turn): Decision {
  const { arrival, known } = turn
  const there: Turn = { ...turn, arrival: { ...arrival, chat: { ...chat, kind: 'private' } } }
  const { messages, effects } = shown(showing(then), there)
  return {
    toast: sentAloneText,
    messages: messages.map((message) => ({ ...message, to: chat })),
    session: known.session,
    effects: effects.filter(({ kind }) => kind === 'answered'),
  }
}

function linked({ url, code }: Extract<Alone, { kind: 'link' }>, then: Press, turn: Turn): Decision {
  const { arrival, now } = turn
  const { channel, person } = arrival.from
  return {
    ...nothing(turn),
    messages: [{ reply: linkReply(url, arrival) }],
    effects: [
      {
        kind: 'handed-over',
        code,
        by: { channel, person },
        then,
        expiresAt: instant(now.at + linkLastsMs),
      },
    ],
  }
}

/** Somebody followed a link: /start with its code. A code that is no good is said to be, and the person greeted. */
export function linkFollowed(code: HandoverCode, turn: Turn): Decision {
  const { handover } = turn.known
  const greeted = startDone(turn)
  if (handover === undefined || !isGood(handover, turn))
    return { ...greeted, messages: [{ reply: said(uselessLinkText) }, ...greeted.messages] }
  const decision = shown(showing(handover.then), turn)
  const answered = decision.effects.filter(({ kind }) => kind === 'answered')
  return {
    ...decision,
    effects: [{ kind: 'handover-used', code }, ...greeted.effects, ...answered],
  }
}

function isGood({ by, used, expiresAt }: Handover, { arrival, now }: Turn): boolean {
  return !used && now.at < expiresAt && samePerson(by, arrival.from)
}

/** Nothing else is done on behalf of another chat: then it begins with a greeting. */
function showing(then: Press): ShowingPress {
  const shows = then.kind === 'ask' || then.kind === 'more' || then.kind === 'command'
  return shows ? then : { kind: 'command', command: 'start' }
}
