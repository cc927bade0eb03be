import type { Deadline } from '../../deadlines/deadline.js'
import { hardnesses } from '../../deadlines/rule.js'
import type { Watched } from '../../deadlines/watch.js'
import type { Press } from '../../reply/reply.js'
import { daysBetween } from '../../values/civil-date.js'
import type { MatterId } from '../../values/ids.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import type { InTimeRequest } from '../said/in-time-said.js'
import { openHere } from './ladders.js'
import { namedAmong } from '../said/naming.js'
import { dueDay } from '../say/deadline.js'
import { inTimeReply } from '../say/in-time.js'
import { expires } from '../said/stated-matter.js'
import { lastEvent, openDeadlines, stepped } from './watching.js'

/** By the dates of the licence that is meant. Undefined where it is not clear which: then what was said is judged by itself. */
export function inTimeAsked({ about, days }: InTimeRequest, turn: Turn): Decision | undefined {
  const watched = watchedMeant(about, days, turn)
  const deadline = watched === undefined ? undefined : applying(watched, turn)
  const due = deadline === undefined ? undefined : dueDay(deadline)
  if (watched === undefined || deadline === undefined || due === undefined) return undefined
  const { matter } = watched
  const { known, now } = turn
  return stepped(
    inTimeReply({
      matter,
      deadline,
      due,
      expiry: lastEvent(matter, expires)?.on,
      said: days,
      today: now.today,
      knowledge: known.knowledge,
    }),
    turn,
  )
}

/** By name; else the only one with as many days left; else what was replied to or opened last, or the only one. */
function watchedMeant(about: string, days: number | undefined, turn: Turn): Watched | undefined {
  const licences = openHere(turn).filter(({ matter }) => matter.kind === 'licence')
  if (about !== '') return only(namedAmong(about, licences)?.found ?? [])
  const fitting = days === undefined ? [] : licences.filter((one) => daysLeft(one, turn) === days)
  const opened = matterOpened(turn)
  return only(fitting) ?? licences.find(({ matter }) => matter.id === opened) ?? only(licences)
}

const only = ([first, another]: readonly Watched[]): Watched | undefined =>
  another === undefined ? first : undefined

function daysLeft({ matter }: Watched, { now }: Turn): number | undefined {
  const expiry = lastEvent(matter, expires)?.on
  return expiry === undefined ? undefined : daysBetween(now.today, expiry)
}

/** The one matter of the message that is replied to, or of the card whose buttons were shown last. */
function matterOpened({ known }: Turn): MatterId | undefined {
  const replied = (known.replied ?? []).map(({ matter }) => matter)
  const shown = (known.session.offered ?? []).flatMap(({ press }) => mattersOf(press))
  const [first, another] = new Set(replied.length > 0 ? replied : shown)
  return another === undefined ? first : undefined
}

function mattersOf(press: Press): readonly MatterId[] {
  if (press.kind === 'matter' || press.kind === 'stop') return [press.matter]
  if (!('lines' in press)) return []
  const at = 'at' in press ? press.at : 'view' in press && 'at' in press.view ? press.view.at : undefined
  const lines = at === undefined ? press.lines : press.lines.slice(at, at + 1)
  return lines.map(({ matter }) => matter)
}

/** The firmest of what has to be done so long before it expires, the first of those. */
function applying(watched: Watched, turn: Turn): Deadline | undefined {
  return openDeadlines(watched, turn)
    .filter(({ rule: { due } }) => due.kind === 'counted' && due.from === expires && due.span.amount < 0)
    .sort((a, b) => hardnesses.indexOf(a.rule.hardness) - hardnesses.indexOf(b.rule.hardness))[0]
}
