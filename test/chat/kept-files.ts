import type { KnownProof } from '../../src/chat/filing.js'
import type { Watched } from '../../src/deadlines/watch.js'
import type { Faces } from '../../src/draw/face.js'
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
