import type { Reminder } from '../../deadlines/deadline.js'
import { afterQuiet, instantAt, timeAt } from '../../deadlines/hours.js'
import { planOf } from '../../deadlines/plan.js'
import type { Rule } from '../../deadlines/rule.js'
import type { ChatSettings, Ladders, Watched } from '../../deadlines/watch.js'
import type { Adjustment, DeadlinePress } from '../../reply/deadline-press.js'
import { china, daysAfter, type CivilDate } from '../../values/civil-date.js'
import { sameChat } from '../../values/ids.js'
import type { Decision, Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { changedTo, laddersWith, openHere, ownLaddersOf, settingsOf } from './ladders.js'
import {
  adjustedReply,
  adjustReply,
  changedSinceReply,
  hoursReply,
  sameAsNowReply,
  sameLadderReply,
  setHoursReply,
  type HoursChange,
  type LadderAdjustment,
  type LadderPreview,
  type Reading,
  type SendsChange,
} from '../say/adjust.js'
import { goneReply, mattersReply } from '../say/matter.js'
import { notAllowedReply } from '../say/rights.js'
import { chatOf, laddersOf, mayManage, stepped, watchedNamed } from './watching.js'

export type AdjustPress = Extract<DeadlinePress, { kind: 'adjust' }>

/** What would come otherwise; `readings`: what else may have been meant. */
export const adjustmentAsked = (
  adjustment: Adjustment,
  turn: Turn,
  readings: readonly Reading[] = [],
): Decision => adjusted({ kind: 'adjust', adjustment, step: 'ask' }, turn, readings)

/** Shows what would come otherwise, changes it, or changes it back. */
export function adjusted(press: AdjustPress, turn: Turn, readings: readonly Reading[] = []): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('ladder'), turn)
  if (openHere(turn).length === 0) return stepped(mattersReply([], turn.now.today), turn)
  const { adjustment } = press
  if (press.step === 'undo' && !isSame(before(press.of, turn), press.of))
    return stepped(changedSinceReply, turn)
  return adjustment.kind === 'hours'
    ? hoursAdjusted(adjustment, press.step, turn)
    : ladderAdjusted(adjustment, press.step, { turn, readings })
}

type HoursAdjustment = Extract<Adjustment, { kind: 'hours' }>

const isSame = (a: Adjustment, b: Adjustment): boolean => JSON.stringify(a) === JSON.stringify(b)

/** How it stands now, as an adjustment that brings it back. */
function before(adjustment: Adjustment, turn: Turn): Adjustment {
  if (adjustment.kind === 'ladder')
    return { ...adjustment, to: changedTo(adjustment.rule, adjustment.matter, turn) }
  const { sendAt, quietFrom, quietTo } = settingsOf(turn)
  return {
    kind: 'hours',
    ...(adjustment.sendAt !== undefined && { sendAt }),
    ...(adjustment.quietFrom !== undefined && { quietFrom }),
    ...(adjustment.quietTo !== undefined && { quietTo }),
  }
}

function hoursAdjusted(adjustment: HoursAdjustment, step: AdjustPress['step'], turn: Turn): Decision {
  const settings = settingsOf(turn)
  const { sendAt, quietFrom, quietTo } = { ...settings, ...adjustment }
  const after = { ...settings, sendAt, quietFrom, quietTo }
  const undoing = before(adjustment, turn)
  if (isSame(undoing, adjustment)) return stepped(sameAsNowReply, turn)
  const change: HoursChange = { before: settings, after, spokenAt: spokenAt(after, turn) }
  if (step === 'ask') return stepped(hoursReply(adjustment, change), turn)
  return stepped(setHoursReply(change, step === 'undo' ? undefined : { adjustment, undoing }), turn, {
    effects: [{ kind: 'chat-set', chat: chatOf(turn), settings: after }],
  })
}

/** When a reminder of the day really comes: what falls into the quiet hours waits for their end. */
function spokenAt(settings: ChatSettings, { now }: Turn): string {
  return timeAt(afterQuiet(instantAt(now.today, settings.sendAt, china), settings, china), china)
}

interface Asking {
  readonly turn: Turn
  readonly readings: readonly Reading[]
}

function ladderAdjusted(
  adjustment: LadderAdjustment,
  step: AdjustPress['step'],
  { turn, readings }: Asking,
): Decision {
  const { known, now } = turn
  const rule = known.rules.all.get(adjustment.rule)
  const watched = adjustment.matter === undefined ? undefined : watchedNamed(adjustment.matter, turn)
  if (rule === undefined || (adjustment.matter !== undefined && watched === undefined))
    return stepped(goneReply, turn)
  const undoing = before(adjustment, turn)
  if (undoing.kind !== 'ladder' || isSame(undoing, adjustment))
    return stepped(sameLadderReply(rule, readings), turn)
  const preview: LadderPreview = {
    adjustment,
    before: undoing,
    rule,
    rules: known.rules,
    today: now.today,
    of: watched?.matter,
    sends: sendsChanged(rule, adjustment, turn),
    readings,
  }
  if (step === 'ask') return stepped(adjustReply(preview), turn)
  return stepped(adjustedReply(preview, step), turn, { effects: [effectOf(adjustment, watched, turn)] })
}

function effectOf({ rule, to }: LadderAdjustment, watched: Watched | undefined, turn: Turn): Effect {
  const chat = chatOf(turn)
  if (watched === undefined) {
    const settings = settingsOf(turn)
    return {
      kind: 'chat-set',
      chat,
      settings: { ...settings, ladders: laddersWith(settings.ladders, rule, to) },
    }
  }
  const keepers = watched.watches.find((watch) => sameChat(watch.chat, chat))?.keepers ?? []
  const ladders = laddersWith(ownLaddersOf(watched, turn), rule, to)
  return { kind: 'watch-changed', matter: watched.matter.id, chat, watch: { keepers, ladders } }
}

/** As far as anybody is reminded ahead. */
const planDays = 400

/** Of each matter that has the rule: on which days it would be spoken of, and how many come and go. */
function sendsChanged(rule: Rule, { matter, to }: LadderAdjustment, turn: Turn): readonly SendsChange[] {
  const meant = openHere(turn).filter((one) => one.matter.kind === rule.matter)
  return meant
    .filter((one) => matter === undefined || one.matter.id === matter)
    .map((watched) => {
      const [own = {}, ofChat = {}] = laddersOf(watched, chatOf(turn))
      const after =
        matter === undefined
          ? [own, laddersWith(ofChat, rule.id, to)]
          : [laddersWith(own, rule.id, to), ofChat]
      const old = sendsOf(rule, watched, [own, ofChat], turn)
      const sends = sendsOf(rule, watched, after, turn)
      return {
        matter: watched.matter,
        days: daysOf(sends.filter(leadsUp)),
        more: daysOf(sends).filter((day) => !daysOf(old).includes(day)).length,
        less: daysOf(old).filter((day) => !daysOf(sends).includes(day)).length,
      }
    })
}

const daysOf = (sends: readonly Reminder[]): readonly CivilDate[] => [...new Set(sends.map(({ on }) => on))]

const leadsUp = ({ on, deadline: { due } }: Reminder): boolean => !('on' in due) || on <= due.on

function sendsOf(
  rule: Rule,
  { matter }: Watched,
  ladders: readonly Ladders[],
  { known, now }: Turn,
): readonly Reminder[] {
  const rules = { ...known.rules, all: new Map([[rule.id, rule]]) }
  const span = { from: now.today, to: daysAfter(now.today, planDays) }
  return planOf(matter, { rules, ladders, ...span })
}
