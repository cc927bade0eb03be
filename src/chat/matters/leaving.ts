import type { Watched } from '../../deadlines/watch.js'
import type { LeavePress } from '../../reply/many-press.js'
import type { MatterId } from '../../values/ids.js'
import type { Decision, Effect, Said } from '../decision.js'
import type { Turn } from '../turn.js'
import { placeOf } from '../keepers/keeper-place.js'
import { openHere } from './ladders.js'
import type { LeaveRequest } from '../said/leave-said.js'
import { mattersListed } from '../lists/listing.js'
import { isCalled } from '../said/naming.js'
import {
  cannotEraseReply,
  erasedReply,
  eraseReply,
  keptReply,
  leaveReply,
  nowWatchedReply,
  whichClientReply,
} from '../say/leave.js'
import { goneReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import { elsewhereEnded } from '../keepers/standing-in.js'
import { chatOf, mayManage, stepped, watchedNamed } from './watching.js'

/** Which client is meant. Undefined where nobody here is called so. */
export function leaveRequested({ about }: LeaveRequest, turn: Turn): Decision | undefined {
  const named = openHere(turn).filter(({ matter }) => about === '' || isCalled(about, matter))
  const holders = [...new Set(named.map(({ matter }) => matter.holder))]
  if (named.length === 0) return undefined
  if (!mayManage(turn)) return stepped(notAllowedReply('stop'), turn)
  if (holders.length === 1) return leavePressed(pressFor(named), turn)
  if (about === '') return mattersListed('', turn)
  const whole = named.filter(({ matter }) => matter.holder.toLowerCase() === about)
  if (whole.length > 0) return leavePressed(pressFor(whole), turn)
  const ofHolder = (holder: string): readonly Watched[] =>
    named.filter(({ matter }) => matter.holder === holder)
  return stepped(whichClientReply(holders.map((holder) => [holder, pressFor(ofHolder(holder))])), turn)
}

const pressFor = (watched: readonly Watched[]): LeavePress => ({
  kind: 'leave',
  step: 'ask',
  matters: watched.map(({ matter }) => matter.id),
})

/** Asks, and asks once more before anything is erased; what others still watch is not theirs to lose. */
export function leavePressed({ matters: ids, step }: LeavePress, turn: Turn): Decision {
  const matters = ids.flatMap((id) => watchedNamed(id, turn)?.matter ?? [])
  if (matters.length === 0) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('stop'), turn)
  const others = (turn.known.others ?? []).filter(({ matter }) => ids.includes(matter))
  switch (step) {
    case 'ask':
      return stepped(leaveReply(matters), turn)
    case 'ask-erase':
      return stepped(others.length > 0 ? cannotEraseReply(matters) : eraseReply(matters), turn)
    case 'keep':
      return ended(keptReply(matters, others.length > 0), 'watch-ended', turn, ids)
    case 'erase':
      return others.length > 0
        ? stepped(cannotEraseReply(matters), turn)
        : ended(erasedReply(matters), 'matter-erased', turn, ids)
  }
}

function ended(
  reply: Parameters<typeof stepped>[0],
  kind: 'watch-ended' | 'matter-erased',
  turn: Turn,
  ids: readonly MatterId[],
): Decision {
  const here = ids.filter((id) => watchedNamed(id, turn) !== undefined)
  const effects = here.map((matter): Effect => ({ kind, matter, chat: chatOf(turn) }))
  const decision = stepped(reply, turn, { effects })
  return { ...decision, messages: [...decision.messages, ...toldOthers(here, turn)] }
}

/** Who watches it, too, is told that it is up to them; who was to hear of it in our stead, that it is over. */
function toldOthers(ids: readonly MatterId[], turn: Turn): readonly Said[] {
  const { others = [] } = turn.known
  const watching = ids.flatMap((id): readonly Said[] => {
    const matter = watchedNamed(id, turn)?.matter
    if (matter === undefined) return []
    return others
      .filter((one) => one.matter === id)
      .map(({ watch }) => ({ reply: nowWatchedReply(matter, watch.keepers), to: watch.chat }))
  })
  const standingIn = ids.flatMap((id) => {
    const place = placeOf(id, turn)
    return place === undefined ? [] : elsewhereEnded(place).messages
  })
  return [...watching, ...standingIn]
}
