import type { Deadline, Reminder } from '../deadlines/deadline.js'
import { isClosed } from '../deadlines/log.js'
import { planOf } from '../deadlines/plan.js'
import type { Watched } from '../deadlines/watch.js'
import { normalise } from '../knowledge/normalise.js'
import { daysAfter } from '../values/civil-date.js'
import { sameChat } from '../values/ids.js'
import { saying, type Decision, type Turn } from './decision.js'
import { dueDay } from './say/deadline.js'
import { dueReply, type DueItem } from './say/due.js'
import { planReply, type Planned } from './say/plan.js'
import { mattersReply, noSuchNameReply, type Listed } from './say/matter.js'
import { expires } from './stated-matter.js'
import { chatOf, laddersOf, lastEvent, openDeadlines, watchedIn } from './watching.js'

const usualDays = 90
/** As far as anybody is reminded ahead. */
const mostDays = 400

/** /due [days] [name]: what falls due, what is over apart and first. */
export function dueListed(rest: string, turn: Turn): Decision {
  const { days, name } = wish(rest)
  const found = matching(name, turn)
  if (found === undefined) return saying(noSuchNameReply(name), turn.known.session)
  const { today } = turn.now
  const until = daysAfter(today, Math.min(days ?? usualDays, mostDays))
  const all = found.flatMap((watched) => itemsOf(watched, turn)).sort((a, b) => a.day.localeCompare(b.day))
  const items = all.filter(({ day }) => day <= until)
  return saying(dueReply(items, { today, until, next: all[0] }), turn.known.session)
}

function itemsOf(watched: Watched, turn: Turn): readonly DueItem[] {
  const { matter } = watched
  return openDeadlines(watched, turn).flatMap((deadline) => {
    const day = dueDay(deadline)
    return day === undefined ? [] : [{ matter, deadline, day }]
  })
}

/** /plan [name]: what will be said, in the order in which it will be. */
export function planListed(rest: string, turn: Turn): Decision {
  const { name } = wish(rest)
  const found = matching(name, turn)
  if (found === undefined) return saying(noSuchNameReply(name), turn.known.session)
  const { today } = turn.now
  const { rules } = turn.known
  const span = { from: today, to: daysAfter(today, mostDays) }
  const plan = found.flatMap((watched): readonly Planned[] => {
    const ladders = laddersOf(watched, chatOf(turn))
    const { matter } = watched
    return planOf(matter, { rules, ladders, ...span })
      .filter((reminder) => !wasSaid(reminder, watched, turn))
      .map((reminder) => ({ matter, reminder }))
  })
  const inOrder = [...plan].sort((a, b) => a.reminder.on.localeCompare(b.reminder.on))
  return saying(planReply(inOrder, { rules, today }), turn.known.session)
}

/** A line that is only planned is about to be said. */
function wasSaid({ deadline, rung }: Reminder, { said }: Watched, turn: Turn): boolean {
  const { rule, cycle } = deadline
  return said.some(
    (line) =>
      line.state !== 'planned' &&
      line.rung === rung &&
      line.rule === rule.id &&
      line.cycle === cycle &&
      sameChat(line.chat, chatOf(turn)),
  )
}

/** /licence [name]: what is watched here. */
export function mattersListed(rest: string, turn: Turn): Decision {
  const { name } = wish(rest)
  const found = matching(name, turn)
  if (found === undefined) return saying(noSuchNameReply(name), turn.known.session)
  const listed = found.map((watched): Listed => {
    const { matter } = watched
    return { matter, expiry: lastEvent(matter, expires)?.on, next: nextOf(watched, turn) }
  })
  return saying(mattersReply(listed, turn.now.today), turn.known.session)
}

function nextOf(watched: Watched, turn: Turn): Deadline | undefined {
  const [next] = itemsOf(watched, turn)
    .filter(({ day }) => day >= turn.now.today)
    .sort((a, b) => a.day.localeCompare(b.day))
  return next?.deadline
}

interface Wish {
  readonly days: number | undefined
  /** Empty: all. */
  readonly name: string
}

/** 90, 90天, XX公司, 90 XX公司 */
function wish(rest: string): Wish {
  const [, days, name = ''] = /^(\d{1,4})?\s*天?\s*(.*)$/s.exec(rest.trim()) ?? []
  return { days: days === undefined ? undefined : Number(days), name: normalise(name) }
}

/** Those whose name, number or province holds the words; undefined when there is none. */
function matching(name: string, turn: Turn): readonly Watched[] | undefined {
  const open = watchedIn(turn).filter(({ matter }) => !isClosed(matter))
  if (name === '') return open
  const found = open.filter(({ matter: { holder, number = '', province = '' } }) =>
    [holder, number, province].some((one) => normalise(one).includes(name)),
  )
  return found.length === 0 ? undefined : found
}
