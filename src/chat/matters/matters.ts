import type { MatterId } from '../../values/ids.js'
import { sameChat } from '../../values/ids.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { placeOf } from '../keepers/keeper-place.js'
import { goneReply, matterReply, stoppedReply, stopReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import { elsewhereEnded } from '../keepers/standing-in.js'
import { expires } from '../said/stated-matter.js'
import { chatOf, lastEvent, mayManage, openDeadlines, stepped, watchedNamed } from './watching.js'

/** One matter of the list, or the question whether it shall be watched no more. */
export function matterOpened(
  { matter: id, view }: Extract<DeadlinePress, { kind: 'matter' }>,
  turn: Turn,
): Decision {
  const watched = watchedNamed(id, turn)
  if (watched === undefined) return stepped(goneReply, turn)
  const { matter, watches } = watched
  if (view === 'stop') return stepped(mayManage(turn) ? stopReply(matter) : notAllowedReply('stop'), turn)
  const reply = matterReply({
    matter,
    watch: watches.find(({ chat }) => sameChat(chat, chatOf(turn))),
    expiry: lastEvent(matter, expires)?.on,
    deadlines: openDeadlines(watched, turn),
    today: turn.now.today,
    rules: turn.known.rules,
    group: turn.arrival.chat.kind === 'group',
  })
  return stepped(reply, turn)
}

/** This chat watches it no more; what was noted of it stays. */
export function stopped(id: MatterId, turn: Turn): Decision {
  const watched = watchedNamed(id, turn)
  if (watched === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('stop'), turn)
  const here = placeOf(id, turn)
  const told = here === undefined ? [] : elsewhereEnded(here).messages
  const ended = stepped(stoppedReply(watched.matter), turn, {
    effects: [{ kind: 'watch-ended', matter: id, chat: chatOf(turn) }],
  })
  return { ...ended, messages: [...ended.messages, ...told] }
}
