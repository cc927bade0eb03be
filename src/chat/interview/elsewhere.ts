import { instant } from '../../values/civil-date.js'
import { handoverCode, type HandoverCode } from '../../values/ids.js'
import { nothing, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { privately } from '../privately.js'
import { codeReply, codeWantedReply, uselessInterviewCodeReply } from '../say/interview/elsewhere.js'
import { goneOn, saidAlone, shownInstead } from './showing.js'
import { interviewNamed, standingOf, type Standing } from './standing.js'
import { recapBlocks } from '../say/interview/moves.js'
import { waitingFor } from '../waiting.js'
import type { Interview } from '../../interview/kept/interview.js'

const codeLastsMs = 10 * 60_000

/** A code that whoever has it types elsewhere, on another platform too, to go on there. */
export function codeGiven({ interview }: Standing, turn: Turn): Decision {
  const [random] = turn.known.fresh ?? []
  const code = random === undefined ? undefined : shortCode(random)
  if (code === undefined) return nothing(turn)
  const { channel, person } = turn.arrival.from
  return {
    ...shownInstead(codeReply(code, interview.id), turn),
    effects: [
      {
        kind: 'handed-over',
        code,
        by: { channel, person },
        then: { kind: 'interview', interview: interview.id, step: 'go-on' },
        expiresAt: instant(turn.now.at + codeLastsMs),
      },
    ],
  }
}

const codeLength = 6
/** What is easily taken for another one is not among them. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Of an unguessable text as many letters as somebody copies without a slip. */
function shortCode(random: string): HandoverCode {
  const picked = [...random].slice(-codeLength).map((one) => letters[one.charCodeAt(0) % letters.length])
  return handoverCode(picked.join(''))
}

/** Asks for the code that was given out elsewhere; what is typed next is it. */
export function codeAsked(turn: Turn): Decision {
  const decision = shownInstead(codeWantedReply, turn)
  const waiting = waitingFor({ for: 'interview-code' }, turn.now.at)
  return { ...decision, session: { ...decision.session, waiting } }
}

/** Somebody typed a code: the interview is theirs from now on, and goes on with them alone. */
export function codeTaken(code: HandoverCode, turn: Turn): Decision {
  const { handover } = turn.known
  const { then } = handover ?? {}
  const interview = then?.kind === 'interview' ? interviewNamed(then.interview, turn) : undefined
  if (handover === undefined || interview === undefined || handover.used || turn.now.at >= handover.expiresAt)
    return saidAlone(uselessInterviewCodeReply, turn)
  const { channel, person } = turn.arrival.from
  const theirs: Interview = { ...interview, by: { channel, person }, state: 'open' }
  const show = (there: Turn): Decision => {
    const standing = standingOf(theirs, there)
    return goneOn(theirs, there, { blocks: standing === undefined ? [] : recapBlocks(standing) })
  }
  const decision =
    turn.arrival.chat.kind === 'private'
      ? show(turn)
      : privately({ kind: 'command', command: 'selftest' }, show, turn)
  return { ...decision, effects: [{ kind: 'handover-used', code }, ...decision.effects] }
}
