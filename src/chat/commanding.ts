import { questionAnswered } from './answering.js'
import type { Command } from './commands.js'
import { saying, type Decision, type Turn } from './decision.js'
import { askReply, helpReply, startReply } from './say/help.js'
import { freshSession } from './session.js'

/** What each row of the command table does. */
export function commandDone({ name, rest }: Command, turn: Turn): Decision {
  const { arrival, known } = turn
  const { session, knowledge, place } = known
  switch (name) {
    case 'start':
      return startDone(turn)
    case 'help':
      return saying(helpReply(knowledge, arrival.chat, place), session)
    case 'ask':
      return rest === '' ? saying(askReply(knowledge), session) : questionAnswered(rest, turn)
  }
}

/**
 * Greets, and forgets what was talked about; not which messages were acted on, or an edit of an old one would be answered
 * as new. Who asks for it has been introduced to.
 */
export function startDone({ arrival, known }: Turn): Decision {
  const chat = { channel: arrival.chat.channel, chat: arrival.chat.chat }
  const { done } = known.session
  return {
    ...saying(
      startReply(known.knowledge, arrival.chat, known.place),
      done === undefined ? freshSession : { done },
    ),
    effects: [
      { kind: 'introduced', chat },
      { kind: 'started', chat },
    ],
  }
}
