import type { InterviewPress } from '../reply/interview-press.js'
import type { Press } from '../reply/reply.js'
import { detailsShown, entryOpened } from './answering.js'
import { commandDone } from './commanding.js'
import { commandNamed } from './commands.js'
import { interviewPressed, isInterviewPress } from './interview/pressing.js'
import { saying, type Decision } from './decision.js'
import type { Turn } from './turn.js'
import { withdrawnReply } from './say/trouble.js'

/** A press that has something shown: it can be done in another chat than its button's. */
export type ShowingPress = Extract<Press, { kind: 'ask' | 'more' | 'command' | InterviewPress['kind'] }>

export const isShowing = (press: Press): press is ShowingPress =>
  press.kind === 'ask' || press.kind === 'more' || press.kind === 'command' || isInterviewPress(press)

export function shown(press: ShowingPress, turn: Turn): Decision {
  switch (press.kind) {
    case 'ask':
      return entryOpened(press.entry, turn)
    case 'more':
      return detailsShown(press.entry, turn)
    case 'interview':
    case 'interview-open':
    case 'interview-table':
    case 'interview-code':
      return interviewPressed(press, turn)
    case 'command': {
      const name = commandNamed(press.command)
      const { knowledge, session } = turn.known
      return name === undefined
        ? saying(withdrawnReply(knowledge), session)
        : commandDone({ name, rest: '' }, turn)
    }
  }
}
