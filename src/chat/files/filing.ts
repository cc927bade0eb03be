import { isTabled, licenceTable } from '../../deadlines/licence-table/licence-table.js'
import type { Matter } from '../../deadlines/matter.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import { fileName } from '../../values/file-name.js'
import type { MatterId } from '../../values/ids.js'
import { nameInFile, withAttachments } from './attaching.js'
import { saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { matchingHere } from '../lists/listing.js'
import type { Need } from '../need.js'
import {
  alteredReply,
  exportedReply,
  nothingToExportReply,
  proofReply,
  whichProofReply,
} from '../say/attached.js'
import { goneReply, mattersReply, noSuchNameReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import { mayManage, watchedIn, watchedNamed } from '../matters/watching.js'

export const exportNeeds: readonly Need[] = [{ kind: 'watched' }, { kind: 'rights' }]

/** /export: a table of the licences that this chat watches, with nothing of any other chat. */
export function exported(turn: Turn): Decision {
  const { session } = turn.known
  if (!mayManage(turn)) return saying(notAllowedReply('export'), session)
  const watched = watchedIn(turn)
  const tabled = watched.filter(isTabled).length
  if (tabled === 0) return saying(nothingToExportReply, session)
  const name = fileName(['持证导出', turn.now.today], 'csv')
  const reply = exportedReply({ tabled, others: watched.length - tabled })
  return saying(withAttachments(reply, [{ kind: 'file', name, text: licenceTable(watched) }]), session)
}

/** Of one matter, or of the only one that the chat watches. */
export const proofNeeds = (matter?: MatterId): readonly Need[] => [
  { kind: 'watched' },
  { kind: 'rights' },
  { kind: 'proof', ...(matter !== undefined && { matter }) },
]

/** /proof [name]. Of several the one is chosen with a button, whose press brings the record. */
export function proofAsked(name: string, turn: Turn): Decision {
  const { session } = turn.known
  if (!mayManage(turn)) return saying(notAllowedReply('proof'), session)
  const found = matchingHere(name, turn)
  if (found === undefined) return saying(noSuchNameReply(name), session)
  const [only, another] = found
  if (only === undefined) return saying(mattersReply([], turn.now.today), session)
  const isKnown = another === undefined && turn.known.proof?.matter === only.matter.id
  const reply = isKnown
    ? proofOfMatter(only.matter, turn)
    : whichProofReply(found.map(({ matter }) => matter))
  return saying(reply, session)
}

export function proofPressed({ matter }: Extract<DeadlinePress, { kind: 'proof' }>, turn: Turn): Decision {
  const { session } = turn.known
  if (!mayManage(turn)) return saying(notAllowedReply('proof'), session)
  const watched = watchedNamed(matter, turn)
  return saying(watched === undefined ? goneReply : proofOfMatter(watched.matter, turn), session)
}

function proofOfMatter(matter: Matter, { known, now }: Turn): Reply {
  const made = known.proof?.matter === matter.id ? known.proof.proof : undefined
  if (made === undefined) return goneReply
  if (!made.ok) return alteredReply(made.altered)
  const name = fileName(['证据', nameInFile(matter), now.today], 'jsonl')
  return withAttachments(proofReply(matter, made.records, name), [{ kind: 'file', name, text: made.text }])
}
