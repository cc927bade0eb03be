import type { MessageId } from '../values/ids.js'
import { linkFollowed } from './alone.js'
import { questionAnswered } from './answering.js'
import { commandDone } from './commanding.js'
import { bulkReported } from './many/bulk-asking.js'
import type { Command, CommandName } from './commands.js'
import { nothing, saying, type Decision } from './decision.js'
import type { Turn } from './turn.js'
import { doubtsSaidOf } from './doubting.js'
import { paced, type Call, type Verdict } from './flood.js'
import { traitSaid } from './matters/describing.js'
import { gathered, isLate, missedBy } from './late.js'
import { sheetSent } from './files/importing.js'
import { codeTaken } from './interview/elsewhere.js'
import { interviewAnswered, saidBeside, withQuestion } from './interview/interrupting.js'
import { laterAnswer } from './interview/later.js'
import { saidAlone } from './interview/showing.js'
import { interviewGoneReply } from './say/interview/moves.js'
import { joined, left, migrated, welcomedBack } from './membership.js'
import { clicked, chosen } from './pressing.js'
import { reviewed } from './matters/registering.js'
import { answeredBeside, reportSaid } from './matters/reporting.js'
import { requested } from './requesting.js'
import { noRoomReply } from './say/disk.js'
import { slowDownText } from './say/flood.js'
import { noSuchButtonText } from './say/press.js'
import { unfitReply } from './say/watch.js'
import { said, tooLongReply, unknownCommandReply, unsupportedReply } from './say/trouble.js'
import { inScript } from './script.js'
import { codeTyped } from './keepers/standing-in.js'
import type { Session } from './session.js'
import { codeIn, longestQuestion, type Intent } from './understand.js'

/** What a person wants who called the bot. */
type Wish = Exclude<Intent, { kind: 'not-called' | 'joined' | 'left' | 'migrated' }>

/** What to do about one arrival. Pure: the same arguments give the same decision. */
export function decide(intent: Intent, turn: Turn): Decision {
  switch (intent.kind) {
    case 'not-called':
      return nothing(turn)
    case 'joined':
      return joined(turn)
    case 'left':
      return left(intent.why, turn)
    case 'migrated':
      return migrated(intent.to, turn)
    case 'command':
    case 'unknown-command':
    case 'question':
    case 'too-long':
    case 'stated':
    case 'reported':
    case 'described':
    case 'doubts-said':
    case 'requested':
    case 'unfit':
    case 'unsupported':
    case 'sheet-sent':
    case 'code-typed':
    case 'interview-said':
    case 'interview-code':
    case 'chosen':
    case 'no-such-button':
    case 'clicked':
      return welcomedBack(inScript(unlessFlooded(intent, turn), turn), turn)
  }
}

/** Sessions are kept apart by person and chat, so nobody waits for another one's haste. */
function unlessFlooded(wish: Wish, turn: Turn): Decision {
  const { verdict, pace } = paced(turn.known.session.pace ?? {}, callOf(wish, turn))
  const decision = verdict === 'go' ? granted(wish, turn) : slowedDown(verdict, turn)
  return { ...decision, session: { ...decision.session, pace } }
}

const presses: readonly Wish['kind'][] = ['clicked', 'chosen', 'no-such-button']

function callOf(wish: Wish, { arrival, known }: Turn): Call {
  const { at } = arrival
  // 有 is the answer to one question after the other, and typed as fast as a button is pressed.
  if (presses.includes(wish.kind) || known.session.interview?.input !== undefined)
    return { kind: 'pressed', at }
  const text = arrival.kind === 'said' ? arrival.text : wish.kind === 'unsupported' ? wish.what : undefined
  // The same words are another report under another message.
  const to = wish.kind === 'reported' ? (wish.replyTo ?? '') : ''
  return { kind: 'said', at, ...(text !== undefined && { text: `${text}${to}` }) }
}

/** A click is answered on its button each time, where it is in nobody's way; what is said, once. */
function slowedDown(verdict: Exclude<Verdict, 'go'>, turn: Turn): Decision {
  const text = slowDownText(verdict)
  if (turn.arrival.kind === 'pressed') return { ...nothing(turn), toast: text }
  return verdict === 'silence' ? nothing(turn) : { ...nothing(turn), messages: [{ reply: said(text) }] }
}

function granted(wish: Wish, turn: Turn): Decision {
  const done = withRoom(fulfilled(wish, turn), turn)
  const decision = interrupts(wish) ? withQuestion(done, turn) : done
  return { ...decision, session: remembering(wish, decision.session, turn) }
}

/** What is answered at once and asks nothing back; of a dialogue of its own the question would be in the way. */
function interrupts(wish: Wish): boolean {
  return wish.kind === 'command' ? looksUp.includes(wish.name) : alsoInterrupts.includes(wish.kind)
}

const looksUp: readonly CommandName[] = [
  'help',
  'ask',
  'compare',
  'due',
  'plan',
  'traditional',
  'simplified',
  'hit',
]
const alsoInterrupts: readonly Wish['kind'][] = ['unknown-command', 'too-long', 'unsupported']

/** What is watched already goes on; to take on more would leave no room to say so. */
function withRoom(decision: Decision, turn: Turn): Decision {
  const armed = decision.effects.some(({ kind }) => kind === 'matter-registered')
  return armed && turn.known.short ? { ...nothing(turn), messages: [{ reply: noRoomReply }] } : decision
}

function fulfilled(wish: Wish, turn: Turn): Decision {
  const { session, knowledge } = turn.known
  switch (wish.kind) {
    case 'command':
      return commanded(wish, turn)
    case 'unknown-command':
      return saying(unknownCommandReply(wish.typed, knowledge), session)
    case 'question':
      return asked(wish, turn)
    case 'interview-code':
      return codeTaken(wish.code, turn)
    case 'interview-said':
      return interviewAnswered(wish.typed, turn) ?? saidAlone(interviewGoneReply, turn)
    case 'stated':
      return reviewed(wish.stated, turn)
    case 'reported':
      return reportSaid(wish, turn) ?? bulkReported(wish, turn) ?? reportAnswered(wish, turn)
    case 'described':
      return traitSaid(wish.trait, turn)
    case 'doubts-said':
      return doubtsSaidOf(wish.as, turn)
    case 'requested':
      return requested(wish.request, turn) ?? asked({ kind: 'question', text: wish.text }, turn)
    case 'unfit':
      return { ...nothing(turn), messages: [{ reply: unfitReply(wish.waiting) }] }
    case 'too-long':
      return saying(tooLongReply(wish.length, longestQuestion), session)
    case 'unsupported':
      return saying(unsupportedReply(wish.what), session)
    case 'sheet-sent':
      return sheetSent(wish.file, turn)
    case 'code-typed':
      return codeTyped(turn)
    case 'chosen':
      return chosen(wish.press, turn)
    case 'no-such-button':
      return { ...nothing(turn), messages: [{ reply: said(noSuchButtonText(wish)) }] }
    case 'clicked':
      return clicked(wish.token, turn)
  }
}

/** While a question of an interview waits, what is no answer to it may be a question of its own. */
function asked({ text, corrects }: Extract<Wish, { kind: 'question' }>, turn: Turn): Decision {
  const beside = corrects === undefined ? saidBeside(text, turn) : undefined
  return beside ?? laterAnswer(text, turn) ?? questionAnswered(text, turn, corrects)
}

/** Said of nothing that is watched here, it is a question. */
function reportAnswered(wish: Extract<Wish, { kind: 'reported' }>, turn: Turn): Decision {
  const answered = questionAnswered(wish.text, turn)
  return withQuestion(wish.about === undefined ? answeredBeside(answered, wish, turn) : answered, turn)
}

/** A question asked as a command is a question; looking something up changes nothing, however late. */
function commanded(command: Command, turn: Turn): Decision {
  const asks = command.name === 'hit' || (command.name === 'ask' && command.rest !== '')
  if (isLate(turn) && !asks) return gathered({ kind: 'command', command: command.name }, 'command', turn)
  const code = turn.arrival.chat.kind === 'private' ? codeIn(command) : undefined
  return code === undefined ? commandDone(command, turn) : linkFollowed(code, turn)
}

/** People can edit for a day or two: who says more than this in that time and then mends the first is answered anew. */
const mostRemembered = 50

function remembering(wish: Wish, session: Session, turn: Turn): Session {
  const missed = missedBy(turn)
  const done = doneNow(wish, turn)
  return {
    ...session,
    ...(missed !== undefined && { missed }),
    ...(done !== undefined && { done: withMessage(session.done, done) }),
  }
}

/** Each once, however often it was edited: or one of them would push out all others. */
function withMessage(all: readonly MessageId[] = [], done: MessageId): readonly MessageId[] {
  return [...all.filter((one) => one !== done), done].slice(-mostRemembered)
}

const acting: readonly Wish['kind'][] = [
  'question',
  'command',
  'chosen',
  'stated',
  'reported',
  'described',
  'requested',
  'code-typed',
  'interview-said',
  'interview-code',
]

/** The message that was acted on, if its edits can be seen at all. */
function doneNow(wish: Wish, { arrival, known }: Turn): MessageId | undefined {
  return acting.includes(wish.kind) && known.place.seesEdits ? arrival.message : undefined
}
