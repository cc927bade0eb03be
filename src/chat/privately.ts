import type { Press } from '../reply/reply.js'
import { instant } from '../values/civil-date.js'
import { nothing, type Decision, type Effect } from './decision.js'
import type { Alone, Turn } from './turn.js'
import { linkReply, openYourselfText, sentAloneText } from './say/alone.js'

const linkLastsMs = 10 * 60_000

/**
 * Goes on in the private conversation with whoever acts; the group sees nothing of it. `then` is what a link begins with
 * that they have to follow first, `show` what is shown at once where they can be written to.
 */
export function privately(then: Press, show: (there: Turn) => Decision, turn: Turn): Decision {
  const { alone } = turn.known
  switch (alone?.kind) {
    case 'writes':
      return writtenTo(alone, show, turn)
    case 'link':
      return linked(alone, then, turn)
    case undefined:
      return { ...nothing(turn), toast: openYourselfText }
  }
}

/** The same where it stands already if that is a private conversation. */
export const notBeforeOthers = (then: Press, show: (where: Turn) => Decision, turn: Turn): Decision =>
  turn.arrival.chat.kind === 'private' ? show(turn) : privately(then, show, turn)

/** What is done in the stead of another chat beside writing there. */
export const isForOther = ({ kind }: Effect): boolean => kind === 'answered' || kind === 'interview-kept'

type Writes = Extract<Alone, { kind: 'writes' }>

/** As if it had been done in the other chat: what is offered there can be typed there. */
function writtenTo({ chat, session }: Writes, show: (there: Turn) => Decision, turn: Turn): Decision {
  const { arrival, known } = turn
  const {
    messages,
    effects,
    session: left,
  } = show({
    ...turn,
    arrival: { ...arrival, chat: { ...chat, kind: 'private' } },
    known: { ...withoutPress(known), session },
  })
  return {
    toast: sentAloneText,
    messages: messages.map((message) => ({ ...message, to: chat })),
    session: known.session,
    there: { chat, session: left },
    effects: effects.filter(isForOther),
  }
}

/** The card of the button stands in the other chat. */
const withoutPress = ({ press, ...known }: Turn['known']): Turn['known'] => known

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
