import { planOf } from '../../deadlines/plan.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Watched } from '../../deadlines/watch.js'
import type { StatedMatter } from '../../reply/deadline-press.js'
import { daysAfter, monthsAfter, type CivilDate } from '../../values/civil-date.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { inYear } from '../said/dates-said.js'
import { notAllowedReply } from '../say/rights.js'
import {
  backwardsReply,
  likeAnotherReply,
  registeredReply,
  reviewReply,
  termReply,
  whichYearReply,
  type Prospect,
} from '../say/watch.js'
import { expires, issued } from '../said/stated-matter.js'
import { termMonths } from './term.js'
import { chatOf, lastEvent, deadlinesLeft, matterFrom, mayManage, stepped, watchedIn } from './watching.js'

/** How far ahead the reminders are shown before anything is armed. */
const previewDays = 400
const yearsOffered = 5

/** Shows what would be watched, or asks for what is missing or odd: each answer comes back here until nothing is. */
export function reviewed(stated: StatedMatter, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  const { yearless: monthDay } = stated
  if (monthDay !== undefined && dayOf(stated, expires) === undefined)
    return stepped(whichYearReply(stated, monthDay, yearsOf(monthDay, turn.now.today)), turn, {
      wanted: { for: 'year', stated, monthDay },
    })
  return stepped(oddity(stated, turn) ?? reviewReply(prospectOf(stated, turn)), turn)
}

/** The next years in which there is such a day. */
function yearsOf(monthDay: string, today: CivilDate): readonly CivilDate[] {
  const thisYear = Number(today.slice(0, 4))
  const next = Array.from({ length: 10 }, (_, years) => inYear(monthDay, thisYear + years))
  return next.flatMap((day) => (day !== undefined && day >= today ? [day] : [])).slice(0, yearsOffered)
}

function oddity(stated: StatedMatter, turn: Turn): ReturnType<typeof reviewReply> | undefined {
  const begins = dayOf(stated, issued)
  const ends = dayOf(stated, expires)
  const like = stated.another === true ? undefined : likeIt(stated, turn)
  if (begins !== undefined && ends !== undefined) {
    if (ends <= begins) return backwardsReply(begins, ends)
    if (stated.termMeant !== true && isOddTerm(begins, ends, turn)) return termReply(stated, { begins, ends })
  }
  return like === undefined ? undefined : likeAnotherReply(stated, like.matter, ends)
}

const dayOf = ({ events }: StatedMatter, kind: typeof expires): CivilDate | undefined =>
  events.find(({ event }) => event === kind)?.on

/** Some licences end on the day before the same day, some on that day. */
function isOddTerm(begins: CivilDate, ends: CivilDate, { known, now }: Turn): boolean {
  const term = termMonths(known.knowledge, now.today)
  if (term === undefined) return false
  const usual = monthsAfter(begins, term)
  return ends !== usual && ends !== daysAfter(usual, -1)
}

/** One of the same kind that has the same number, or the same holder where one of them has no number. */
export function likeIt(stated: StatedMatter, turn: Turn): Watched | undefined {
  return watchedIn(turn).find(({ matter }) => {
    if (matter.kind !== stated.kind) return false
    const both = matter.number !== undefined && stated.number !== undefined
    return both ? matter.number === stated.number : matter.holder === stated.holder
  })
}

/** A matter as it would be watched from now on. */
export function prospectOf(stated: StatedMatter, turn: Turn): Prospect {
  const matter = matterFrom(stated, 'prospect', turn)
  return { stated, ...aheadOf(matter, turn) }
}

/** What there is to know of a matter that is watched from today on. */
function aheadOf(matter: Matter, turn: Turn): Omit<Prospect, 'stated'> {
  const { known, now } = turn
  const { rules, knowledge } = known
  const { today } = now
  const span = { from: today, to: daysAfter(today, previewDays) }
  // Both days of a licence are shown, however far ahead.
  const expiry = lastEvent(matter, expires)?.on
  return {
    matter,
    deadlines: deadlinesLeft(matter, [], { rules, today, to: expiry }),
    plan: planOf(matter, { rules, ladders: [], ...span }),
    expiry,
    today,
    rules,
    knowledge,
  }
}

/** Armed by the press on its card, and by nothing before it. */
export function registered(stated: StatedMatter, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  const [id] = turn.known.fresh ?? []
  if (id === undefined) throw new Error('a new matter needs a fresh id')
  if (stated.another !== true && likeIt(stated, turn) !== undefined) return reviewed(stated, turn)
  const matter = matterFrom(stated, id, turn)
  return stepped(registeredReply({ stated, ...aheadOf(matter, turn) }), turn, {
    effects: [{ kind: 'matter-registered', matter, chat: chatOf(turn) }],
  })
}
