import { questionAnswered } from './answering.js'
import { commandDone } from './commanding.js'
import { nothing, saying, type Decision, type Turn } from './decision.js'
import { clicked, chosen } from './pressing.js'
import { tooLongReply, unknownCommandReply, unsupportedReply } from './say/trouble.js'
import { longestQuestion, type Intent } from './understand.js'

/** What to do about one arrival. Pure: the same arguments give the same decision. */
export function decide(intent: Intent, turn: Turn): Decision {
  const { session, knowledge } = turn.known
  switch (intent.kind) {
    case 'not-called':
      return nothing(turn)
    case 'command':
      return commandDone(intent, turn)
    case 'unknown-command':
      return saying(unknownCommandReply(intent.typed, knowledge), session)
    case 'question':
      return questionAnswered(intent.text, turn)
    case 'too-long':
      return saying(tooLongReply(intent.length, longestQuestion), session)
    case 'unsupported':
      return saying(unsupportedReply(intent.what), session)
    case 'chosen':
      return chosen(intent.press, turn)
    case 'clicked':
      return clicked(intent.token, turn)
  }
}
