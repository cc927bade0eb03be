import type { Deadline, Reminder } from '../deadlines/deadline.js'
import type { Said } from '../deadlines/watch.js'
import { filled } from '../knowledge/figures.js'
import { civilDate, type CivilDate } from '../values/civil-date.js'
import type { MarkKind } from './marks.js'
import { dueDayOf, spokenOf, type Drawing, type ShownDeadline } from './shown.js'
import { dayText, distanceText, dueNames, fullDayText, isLastDay, leadText } from './words.js'

/** One day on a time line. */
export interface Point {
  readonly on: CivilDate
  readonly mark: MarkKind
  readonly title: string
  /** Smaller, below the title. */
  readonly under: readonly string[]
  readonly provisional: boolean
}

/** The days of a deadline itself; `named` puts its name to them, where several deadlines share a time line. */
export function landmarksOf(
  { deadline }: ShownDeadline,
  { today }: Drawing,
  named: boolean,
): readonly Point[] {
  const { rule, state, opensOn, safeLastDay, provisional } = deadline
  const due = dueDayOf(deadline)
  const dueName = dueNames[rule.hardness]
  const one = (on: CivilDate | undefined, mark: MarkKind, title: string, under: readonly string[]) =>
    on === undefined ? [] : [{ on, mark, title, under: named ? [rule.name, ...under] : under, provisional }]
  switch (state.kind) {
    case 'open':
      return [
        ...one(opensOn, 'opens', '开始受理', []),
        ...one(safeLastDay, 'safe', '稳妥的最后一天', []),
        ...one(
          due,
          isLastDay(rule.hardness) ? 'last' : 'aim',
          dueName,
          due ? [distanceText(today, due)] : [],
        ),
      ]
    case 'done':
      return one(state.on, 'done', '已办', due === undefined ? [] : [`${dueName}：${fullDayText(due)}`])
    case 'given-up':
      return one(due, 'aim', dueName, ['已放弃'])
  }
}

/** The dated event that a deadline counts from: an expiry lies behind it, a decision before it. */
export function anchorOf({ rule, cycle, due }: Deadline, { rules }: Drawing): readonly Point[] {
  if (rule.due.kind !== 'counted' || due.kind === 'unknown') return []
  // A cycle is named after the dates of all events that it hangs on, the one that it counts from first.
  const on = civilDate(cycle.slice(0, 10))
  const name = rules.events.get(rule.due.from)?.name
  if (on === undefined || name === undefined) return []
  return [{ on, mark: 'anchor', title: name, under: [], provisional: false }]
}

/** A deadline's reminders; runs of daily or weekly ones are one point, and of one that has ended only what was said. */
export function remindersAsPoints(shown: ShownDeadline, how: Drawing): readonly Point[] {
  const { deadline } = shown
  const marked = spokenOf(shown).map((reminder) => ({
    reminder,
    mark: reminderMark(reminder, shown, how.today),
  }))
  const next = marked.find(({ mark }) => mark === 'ahead')?.reminder
  return runsOf(marked.map((one) => (one.reminder === next ? { ...one, mark: 'next' as const } : one)))
    .filter(({ mark }) => deadline.state.kind === 'open' || mark === 'said' || mark === 'missed')
    .map((run) => pointOf(run, deadline, how))
}

/** A reminder on the day of a landmark is told there, unless it is one that must not be overlooked. */
export function gathered(landmarks: readonly Point[], reminders: readonly Point[]): readonly Point[] {
  const isQuiet = ({ mark }: Point): boolean => mark === 'said' || mark === 'ahead'
  const joins = (one: Point, landmark: Point): boolean => isQuiet(one) && one.on === landmark.on
  return [
    ...landmarks.map((landmark) => ({
      ...landmark,
      under: [
        ...landmark.under,
        ...reminders.filter((one) => joins(one, landmark)).flatMap(({ title, under }) => [title, ...under]),
      ],
    })),
    ...reminders.filter((one) => !landmarks.some((landmark) => joins(one, landmark))),
  ]
}

interface Marked {
  readonly reminder: Reminder
  readonly mark: MarkKind
}

interface Run extends Marked {
  /** The reminders after the first. */
  readonly more: readonly Reminder[]
}

function reminderMark(reminder: Reminder, { deadline, said }: ShownDeadline, today: CivilDate): MarkKind {
  const states = said.filter((line) => tellsOf(line, reminder, deadline)).map(({ state }) => state)
  if (states.includes('sent')) return 'said'
  if (states.includes('missed')) return 'missed'
  return reminder.on < today && !states.includes('planned') ? 'unsaid' : 'ahead'
}

/** Rungs that fall on one day go out as one message, kept under one of them; what is counted in hours is each its own. */
function tellsOf(line: Said, { rung, on, moment }: Reminder, { matter, rule, cycle }: Deadline): boolean {
  const together = line.rung === rung || (line.on === on && moment === undefined)
  return together && line.matter === matter && line.rule === rule.id && line.cycle === cycle
}

function runsOf(marked: readonly Marked[]): readonly Run[] {
  return marked.reduce<readonly Run[]>((runs, one) => {
    const last = runs.at(-1)
    const goesOn =
      last?.mark === one.mark && repeats(one.reminder) && rungName(last.reminder) === rungName(one.reminder)
    return goesOn
      ? [...runs.slice(0, -1), { ...last, more: [...last.more, one.reminder] }]
      : [...runs, { ...one, more: [] }]
  }, [])
}

/** A rung that speaks more than once adds the day to its name. */
const rungName = ({ rung }: Reminder): string => rung.split('@')[0] ?? rung
const repeats = ({ rung }: Reminder): boolean => rung.includes('@')

function pointOf({ reminder, mark, more }: Run, deadline: Deadline, how: Drawing): Point {
  const due = dueDayOf(deadline)
  const last = more.at(-1)
  return {
    on: reminder.on,
    mark,
    title: `${reminderNames[mark] ?? '提醒'}${due === undefined ? '' : `：${leadText(reminder.on, due)}`}`,
    under: [
      ...(last === undefined ? [] : [`共 ${more.length + 1} 次，到 ${dayText(last.on)}`]),
      ...(reminder.do === undefined ? [] : [filled(reminder.do, how.figures, reminder.on)]),
      ...(reminder.movedFrom === undefined ? [] : [`原定 ${dayText(reminder.movedFrom)}，不是工作日`]),
    ],
    provisional: reminder.provisional && (mark === 'ahead' || mark === 'next'),
  }
}

const reminderNames: Partial<Readonly<Record<MarkKind, string>>> = {
  said: '已提醒',
  missed: '错过',
  unsaid: '没有提醒',
  next: '下一次',
}
