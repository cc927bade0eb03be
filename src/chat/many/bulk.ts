import type { Noted } from '../../deadlines/matter.js'
import type { Bulk, BulkDeed, BulkPress, BulkTarget } from '../../reply/bulk.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { MatterId } from '../../values/ids.js'
import { normalise } from '../../knowledge/words/normalise.js'
import { isForSome, judgedFor, type Judged } from './bulk-judging.js'
import { bulkUndone, effectsOf } from './bulk-undoing.js'
import { changeOf } from '../matters/changing.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { isCalled } from '../said/naming.js'
import type { News } from '../matters/retelling.js'
import { bulkDoneReply, bulkReply, bulkWhenReply, noneFitReply, type Told } from '../say/bulk.js'
import { dayOverText } from '../say/marked.js'
import { futureReply, type Change } from '../say/report.js'
import { notAllowedReply } from '../say/rights.js'
import { said } from '../say/trouble.js'
import { maySettle, notedEvent, stamped, stepped, watchedNamed } from '../matters/watching.js'
import type { Wanted } from '../waiting.js'

/** What a button about many does. */
export function bulkPressed(press: BulkPress, turn: Turn): Decision {
  switch (press.step) {
    case 'ask':
      return bulkAsked(press.bulk, turn, press)
    case 'do':
      return bulkDone(press.bulk, turn)
    case 'undo':
      return bulkUndone(press, turn)
  }
}

type Asking = Pick<Extract<BulkPress, { step: 'ask' }>, 'page' | 'without'>

/** Shows who is meant and who cannot be, until somebody confirms it: nothing is noted before. */
export function bulkAsked(asked: Bulk, turn: Turn, { page = 0, without }: Asking = {}): Decision {
  const { deed } = asked
  const { today } = turn.now
  const { bulk, unknown } = without === undefined ? { bulk: asked } : leftOut(asked, without, turn)
  const wanted: Wanted = { for: 'bulk', bulk }
  if (isRefused(bulk, turn)) return stepped(notAllowedReply('settle'), turn)
  if (deed.kind === 'put-off' && deed.until <= today) return stepped(said(dayOverText), turn)
  const told = toldOf(bulk, turn)
  if (told.fit.length === 0) return stepped(noneFitReply(deed, told), turn)
  if (deed.kind === 'event' && deed.on === undefined)
    return stepped(bulkWhenReply(bulk, told), turn, { wanted })
  if (deed.kind === 'event' && deed.on !== undefined && deed.on > today) {
    const open: Bulk = { ...bulk, deed: { ...deed, on: undefined } }
    return stepped(futureReply(deed.on, today), turn, { wanted: { for: 'bulk', bulk: open } })
  }
  return stepped(bulkReply(bulk, told, { page, unknown, changes: changesOf(deed, told.fit, turn) }), turn, {
    wanted,
  })
}

/** Only where it is for some, and none of these is theirs. */
const isRefused = ({ deed, targets }: Bulk, turn: Turn): boolean =>
  isForSome(deed) && !targets.some(({ matter }) => maySettle(matter, turn))

function toldOf({ deed, targets }: Bulk, turn: Turn): Told {
  const judged = targets.map(judgedFor(deed, turn))
  return {
    fit: judged.filter((one) => one.kind === 'fit'),
    unfit: judged.filter((one) => one.kind === 'unfit'),
    rules: turn.known.rules,
    today: turn.now.today,
  }
}

type Fit = Extract<Judged, { kind: 'fit' }>

function changesOf(deed: BulkDeed, fit: readonly Fit[], turn: Turn): readonly Change[] {
  return deed.kind === 'event' ? fit.map(({ matter }) => changeOf(deed, matter, turn)) : []
}

interface LeftOut {
  readonly bulk: Bulk
  /** A name that is none of theirs, or of several alike. */
  readonly unknown?: string
}

/** By their names, a whole one before a part of one; of several that only hold the words nobody knows which is meant. */
function leftOut(bulk: Bulk, without: string, turn: Turn): LeftOut {
  const names = normalise(without)
    .split(/[\s、,，;；和及与跟]+/)
    .filter((name) => name !== '')
  return names.reduce<LeftOut>((left, name) => withoutOne(left, name, turn), { bulk })
}

function withoutOne(left: LeftOut, name: string, turn: Turn): LeftOut {
  const { bulk } = left
  const called = bulk.targets.filter(({ matter }) => {
    const known = watchedNamed(matter, turn)?.matter
    return known !== undefined && isCalled(name, known)
  })
  const whole = called.filter(
    ({ matter }) => normalise(watchedNamed(matter, turn)?.matter.holder ?? '') === name,
  )
  const meant = whole.length > 0 ? whole : called
  const holders = new Set(meant.map(({ matter }) => watchedNamed(matter, turn)?.matter.holder))
  if (holders.size !== 1) return { ...left, unknown: name }
  return { ...left, bulk: taking(bulk, meant) }
}

/** Whoever takes one out has looked at them: how many were said matters no more. */
function taking({ deed, targets }: Bulk, out: readonly BulkTarget[]): Bulk {
  return { deed, targets: targets.filter((target) => !out.includes(target)) }
}

/** All of them in one turn, or none: what one turn changes is stored at once. */
function bulkDone(bulk: Bulk, turn: Turn): Decision {
  const { deed } = bulk
  if (isRefused(bulk, turn)) return stepped(notAllowedReply('settle'), turn)
  if (deed.kind === 'event' && deed.on === undefined) return bulkAsked(bulk, turn)
  const told = toldOf(bulk, turn)
  if (told.fit.length === 0) return stepped(noneFitReply(deed, told), turn)
  const news = newsOf(deed, told.fit, turn)
  const of = [...news].flatMap(([matter, entries]) => {
    const first = watchedNamed(matter, turn)?.matter.log.length ?? 0
    return entries.map((_, at) => ({ matter, entry: first + at }))
  })
  const undo: DeadlinePress = { kind: 'bulk', step: 'undo', deed, at: turn.now.at, of }
  return stepped(bulkDoneReply(bulk, told, { undo, changes: changesOf(deed, told.fit, turn) }), turn, {
    effects: effectsOf(news),
  })
}

/** An event happens to a matter once, however many of its deadlines are meant. */
function newsOf(deed: BulkDeed, fit: readonly Fit[], turn: Turn): News {
  const news = new Map<MatterId, readonly Noted[]>()
  for (const one of fit) {
    const before = news.get(one.matter.id) ?? []
    if (deed.kind !== 'event' || before.length === 0)
      news.set(one.matter.id, [...before, ...entriesFor(deed, one, turn)])
  }
  return news
}

function entriesFor(deed: BulkDeed, { deadline }: Fit, turn: Turn): readonly Noted[] {
  if (deed.kind === 'event') {
    const { event, on } = deed
    return on === undefined ? [] : [notedEvent({ event, on }, turn)]
  }
  if (deadline === undefined) return []
  const mark = deed.kind === 'mark' ? { kind: deed.mark } : { kind: 'snoozed' as const, until: deed.until }
  return [{ ...stamped(turn), kind: 'marked', rule: deadline.rule.id, cycle: deadline.cycle, mark }]
}
