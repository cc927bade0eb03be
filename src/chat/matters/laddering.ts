import { isOn } from '../../deadlines/ladder.js'
import type { Rule } from '../../deadlines/rule.js'
import type { Watched } from '../../deadlines/watch.js'
import { normalise } from '../../knowledge/words/normalise.js'
import { saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { changedTo, namedHere, openHere, openOf, ownLaddersOf, settingsOf, type Named } from './ladders.js'
import { ladderReply, type ShownLadder } from '../say/ladder-list.js'
import { mattersReply, noSuchNameReply } from '../say/matter.js'
import { chatOf, laddersOf } from './watching.js'

/** /ladder [deadline or name]: when each deadline of this chat is spoken of, what was changed, and what can be switched on. */
export function laddersListed(rest: string, turn: Turn): Decision {
  const { session, rules } = turn.known
  if (openHere(turn).length === 0) return saying(mattersReply([], turn.now.today), session)
  const named = namedHere(normalise(rest).replace(/\s/g, ''), turn)
  if (named === undefined) return saying(noSuchNameReply(rest), session)
  const among = named.watched === undefined ? openHere(turn) : [named.watched]
  const here = [...rules.all.values()].filter((rule) =>
    named.rules.length > 0
      ? named.rules.includes(rule)
      : among.some(({ matter }) => matter.kind === rule.matter),
  )
  const reply = ladderReply({
    shown: here.flatMap((rule) => shownLadder(rule, { among, named, turn })),
    lacking: here.flatMap((rule) => lackingTrait(rule, among, turn)),
    settings: settingsOf(turn),
    rules,
  })
  return saying(reply, session)
}

interface Place {
  readonly among: readonly Watched[]
  readonly named: Named
  readonly turn: Turn
}

/** What is open here now, what is optional, and whatever was asked for by name. */
function shownLadder(rule: Rule, { among, named, turn }: Place): readonly ShownLadder[] {
  const fitting = among.filter(({ matter }) => fits(rule, matter))
  const isOpen = fitting.some((watched) => openOf(rule, watched, turn).length > 0)
  if (fitting.length === 0 || !(isOpen || rule.optional === true || named.rules.includes(rule))) return []
  const of = named.watched?.matter
  const to = changedTo(rule.id, of?.id, turn)
  const inChat = changedTo(rule.id, undefined, turn)
  const only = fitting.filter((watched) => ownLaddersOf(watched, turn)[rule.id] !== undefined)
  return [
    {
      rule,
      to: to.kind === 'usual' ? inChat : to,
      isOn: fitting.some((watched) => isOn(rule, laddersOf(watched, chatOf(turn)))),
      changed: to.kind !== 'usual' || inChat.kind !== 'usual',
      own: named.watched === undefined ? only.map(({ matter }) => matter) : [],
      of,
    },
  ]
}

const fits = ({ matter: kind, needs }: Rule, matter: Watched['matter']): boolean =>
  matter.kind === kind && (needs === undefined || matter.has.includes(needs))

/** Of what none of these is known that the rule needs: how to tell. */
function lackingTrait(
  rule: Rule,
  among: readonly Watched[],
  { known }: Turn,
): readonly (readonly [Rule, string])[] {
  const trait = rule.needs === undefined ? undefined : known.rules.traits.get(rule.needs)
  const [says] = trait?.says ?? []
  return says === undefined || among.some(({ matter }) => fits(rule, matter)) ? [] : [[rule, says]]
}
