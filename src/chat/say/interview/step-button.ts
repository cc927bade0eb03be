import type { InterviewStep } from '../../../reply/interview-press.js'
import type { Button } from '../../../reply/reply.js'
import type { InterviewId } from '../../../values/ids.js'

/** A button that does one step of an interview. */
export const stepButton = (
  interview: InterviewId,
  label: string,
  step: InterviewStep,
  style?: Button['style'],
): Button => ({
  label,
  press: { kind: 'interview', interview, ...step },
  ...(style !== undefined && { style }),
})
