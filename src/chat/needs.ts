import type { Press } from '../reply/reply.js'
import { needsOfCommandNamed } from './command-needs.js'
import type { Command } from './commands.js'
import { isDeadlinePress, needsOfDeadlinePress } from './pressed/deadline-pressing.js'
import { needsOfFile } from './said/import-wish.js'
import { isInterviewPress, needsOfInterviewPress } from './interview/pressing.js'
import { needsOfInterviewed } from './interview/typed.js'
import type { Need } from './need.js'
import type { Session } from './session.js'
import { codeIn, type Intent } from './understand.js'

/** A question of an interview that waits is needed whatever is said: it is put again behind it. */
export function needsOf(intent: Intent, session: Session): readonly Need[] {
  return intent.kind === 'not-called' ? [] : [...needsOfInterviewed(session), ...ownNeeds(intent)]
}

function ownNeeds(intent: Intent): readonly Need[] {
  switch (intent.kind) {
    case 'clicked':
      return [{ kind: 'press', token: intent.token }]
    case 'chosen':
      return needsOfPress(intent.press)
    case 'command':
      return needsOfCommand(intent)
    case 'stated':
    case 'described':
      return [{ kind: 'watched' }, { kind: 'rights' }]
    case 'interview-code':
      return [{ kind: 'handover', code: intent.code }, { kind: 'alone' }]
    case 'doubts-said':
      return [{ kind: 'doubts' }]
    case 'code-typed':
      return [{ kind: 'handover', code: intent.code }, { kind: 'watched' }, { kind: 'rights' }]
    case 'requested':
    case 'reported': {
      const { replyTo } = intent
      const replied: readonly Need[] = replyTo === undefined ? [] : [{ kind: 'replied', message: replyTo }]
      return [{ kind: 'watched' }, { kind: 'rights' }, ...replied]
    }
    case 'sheet-sent':
      return [{ kind: 'watched' }, { kind: 'rights' }, ...needsOfFile(intent.file), { kind: 'alone' }]
    case 'joined':
      return [{ kind: 'chat' }, { kind: 'watched' }]
    case 'left':
      return [{ kind: 'chat' }]
    case 'not-called':
    case 'interview-said':
    case 'unknown-command':
    case 'question':
    case 'too-long':
    case 'no-such-button':
    case 'unfit':
    case 'unsupported':
    case 'migrated':
      return []
  }
}

function needsOfCommand(command: Command): readonly Need[] {
  const code = codeIn(command)
  return code === undefined ? needsOfCommandNamed(command.name) : [{ kind: 'handover', code }]
}

/** What a press needs on top, once it is known what it does. */
export function needsOfPress(press: Press): readonly Need[] {
  if (isDeadlinePress(press)) return needsOfDeadlinePress(press)
  if (isInterviewPress(press)) return needsOfInterviewPress(press)
  if (press.kind === 'command') return needsOfCommandNamed(press.command)
  return press.kind === 'alone' ? [{ kind: 'alone' }, ...needsOfPress(press.then)] : []
}
