import { standing } from '../../deadlines/log.js'
import type { Matter, Noted } from '../../deadlines/matter.js'
import type { BulkPress } from '../../reply/bulk.js'
import type { MatterId } from '../../values/ids.js'
import { isForSome } from './bulk-judging.js'
import type { Decision, Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import type { News } from '../matters/retelling.js'
import { bulkTooOldReply, bulkUndoneReply } from '../say/bulk.js'
import { notAllowedReply } from '../say/rights.js'
import { maySettle, stamped, stepped, watchedNamed } from '../matters/watching.js'

export const effectsOf = (news: News): readonly Effect[] =>
  [...news].map(([matter, entries]) => ({ kind: 'matter-noted', matter, entries }))

type UndoPress = Extract<BulkPress, { step: 'undo' }>

const dayMs = 24 * 3_600_000

/** For a day: what was changed since is named and stays. */
export function bulkUndone({ deed, at, of }: UndoPress, turn: Turn): Decision {
  if (turn.now.at - at > dayMs) return stepped(bulkTooOldReply, turn)
  const here = of.flatMap(({ matter: id, entry }) => {
    const matter = watchedNamed(id, turn)?.matter
    return matter === undefined || matter.log[entry]?.at !== at ? [] : [{ matter, entry }]
  })
  const isTheirs = ({ matter }: Noting): boolean => !isForSome(deed) || maySettle(matter.id, turn)
  if (here.length > 0 && !here.some(isTheirs)) return stepped(notAllowedReply('take-back'), turn)
  const back = here.filter((one) => isTheirs(one) && isLast(one))
  const left = here.filter((one) => isTheirs(one) && isChanged(one)).map(({ matter }) => matter)
  const news = new Map<MatterId, readonly Noted[]>()
  for (const { matter, entry } of back) {
    const before = news.get(matter.id) ?? []
    news.set(matter.id, [...before, { ...stamped(turn), kind: 'taken-back', entry }])
  }
  const undone = [...new Set(back.map(({ matter }) => matter))]
  return stepped(bulkUndoneReply(undone, [...new Set(left)]), turn, { effects: effectsOf(news) })
}

interface Noting {
  readonly matter: Matter
  /** Its place in the log. */
  readonly entry: number
}

const isStanding = ({ matter, entry }: Noting): boolean => {
  const noted = matter.log[entry]
  return noted !== undefined && standing(matter).includes(noted)
}

const isLast = (one: Noting): boolean => isStanding(one) && !isFollowed(one)
const isChanged = (one: Noting): boolean => isStanding(one) && isFollowed(one)

/** Whether something was reported of the matter since, or said of the same deadline. */
function isFollowed({ matter, entry }: Noting): boolean {
  const noted = matter.log[entry]
  const later = standing(matter).filter((one) => one.at > (noted?.at ?? 0) && one !== noted)
  return later.some((one) => {
    if (one.kind === 'event' || one.kind === 'closed') return true
    if (one.kind !== 'marked' || noted?.kind !== 'marked') return false
    return one.rule === noted.rule && one.cycle === noted.cycle
  })
}
