import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import { china, dayAt } from '../../values/civil-date.js'
import { fileName } from '../../values/file-name.js'
import { withAttachments } from './attaching.js'
import { saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import type { Need } from '../need.js'
import { calendarFileReply, calendarWithoutAddressReply, emptyCalendarReply } from '../say/attached.js'
import { feedClosedReply, feedKeptReply, feedOpenedReply } from '../say/calendar.js'
import { notAllowedReply } from '../say/rights.js'
import { chatOf, mayManage, stepped } from '../matters/watching.js'

/** Whoever has the link sees all that the chat watches, so in a group only its administrators deal with it. */
export const calendarNeeds: readonly Need[] = [{ kind: 'rights' }, { kind: 'feed' }]
export const calendarFileNeeds: readonly Need[] = [{ kind: 'rights' }, { kind: 'calendar-file' }]

/** /calendar: makes the link, or tells of the one that there is. */
export function calendarShown(turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('calendar'), turn)
  const madeAt = turn.known.feed?.madeAt
  return madeAt === undefined ? feedOpened(turn) : stepped(feedKeptReply(dayAt(madeAt, china)), turn)
}

type CalendarPress = Extract<DeadlinePress, { kind: 'calendar' }>

export function calendarPressed({ then }: CalendarPress, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('calendar'), turn)
  switch (then) {
    case 'renew':
      return feedOpened(turn)
    case 'stop':
      return feedClosed(turn)
    case 'file':
      return fileSent(calendarFileReply, turn)
  }
}

/** Behind a message of its own: a card that is edited would stay above it. */
function fileSent(reply: Reply, { known, now }: Turn): Decision {
  const { calendar = '', session } = known
  if (!calendar.includes('BEGIN:VEVENT')) return saying(emptyCalendarReply, session)
  const name = fileName(['期限日历', now.today], 'ics')
  return saying(withAttachments(reply, [{ kind: 'file', name, text: calendar }]), session)
}

/** The one before is dead from this moment. */
function feedOpened(turn: Turn): Decision {
  const next = turn.known.feed?.next
  if (next === undefined) return fileSent(calendarWithoutAddressReply, turn)
  const { token, url } = next
  const { kind } = turn.arrival.chat
  return stepped(feedOpenedReply(url, kind), turn, {
    effects: [{ kind: 'feed-opened', chat: chatOf(turn), token }],
  })
}

function feedClosed(turn: Turn): Decision {
  return stepped(feedClosedReply, turn, { effects: [{ kind: 'feed-closed', chat: chatOf(turn) }] })
}
