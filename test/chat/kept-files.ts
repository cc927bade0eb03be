import type { FileHad } from '../../src/chat/arrival.js'
import type { Known } from '../../src/chat/turn.js'
import type { KnownProof } from '../../src/chat/turn.js'
import { prospectSteps, type ProspectsOn } from '../../src/chat/interview/prospects.js'
import type { Watched } from '../../src/deadlines/watch.js'
import type { Faces } from '../../src/draw/face.js'
import { finished } from '../../src/knowledge/steps.js'
import type { MatterId } from '../../src/values/ids.js'

/** Every character is as wide as it is high, and none is missing. */
const even = { widthOf: () => 1 }
export const evenFaces: Faces = { regular: even, bold: even }

/** The log of a matter, a line each, of the one that is named or the only one. */
export function proofOnPaper(watched: readonly Watched[], named?: MatterId): KnownProof | undefined {
  const [only, another] = watched.filter(({ matter }) => named === undefined || matter.id === named)
  if (only === undefined || another !== undefined) return undefined
  const { id, log } = only.matter
  const text = log.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  return { matter: id, proof: { ok: true, text, records: log.length } }
}

/** What a table that came or was pasted says of companies. */
export function prospectsIn(table: FileHad | string | undefined, on: ProspectsOn): Pick<Known, 'prospects'> {
  const text = typeof table === 'object' && table.kind === 'text' ? table.text : table
  const prospects = typeof text === 'string' ? finished(prospectSteps(text, on)) : undefined
  return prospects === undefined ? {} : { prospects }
}
