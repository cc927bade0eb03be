import type { InterviewId } from '../values/ids.js'
import type { Press } from './reply.js'

/** The interview that a button is about. */
export function interviewOfPress(press: Press): InterviewId | undefined {
  return press.kind === 'interview' ? press.interview : undefined
}
