import { isClosed } from '../../deadlines/log.js'
import type { MatterDescription } from '../../deadlines/matter.js'
import type { Watched } from '../../deadlines/watch.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { MatterId } from '../../values/ids.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { reviewed } from './registering.js'
import { goneReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import { describedReply, traitReply, whichCompanyReply } from '../say/trait.js'
import { ourselves } from '../said/stated-matter.js'
import { mayManage, openDeadlines, stepped, watchedIn, watchedNamed } from './watching.js'

/** Some rules are only for companies of which something is known: it begins what is watched, or is added to it. */
export function traitSaid(id: string, turn: Turn): Decision {
  const trait = turn.known.rules.traits.get(id)
  if (trait === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  const open = watchedIn(turn).filter(({ matter }) => matter.kind === trait.matter && !isClosed(matter))
  const [only, ...others] = open
  if (only === undefined)
    return reviewed({ kind: trait.matter, holder: ourselves, events: [], has: [id] }, turn)
  const matters = open.map(({ matter }) => matter)
  return others.length > 0
    ? stepped(whichCompanyReply(trait, matters), turn)
    : traitAsked(id, only.matter.id, turn)
}

/** Nothing is noted before it is confirmed. */
export function traitAsked(id: string, matter: MatterId, turn: Turn): Decision {
  const trait = turn.known.rules.traits.get(id)
  const watched = watchedNamed(matter, turn)
  if (trait === undefined || watched === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  return stepped(traitReply(trait, watched.matter), turn)
}

export function described(press: Extract<DeadlinePress, { kind: 'describe' }>, turn: Turn): Decision {
  const trait = turn.known.rules.traits.get(press.trait)
  const watched = watchedNamed(press.matter, turn)
  if (trait === undefined || watched === undefined) return stepped(goneReply, turn)
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  const { matter } = watched
  const others = matter.has.filter((one) => one !== press.trait)
  const as: MatterDescription = {
    ...descriptionOf(watched),
    has: press.no ? others : [...others, press.trait],
  }
  const after = { ...watched, matter: { ...matter, ...as } }
  const known = new Set(openDeadlines(watched, turn).map(({ rule }) => rule.id))
  const begun = openDeadlines(after, turn).filter(({ rule }) => !known.has(rule.id))
  return stepped(describedReply(trait, after.matter, { begun, today: turn.now.today }), turn, {
    effects: [{ kind: 'matter-described', matter: matter.id, as }],
  })
}

function descriptionOf({ matter }: Watched): MatterDescription {
  const { holder, number, scope, province, has } = matter
  return {
    holder,
    has,
    ...(number !== undefined && { number }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
  }
}
