import type { Deadline, Reminder } from '../../deadlines/deadline.js'
import { isClosed } from '../../deadlines/log.js'
import { planOf } from '../../deadlines/plan.js'
import type { Watched } from '../../deadlines/watch.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { Button } from '../../reply/reply.js'
import { daysAfter } from '../../values/civil-date.js'
import { sameChat } from '../../values/ids.js'
import { saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { namedAmong } from '../said/naming.js'
import { dueDay } from '../say/deadline.js'
import type { DueItem } from '../say/due.js'
import { planReply, type Planned } from '../say/plan.js'
import { mattersReply, noSuchNameReply, type Listed } from '../say/matter.js'
import { withStandIns } from '../say/standing-in.js'
import { expires } from '../said/stated-matter.js'
import { chatOf, laddersOf, lastEvent, openDeadlines, watchedIn } from '../matters/watching.js'

/** As far as anybody is reminded ahead. */
const mostDays = 400

/** What a matter has to do still, as far as it has a day. */
export function itemsOf(watched: Watched, turn: Turn): readonly DueItem[] {
  const { matter } = watched
  return openDeadlines(watched, turn).flatMap((deadline) => {
    const day = dueDay(deadline)
    return day === undefined ? [] : [{ matter, deadline, day }]
  })
}

/** /plan [name]: what will be said, in the order in which it will be. */
export function planListed(rest: string, turn: Turn, page = 0): Decision {
  const { name } = wish(rest)
  const found = matching(name, turn)
  if (found === undefined) return saying(noSuchNameReply(name), turn.known.session)
  const { today } = turn.now
  const { rules, knowledge } = turn.known
  const span = { from: today, to: daysAfter(today, mostDays) }
  const plan = found.flatMap((watched): readonly Planned[] => {
    const ladders = laddersOf(watched, chatOf(turn))
    const { matter } = watched
    return planOf(matter, { rules, ladders, ...span })
      .filter((reminder) => !wasSaid(reminder, watched, turn))
      .map((reminder) => ({ matter, reminder }))
  })
  const inOrder = [...plan].sort((a, b) => a.reminder.on.localeCompare(b.reminder.on))
  const { blocks, buttons = [] } = planReply(inOrder, { rules, today, knowledge, page, rest: rest.trim() })
  return saying({ blocks, buttons: [...buttons, ...drawButton(found)] }, turn.known.session)
}

/** Of one matter its time line, of several the year. */
function drawButton([first, another]: readonly Watched[]): readonly (readonly Button[])[] {
  if (first === undefined) return []
  const matter = another === undefined ? { matter: first.matter.id } : {}
  return [[{ label: '看图', press: { kind: 'draw', ...matter } }]]
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
  const heard = name === '' ? (turn.known.standsInFor ?? []).map(({ matter }) => matter) : []
  return saying(withStandIns(mattersReply(listed, turn.now.today), heard), turn.known.session)
}

const nextOf = (watched: Watched, turn: Turn): Deadline | undefined => duesAhead([watched], turn)[0]?.deadline

/** What falls due from today on, the nearest first. */
export function duesAhead(watched: readonly Watched[], turn: Turn): readonly DueItem[] {
  return watched
    .flatMap((one) => itemsOf(one, turn))
    .filter(({ day }) => day >= turn.now.today)
    .sort((a, b) => a.day.localeCompare(b.day))
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

/** Those that go on here and are called so; all where no name is typed; undefined when there is none. */
export const matchingHere = (name: string, turn: Turn): readonly Watched[] | undefined =>
  matching(normalise(name.trim()), turn)

/** Those that clients, numbers, provinces or kinds name; undefined when there is none. */
function matching(name: string, turn: Turn): readonly Watched[] | undefined {
  const open = watchedIn(turn).filter(({ matter }) => !isClosed(matter))
  return name === '' ? open : namedAmong(name, open)?.found
}
