import * as z from 'zod'
import { requirementStates, verdicts } from '../../src/interview/flow/flow.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { chizhengHere, type Ran } from './run.js'

/** As the public contract says, and nothing else. */
export const judgedLine = z.strictObject({
  flow: z.string(),
  verdict: z.enum(verdicts),
  outcomes: z.array(z.string()),
  requirements: z.array(
    z.strictObject({
      id: z.string(),
      severity: z.enum(['law', 'practice', 'advice']),
      blocks: z.enum(['application', 'operation']).nullable(),
      state: z.enum(requirementStates),
      entry: z.string(),
    }),
  ),
  missing: z.array(z.string()),
  asks: z.array(z.strictObject({ question: z.string(), why: z.string() })),
  changes: z.array(
    z.strictObject({
      lead: z.enum(['days', 'weeks', 'months']),
      set: z.array(z.strictObject({ question: z.string(), to: z.string() })),
    }),
  ),
  text: z.string().min(1),
})
export type Judged = z.output<typeof judgedLine>

/** The short interview about capital. */
export const interview = (args: readonly string[], input = ''): Promise<Ran> =>
  chizhengHere(['interview', 'capital', '--as-of', '2026-11-21', ...args], { environment: smallDirs, input })

export const linesOf = ({ out }: Ran): readonly Judged[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => judgedLine.parse(JSON.parse(line)))
