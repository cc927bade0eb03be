import type { DueLine } from '../../deadlines/due-line.js'
import { eventsOf } from '../../deadlines/log.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { LineRef, LinesView } from '../../reply/deadline-press.js'
import type { Block, Reply, Text } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { lastMark } from '../matters/marks.js'
import { expires } from '../said/stated-matter.js'
import type { CardLine, ShownLine } from './card-line.js'
import { dayText, leftText, shortDay } from './day.js'
import {
  citationsOf,
  deadlineText,
  dueDay,
  dueText,
  filledIn,
  hardnessText,
  lastDayName,
  markSpans,
  markText,
  note,
  paragraph,
  verdict,
} from './deadline.js'
import { allButtons, giveUpButtons, lineButtons, pastButtons, putOffButtons } from './reminder-buttons.js'

export interface Digesting {
  /** The day on which it is read: days left are counted from it. */
  readonly today: CivilDate
  readonly knowledge: Knowledge
  readonly rules: Rules
  readonly group: boolean
}

/** More are told as a number: nobody reads on. */
export const mostLines = 20

/** All that one chat is told in one round, the nearest last day first. */
export function digestReply(lines: readonly DueLine[], how: Digesting): Reply {
  const sorted = [...lines].sort((a, b) => sortKey(a).localeCompare(sortKey(b)))
  const shown = sorted.slice(0, mostLines).map((line): CardLine => ({ ref: refOf(line), line }))
  const view: LinesView = shown.length === 1 ? { kind: 'one', at: 0 } : { kind: 'all' }
  return linesReply(shown, view, { ...how, left: sorted.length - shown.length })
}

/** What has no day comes last. */
const sortKey = ({ deadline }: ShownLine): string => dueDay(deadline) ?? '9999'

export function refOf({ matter, deadline, reminder, missed }: ShownLine): LineRef {
  return {
    matter: matter.id,
    rule: deadline.rule.id,
    cycle: deadline.cycle,
    ...(reminder !== undefined && { rung: reminder.rung }),
    ...(missed.length > 0 && { missed }),
  }
}

type Showing = Digesting & { readonly left?: number }

/** A card of lines: all of them, or one with what can be done about it. */
export function linesReply(lines: readonly CardLine[], view: LinesView, how: Showing): Reply {
  if (view.kind === 'all') return { blocks: allBlocks(lines, how), buttons: allButtons(lines) }
  const line = lines[view.at]?.line
  if (line === undefined) return { blocks: [verdict('这一项已经不在这里了。')], buttons: allButtons(lines) }
  const card = { refs: lines.map(({ ref }) => ref), at: view.at, line, ...how }
  switch (view.kind) {
    case 'one':
      return { blocks: lineBlocks(line, how), buttons: lineButtons(card) }
    case 'put-off':
      return {
        blocks: [
          verdict(`${deadlineText(line.matter, line.deadline)}：延后到哪一天再提醒？`),
          dueNote(line, how),
        ],
        buttons: putOffButtons(card),
      }
    case 'past':
      return { blocks: pastBlocks(line, view.until, how), buttons: pastButtons(card, view.until) }
    case 'give-up':
      return {
        blocks: [
          verdict(`${deadlineText(line.matter, line.deadline)}：确定不办了吗？`),
          paragraph('确认后不再提醒这一次，并记下是谁按的。'),
          dueNote(line, how),
        ],
        buttons: giveUpButtons(card),
      }
  }
}

function allBlocks(lines: readonly CardLine[], how: Showing): readonly Block[] {
  const { left = 0 } = how
  const known = lines.flatMap(({ line }) => line ?? [])
  return [
    verdict(`有 ${lines.length + left} 项期限要看，最近的在前`),
    ...missedBlocks(known),
    ...elsewhereBlocks(known),
    { kind: 'list', ordered: true, items: lines.map(({ line }) => itemText(line, how)) },
    ...(left > 0 ? [note(`还有 ${left} 项没有列出，发 /due 看全部。`)] : []),
    ...consequenceBlocks(known, how),
    ...citationsOf([...new Set(known.map(({ deadline }) => deadline.rule))], how.knowledge),
  ]
}

function itemText(line: ShownLine | undefined, how: Showing): Text {
  if (line === undefined) return ['这一项已经不在这里了']
  const { deadline, matter } = line
  const what = doText(line, how)
  const state = stateSpans(line, how.today)
  return [
    ...mention(line, how),
    { bold: deadlineText(matter, deadline) },
    `：${dueLine(line, how.today)}`,
    ...(state === undefined ? (what === '' ? [] : [`。${what}`]) : ['。', ...state]),
    expiryText(line, how.today),
  ]
}

/** 法定最后一日 12-02 周三，还有 11 天（法定期限） */
function dueLine({ deadline }: ShownLine, today: CivilDate): string {
  const day = dueDay(deadline)
  const left = day === undefined ? '' : `，${leftText(day, today)}`
  const provisional = deadline.provisional ? '，暂定' : ''
  return `${lastDayName(deadline.rule)} ${dueText(deadline, today)}${left}（${hardnessText(deadline.rule)}${provisional}）`
}

function lineBlocks(line: ShownLine, how: Showing): readonly Block[] {
  const { matter, deadline } = line
  const what = doText(line, how)
  const state = stateSpans(line, how.today)
  return [
    {
      kind: 'paragraph',
      text: [
        ...mention(line, how),
        { bold: `${deadlineText(matter, deadline)}：${headline(line, how.today)}` },
      ],
    },
    ...missedBlocks([line]),
    ...elsewhereBlocks([line]),
    ...overdueBlocks(line, how),
    { kind: 'facts', rows: rows(line, how.today) },
    ...(what === '' ? [] : [paragraph(`要做：${what}`)]),
    ...(state === undefined ? [] : [{ kind: 'note' as const, tone: 'info' as const, text: state }]),
    ...citationsOf([deadline.rule], how.knowledge),
  ]
}

function headline({ deadline }: ShownLine, today: CivilDate): string {
  const day = dueDay(deadline)
  if (day === undefined) return hardnessText(deadline.rule)
  return day === today ? `今天是${lastDayName(deadline.rule)}` : leftText(day, today)
}

function rows({ matter, deadline }: ShownLine, today: CivilDate) {
  const { rule, safeLastDay } = deadline
  const expiry = expiryOf(matter)
  const day = (label: string, on: CivilDate) => ({ label, value: [`${dayText(on)}，${leftText(on, today)}`] })
  const due = dueDay(deadline)
  return [
    {
      label: lastDayName(rule),
      value: [dueLine({ matter, deadline, missed: [] }, today).replace(`${lastDayName(rule)} `, '')],
    },
    ...(rule.due.kind === 'window'
      ? [{ label: '每年什么时候办', value: [`${rule.due.opens} 到 ${rule.due.closes}`] }]
      : []),
    ...(safeLastDay === undefined || safeLastDay < today ? [] : [day('稳妥的最后一天', safeLastDay)]),
    ...(expiry === undefined || expiry === due ? [] : [day('证照到期', expiry)]),
    { label: '该谁办', value: [rule.owner] },
  ]
}

const expiryOf = (matter: Matter): CivilDate | undefined =>
  eventsOf(matter).findLast(({ event }) => event === expires)?.on

/** The last day to act is not the expiry: of what counts back from it, both are told. */
function expiryText({ matter, deadline: { rule, state } }: ShownLine, today: CivilDate): string {
  const expiry = expiryOf(matter)
  const isBack = rule.due.kind === 'counted' && rule.due.from === expires && rule.due.span.amount < 0
  if (expiry === undefined || !isBack || state.kind !== 'open' || rule.hardness !== 'hard-legal') return ''
  return `（证 ${shortDay(expiry, today)} 到期，${leftText(expiry, today)}）`
}

function overdueBlocks(line: ShownLine, how: Showing): readonly Block[] {
  const text = overdueText(line, how)
  return text === undefined ? [] : [note(text, 'warning')]
}

/** What follows from being late; undefined before the last day is over: on the day itself it is still time. */
function overdueText({ deadline }: ShownLine, { today, knowledge }: Showing): string | undefined {
  const day = dueDay(deadline)
  const { overdue } = deadline.rule
  if (deadline.state.kind !== 'open' || day === undefined || day >= today || overdue === undefined)
    return undefined
  return filledIn(overdue, knowledge, today)
}

/** A list that explained more of them would not be read: each line opens with its own. */
const mostConsequences = 3

/** Of each rule once, however many lines it has. */
function consequenceBlocks(lines: readonly ShownLine[], how: Showing): readonly Block[] {
  const texts = new Map(
    lines.flatMap((line) => {
      const text = overdueText(line, how)
      return text === undefined ? [] : [[line.deadline.rule.name, text] as const]
    }),
  )
  return [...texts].slice(0, mostConsequences).map(([name, text]) => note(`${name}：${text}`, 'warning'))
}

/** What its rung says is to be done, for as long as that can be. */
function doText(line: ShownLine, { knowledge, today }: Showing): string {
  const { do: words } = line.reminder ?? {}
  return words === undefined || isPassed(line, today) ? '' : filledIn(words, knowledge, today)
}

/** What was said ahead of the last day is no help on it or later, nor what was said on it once it is over. */
function isPassed({ deadline, reminder }: ShownLine, today: CivilDate): boolean {
  const due = dueDay(deadline)
  if (due === undefined || reminder === undefined) return false
  return reminder.on < due ? today >= due : reminder.on === due && today > due
}

function missedBlocks(lines: readonly ShownLine[]): readonly Block[] {
  const missed = daysText(lines.flatMap((line) => line.missed))
  const doubted = daysText(lines.flatMap((line) => line.doubted ?? []))
  return [
    ...(missed === '' ? [] : [note(`停机期间错过：${missed} 的提醒，这里一并告诉你。`)]),
    ...(doubted === '' ? [] : [note(`${doubted} 的提醒可能没有送到，这里一并告诉你。`)]),
  ]
}

/** Why a chat hears of what it does not watch. */
function elsewhereBlocks(lines: readonly ShownLine[]): readonly Block[] {
  const its = lines.filter(
    ({ forAnother, deadline }) => forAnother === true && deadline.state.kind === 'open',
  )
  if (its.length === 0) return []
  const which = its.length === lines.length ? '' : `${its.map(nameOf).join('、')}：`
  return [note(`${which}原来的聊天里没有人回应，所以提醒这里。在这里按了，两边都算。`)]
}

const nameOf = ({ matter, deadline }: ShownLine): string => deadlineText(matter, deadline)

/** 09-03、09-30: each day once. */
const daysText = (days: readonly CivilDate[]): string =>
  [...new Set(days)]
    .sort()
    .map((day) => day.slice(5))
    .join('、')

/** Rings whose turn it is; what is settled rings nobody. */
function mention({ keeper, deadline }: ShownLine, { group }: Showing): Text {
  if (keeper === undefined || !group || deadline.state.kind !== 'open') return []
  return [{ mention: keeper.person.person, name: keeper.name }, ' ']
}

/** What became of it; undefined while nobody has said anything. */
export function stateText(line: ShownLine, today: CivilDate): string | undefined {
  const { state } = line.deadline
  if (state.kind === 'done') return doneText(state.on)
  const mark = markOf(line)
  return mark === undefined ? undefined : markText(mark, today)
}

/** The same on a card: it names who can be named there. */
function stateSpans(line: ShownLine, today: CivilDate): Text | undefined {
  const { state } = line.deadline
  if (state.kind === 'done') return [doneText(state.on)]
  const mark = markOf(line)
  return mark === undefined ? undefined : markSpans(mark, today)
}

const doneText = (on: CivilDate): string => `✓ 已办，${on}`

const markOf = ({ matter, deadline }: ShownLine) => lastMark(matter, deadline.rule.id, deadline.cycle)

function dueNote(line: ShownLine, { today }: Showing): Block {
  return paragraph(dueLine(line, today))
}

function pastBlocks(line: ShownLine, until: CivilDate, { today }: Showing): readonly Block[] {
  const { deadline, matter } = line
  const due = dueDay(deadline)
  return [
    verdict(`没有延后：${until} 在${lastDayName(deadline.rule)} ${due ?? ''} 之后`),
    paragraph(
      `${deadlineText(matter, deadline)}${due === undefined ? '' : leftText(due, today)}（${hardnessText(deadline.rule)}）。`,
    ),
    paragraph('仍要延后，就由按下按钮的人确认：会记下他的名字和时间，最后一日当天不再提醒。'),
  ]
}
