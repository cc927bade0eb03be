import { eventsIn } from '../../deadlines/cycles.js'
import type { Deadline } from '../../deadlines/deadline.js'
import { ladderOf } from '../../deadlines/ladder.js'
import { eventsOf, isClosed } from '../../deadlines/log.js'
import type { Matter } from '../../deadlines/matter.js'
import { hardnesses, type Rule } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import {
  usualSettings,
  type ChatSettings,
  type LadderChange,
  type Ladders,
  type Watched,
} from '../../deadlines/watch.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { LadderWish } from '../../reply/deadline-press.js'
import { daysBetween } from '../../values/civil-date.js'
import { sameChat, type MatterId, type RuleId } from '../../values/ids.js'
import type { Turn } from '../turn.js'
import { chatOf, deadlinesLeft, watchedIn } from './watching.js'

export const openHere = (turn: Turn): readonly Watched[] =>
  watchedIn(turn).filter(({ matter }) => !isClosed(matter))

/** Of the chat as a whole: it is known with each matter that it watches. */
export function settingsOf(turn: Turn): ChatSettings {
  const chat = chatOf(turn)
  const watches = watchedIn(turn).flatMap((one) => one.watches)
  return watches.find((watch) => sameChat(watch.chat, chat))?.settings ?? usualSettings
}

export const ownLaddersOf = ({ watches }: Watched, turn: Turn): Ladders =>
  watches.find(({ chat }) => sameChat(chat, chatOf(turn)))?.ladders ?? {}

/** What differs from the ladder of a rule, for one matter or for the whole chat. */
export function changedTo(rule: RuleId, matter: MatterId | undefined, turn: Turn): LadderWish {
  const watched = watchedIn(turn).find((one) => one.matter.id === matter)
  const ladders = watched === undefined ? settingsOf(turn).ladders : ownLaddersOf(watched, turn)
  return ladders[rule] ?? { kind: 'usual' }
}

/** The same ladders with another for one rule. Of a whole chat what is as usual is not kept. */
export function laddersWith(ladders: Ladders, rule: RuleId, to: LadderWish): Ladders {
  const others = Object.entries(ladders).filter(([id]) => id !== rule)
  const change: readonly (readonly [string, LadderChange])[] =
    to.kind === 'usual' ? [] : [[rule, 'days' in to || 'dates' in to ? to : { kind: to.kind }]]
  return Object.fromEntries([...others, ...change])
}

/** What a matter has open by one rule, whether that is spoken of or not. */
export function openOf(rule: Rule, { matter }: Watched, turn: Turn): readonly Deadline[] {
  const rules: Rules = { ...turn.known.rules, all: new Map([[rule.id, rule]]) }
  return deadlinesLeft(matter, [{ [rule.id]: { kind: 'on' } }], {
    rules,
    today: turn.now.today,
    since: matter.log[0]?.at,
  })
}

/** Days before the last day on which a rule speaks by itself, counted from there: negative, the earliest first. */
export function usualDays(deadline: Deadline, matter: Matter, { days }: Rules): readonly number[] {
  const { due, rule } = deadline
  if (!('on' in due)) return []
  const round = { ...deadline, events: eventsIn(deadline, eventsOf(matter), days) }
  const offsets = ladderOf(rule, round, { ladders: [], days }).map(({ on }) => daysBetween(due.on, on))
  return [...new Set(offsets)].filter((offset) => offset < 0).sort((a, b) => a - b)
}

/** Whether days can be chosen for it: it counts to a last day, and not in hours. */
export function hasDays({ due }: Rule): boolean {
  if (due.kind === 'recurring') return false
  return due.kind !== 'counted' || due.span.unit !== 'hour'
}

/** Whether its last day is ours to keep, so that we do not keep quiet on it. */
export const isOurs = ({ hardness, due }: Rule): boolean =>
  due.kind !== 'recurring' &&
  (hardness === 'hard-legal' || hardness === 'hard-effect' || hardness === 'as-notice-says')

/** A matter and rules that words name; without a matter it is the whole chat that is meant. */
export interface Named {
  readonly watched: Watched | undefined
  /** Empty where no deadline was named; several where the words fit several alike. */
  readonly rules: readonly Rule[]
}

/** Undefined where some of the words name nothing here. */
export function namedHere(about: string, turn: Turn): Named | undefined {
  const watched = openHere(turn)
    .filter(({ matter: { holder, number } }) =>
      [holder, number ?? ''].some((name) => name !== '' && about.includes(normalise(name))),
    )
    .sort((a, b) => b.matter.holder.length - a.matter.holder.length)[0]
  const words = watched === undefined ? about : withoutMatter(about, watched.matter)
  if (words === '') return { watched, rules: [] }
  const rules = rulesNamed(words, turn)
  return rules.length === 0 ? undefined : { watched, rules }
}

function withoutMatter(about: string, { holder, number = '' }: Matter): string {
  return [normalise(holder), normalise(number)]
    .reduce((rest, name) => (name === '' ? rest : rest.replace(name, '')), about)
    .replace(/^(?:的)?(?:呼叫中心)?(?:许可证|证照|证)?(?:的)?/, '')
}

const alike = /续[证牌办]|续许可证|延续|换证/g

/** The rules that the words name: of several those that are open here, then the firmest; more than one where that leaves several. */
function rulesNamed(words: string, turn: Turn): readonly Rule[] {
  const name = words
    .replace(alike, '续期')
    .replace(/的?(?:提醒|期限|期)$/, (end) => (end === '期' ? end : ''))
  if (name.length < 2) return []
  const here = openHere(turn)
  const found = [...turn.known.rules.all.values()].filter(
    (rule) => normalise(rule.name).includes(name) && here.some(({ matter }) => matter.kind === rule.matter),
  )
  const whole = found.filter((rule) => normalise(rule.name) === name)
  if (whole.length > 0) return whole
  const open = found.filter((rule) => here.some((watched) => openOf(rule, watched, turn).length > 0))
  return firmest(open.length > 0 ? open : found)
}

/** Of equals all of them. */
export function firmest(rules: readonly Rule[]): readonly Rule[] {
  const ranks = rules.map(({ hardness }) => hardnesses.indexOf(hardness))
  const first = Math.min(...ranks)
  return rules.filter((_, at) => ranks[at] === first)
}
