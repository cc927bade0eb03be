import type { Matter } from '../../deadlines/matter.js'
import type { Rule } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import type { ChatSettings } from '../../deadlines/watch.js'
import type { Adjustment } from '../../reply/deadline-press.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { shortDay } from './day.js'
import { matterText, note, paragraph, verdict } from './deadline.js'
import { ladderText } from './ladder.js'
import { said } from './trouble.js'

export type LadderAdjustment = Extract<Adjustment, { kind: 'ladder' }>

/** What another ladder changes for one matter, in the days that are planned. */
export interface SendsChange {
  readonly matter: Matter
  /** On which it would be spoken of, up to the last day. */
  readonly days: readonly CivilDate[]
  readonly more: number
  readonly less: number
}

export interface LadderPreview {
  readonly adjustment: LadderAdjustment
  readonly before: LadderAdjustment
  readonly rule: Rule
  readonly rules: Rules
  readonly today: CivilDate
  /** Undefined: all that the chat watches. */
  readonly of: Matter | undefined
  readonly sends: readonly SendsChange[]
  /** Where no deadline was named and this one was taken. */
  readonly readings: readonly Reading[]
}

/** What else the same words may mean. */
export type Reading =
  | { readonly kind: 'other'; readonly rule: Rule; readonly adjustment: LadderAdjustment }
  /** The same deadline, with the days counted from the expiry. */
  | {
      readonly kind: 'before-expiry'
      readonly days: readonly number[]
      readonly adjustment: LadderAdjustment
    }

const cancel: Button = { label: '取消', press: { kind: 'drop' } }
const look: Button = { label: '看提醒安排', press: { kind: 'command', command: 'ladder' } }

/** Nothing is changed yet: what it is, what it would be, and what that does to the days ahead. */
export function adjustReply(preview: LadderPreview): Reply {
  const { adjustment } = preview
  return {
    blocks: [
      verdict(`要改吗？${subject(preview)}`),
      ladders(preview),
      ...effects(preview),
      ...assumedNote(preview),
    ],
    buttons: [
      [{ label: '确认修改', press: { kind: 'adjust', adjustment, step: 'do' }, style: 'primary' }, cancel],
      ...preview.readings.slice(0, mostRules).map(readingButton),
    ],
  }
}

const assumedNote = ({ readings, rule }: LadderPreview): readonly Block[] =>
  readings.length === 0 ? [] : [note(`没说是哪个期限，先按“${rule.name}”算。不是的话，按下面的按钮换。`)]

function readingButton(reading: Reading): readonly Button[] {
  const press = { kind: 'adjust', adjustment: reading.adjustment, step: 'ask' } as const
  return reading.kind === 'other'
    ? [{ label: `换成：${reading.rule.name.slice(0, 26)}`, press }]
    : [{ label: `从到期日往前数 ${reading.days.join('、')} 天`.slice(0, 30), press }]
}

export function adjustedReply(preview: LadderPreview, step: 'do' | 'undo'): Reply {
  const { adjustment, before } = preview
  const undo: readonly Button[] =
    step === 'undo'
      ? []
      : [{ label: '撤销', press: { kind: 'adjust', adjustment: before, step: 'undo', of: adjustment } }]
  return {
    blocks: [
      verdict(`✓ ${step === 'undo' ? '已改回' : '已修改'}：${subject(preview)}`),
      ladders(preview),
      ...effects(preview),
    ],
    buttons: [[...undo, look]],
  }
}

const subject = ({ rule, of }: LadderPreview): string =>
  `${of === undefined ? '' : `${matterText(of)}，`}${rule.name}`

function ladders({ adjustment, before, rule, rules }: LadderPreview): Block {
  const text = ({ to }: LadderAdjustment): string =>
    rule.optional === true && to.kind === 'usual' ? '关着' : ladderText(rule, to, rules)
  return {
    kind: 'facts',
    rows: [
      { label: '原来', value: [text(before)] },
      { label: '改为', value: [text(adjustment)] },
    ],
  }
}

const mostDays = 12
const mostMatters = 5

function effects({ sends, adjustment, today }: LadderPreview): readonly Block[] {
  const changed = sends.filter(({ more, less }) => more + less > 0)
  const [more, less] = [sumOf(sends, 'more'), sumOf(sends, 'less')]
  const kept =
    adjustment.to.kind === 'days' || adjustment.to.kind === 'dates'
      ? [note('最后一日当天和过期以后的提醒照旧，不能关。')]
      : []
  return [
    paragraph(
      `登记的 ${sends.length} 项里 ${changed.length} 项会变；接下来 400 天，多 ${more} 次，少 ${less} 次。`,
    ),
    ...(sends.length === 1 ? daysAhead(sends[0], today) : matters(changed)),
    ...kept,
  ]
}

const sumOf = (sends: readonly SendsChange[], what: 'more' | 'less'): number =>
  sends.reduce((sum, one) => sum + one[what], 0)

function daysAhead(one: SendsChange | undefined, today: CivilDate): readonly Block[] {
  if (one === undefined || one.days.length === 0) return []
  const shown = one.days.slice(0, mostDays).map((day) => shortDay(day, today))
  return [paragraph(`改后的日子：${shown.join('、')}${one.days.length > mostDays ? ' ……' : ''}。`)]
}

function matters(changed: readonly SendsChange[]): readonly Block[] {
  if (changed.length === 0) return []
  const rest = changed.length - mostMatters
  return [
    {
      kind: 'list',
      items: changed
        .slice(0, mostMatters)
        .map(({ matter, more, less }) => [`${matterText(matter)}：多 ${more} 次，少 ${less} 次`]),
    },
    ...(rest > 0 ? [paragraph(`还有 ${rest} 项没有列出。`)] : []),
  ]
}

export interface HoursChange {
  readonly before: ChatSettings
  readonly after: ChatSettings
  /** When reminders really come, the quiet hours counted in. */
  readonly spokenAt: string
}

export function hoursReply(adjustment: Adjustment, change: HoursChange): Reply {
  return {
    blocks: [verdict('要改提醒的时间吗？'), hours(change), ...held(change), anyHour],
    buttons: [
      [{ label: '确认修改', press: { kind: 'adjust', adjustment, step: 'do' }, style: 'primary' }, cancel],
    ],
  }
}

/** `back`: what was set and what it was before; absent once that was taken back. */
export function setHoursReply(
  change: HoursChange,
  back: { readonly adjustment: Adjustment; readonly undoing: Adjustment } | undefined,
): Reply {
  const undo: readonly Button[] =
    back === undefined
      ? []
      : [
          {
            label: '撤销',
            press: { kind: 'adjust', adjustment: back.undoing, step: 'undo', of: back.adjustment },
          },
        ]
  return {
    blocks: [
      verdict(`✓ ${back === undefined ? '已改回' : '已修改'}：提醒的时间`),
      hours(change),
      ...held(change),
    ],
    buttons: [[...undo, look]],
  }
}

function hours({ before, after }: HoursChange): Block {
  const was = (old: string, now: string): string => (old === now ? now : `${now}（原来 ${old}）`)
  return {
    kind: 'facts',
    rows: [
      { label: '提醒时间', value: [`每天 ${was(before.sendAt, after.sendAt)}`] },
      { label: '免打扰', value: [was(quietText(before), quietText(after))] },
    ],
  }
}

export const quietText = ({ quietFrom, quietTo }: ChatSettings): string =>
  quietFrom === quietTo ? '没有' : `${quietFrom} 到 ${quietTo}`

const held = ({ after, spokenAt }: HoursChange): readonly Block[] =>
  after.sendAt === spokenAt
    ? []
    : [note(`${after.sendAt} 在免打扰时间里，提醒会等到 ${spokenAt} 才发。`, 'warning')]

const anyHour = note('最后一日当天的提醒和按小时算的期限不受免打扰限制。')

export const sameAsNowReply: Reply = { ...said('现在就是这样，没有要改的。'), buttons: [[look]] }

/** Of a deadline that was not named, what else may have been meant is a press away. */
export const sameLadderReply = ({ name }: Rule, readings: readonly Reading[]): Reply =>
  readings.length === 0
    ? sameAsNowReply
    : {
        ...said(`“${name}”现在就是这样，没有要改的。说的不是它，按下面的按钮换。`),
        buttons: [[look], ...readings.slice(0, mostRules).map(readingButton)],
      }

export const changedSinceReply: Reply = {
  ...said('后来又改过了，没有撤销。发 /ladder 看现在的。'),
  buttons: [[look]],
}

export const noSuchTimeReply: Reply = said(
  '没有这个时间，什么都没有改。请写 00:00 到 23:59，例如：每天10:30提醒。',
)

export const noSuchDayReply: Reply = said('日历上没有这一天，什么都没有改。例如：每年2月8日提醒年报。')

export const daysOutOfRangeReply = (most: number): Reply =>
  said(`提前的天数只能是 1 到 ${most} 天，什么都没有改。例如：提前200、120、60、10天提醒续期。`)

export const afterLastDayReply = ({ name }: Rule, lead: number): Reply =>
  said(`${name}的最后一日在到期前 ${lead} 天，到期前的天数要比它多，什么都没有改。`)

export const noDaysReply = ({ name, due }: Rule): Reply =>
  said(
    due.kind === 'recurring'
      ? `“${name}”没有截止日，按日历反复提醒，不能改提前几天，只能打开或关掉。`
      : `“${name}”按小时算，发生了马上提醒，不能改提前几天。`,
  )

/** Its last day is ours: what leads up to it may go, and nothing else. */
export function lastDayStaysReply(rule: Rule, adjustment: LadderAdjustment): Reply {
  return {
    blocks: [
      verdict(`“${rule.name}”最后一日当天的提醒不能关`),
      paragraph('可以只留最后一日和过期以后的提醒；整项都不要，就停止提醒这张证，发 /licence 选。'),
    ],
    buttons: [[{ label: '只留最后一日', press: { kind: 'adjust', adjustment, step: 'ask' } }, cancel]],
  }
}

export const hoursStayReply = ({ name }: Rule): Reply =>
  said(`“${name}”按小时算，发生了马上要办，提醒不能关。`)

/** Which deadline is meant. */
export function whichRuleReply(rules: readonly (readonly [Rule, LadderAdjustment])[]): Reply {
  return {
    blocks: [verdict('改的是哪一个期限的提醒？')],
    buttons: [
      ...rules
        .slice(0, mostRules)
        .map(([{ name }, adjustment], at): readonly Button[] => [
          { label: `${at + 1}. ${name.slice(0, 26)}`, press: { kind: 'adjust', adjustment, step: 'ask' } },
        ]),
      [cancel],
    ],
  }
}

const mostRules = 8
