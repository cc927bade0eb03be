import { workingDayFrom } from '../../deadlines/working-days.js'
import type { Rules } from '../../deadlines/rules.js'
import type { LineRef } from '../../reply/deadline-press.js'
import type { Button } from '../../reply/reply.js'
import { daysAfter, nextMonday, type CivilDate } from '../../values/civil-date.js'
import { lastMark } from '../matters/marks.js'
import { shortDay } from './day.js'
import { deadlineText } from './deadline.js'
import type { CardLine, ShownLine } from './card-line.js'

type Rows = readonly (readonly Button[])[]

/** One line of a card, opened. */
export interface OpenLine {
  readonly refs: readonly LineRef[]
  readonly at: number
  readonly line: ShownLine
  readonly today: CivilDate
  readonly rules: Rules
}

/** As long as a label may be, its number included. */
const labelCharacters = 30

/** One button a line, and one for who has read them all. */
export function allButtons(lines: readonly CardLine[]): Rows {
  const refs = lines.map(({ ref }) => ref)
  const each = lines.flatMap(({ line }, at): Rows => {
    if (line === undefined) return []
    const label = `${at + 1}. ${deadlineText(line.matter, line.deadline)}`.slice(0, labelCharacters)
    return [[{ label, press: { kind: 'lines', lines: refs, view: { kind: 'one', at } } }]]
  })
  return lines.some(isUnseen)
    ? [[{ label: '全部已看到', press: { kind: 'see-all', lines: refs } }], ...each]
    : each
}

/** Only of a reminder: where somebody just looks at a list, nothing asks to be seen. */
function isUnseen({ ref, line }: CardLine): boolean {
  const { rung } = ref
  return rung !== undefined && line?.deadline.state.kind === 'open' && line.deadline.state.mark === undefined
}

/** What can be said about one line; what is settled can only be left. */
export function lineButtons({ refs, at, line, rules }: OpenLine): Rows {
  const back: Rows = refs.length > 1 ? [[backTo(refs, { kind: 'all' })]] : []
  const { matter, deadline } = line
  if (deadline.state.kind === 'done') return back
  const marked = lastMark(matter, deadline.rule.id, deadline.cycle)?.mark.kind
  const mark = (kind: 'seen' | 'preparing', label: string): Button => ({
    label: marked === kind ? `✓ ${label}` : label,
    press: { kind: 'mark', lines: refs, at, mark: kind },
  })
  if (deadline.state.kind === 'given-up') return [[mark('preparing', '又要办了')], ...back]
  const { done, entry } = deadline.rule
  const explained: readonly Button[] =
    entry === undefined ? [] : [{ label: '看说明', press: { kind: 'ask', entry } }]
  const submit: readonly Button[] =
    done === undefined
      ? []
      : [{ label: doneLabel(rules.events.get(done)?.name ?? ''), press: { kind: 'submit', lines: refs, at } }]
  const view = (label: string, kind: 'put-off' | 'give-up'): Button => ({
    label,
    press: { kind: 'lines', lines: refs, view: { kind, at } },
  })
  return [
    [mark('seen', '已看到'), mark('preparing', '准备中')],
    [...submit, view('延后', 'put-off')],
    [view('不办了', 'give-up'), ...explained],
    ...back,
  ]
}

function doneLabel(name: string): string {
  if (name.includes('报送')) return '已报送'
  return name.includes('交') ? '已提交' : '已办完'
}

function backTo(
  refs: readonly LineRef[],
  view: { readonly kind: 'all' } | { readonly kind: 'one'; readonly at: number },
): Button {
  return { label: '返回', press: { kind: 'lines', lines: refs, view } }
}

/** Each with the working day on which it comes back; two that come to one day are one. */
export function putOffButtons({ refs, at, today, rules }: OpenLine): Rows {
  const choices: readonly (readonly [string, CivilDate])[] = [
    ['1天', daysAfter(today, 1)],
    ['1周', daysAfter(today, 7)],
    ['下周一', nextMonday(today)],
  ]
  const moved = choices.map(([name, day]) => ({ name, until: workingDayFrom(day, rules.days) }))
  const each = moved.filter(({ until }, index) => moved.findIndex((one) => one.until === until) === index)
  const rows = each.map(({ name, until }): readonly Button[] => [
    { label: `${name}：${shortDay(until, today)}`, press: { kind: 'put-off', lines: refs, at, until } },
  ])
  return [...rows, [backTo(refs, { kind: 'one', at })]]
}

export function pastButtons({ refs, at }: OpenLine, until: CivilDate): Rows {
  return [
    [
      {
        label: `仍要延后到 ${until.slice(5)}`,
        press: { kind: 'put-off', lines: refs, at, until, past: true },
        style: 'danger',
      },
    ],
    [backTo(refs, { kind: 'one', at })],
  ]
}

export function giveUpButtons({ refs, at }: OpenLine): Rows {
  return [
    [{ label: '确认不办', press: { kind: 'mark', lines: refs, at, mark: 'given-up' }, style: 'danger' }],
    [backTo(refs, { kind: 'one', at })],
  ]
}
