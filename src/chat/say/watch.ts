import type { Deadline, Reminder } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { StatedMatter } from '../../reply/deadline-press.js'
import type { Block, Button, Reply, Text } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { readNumber } from '../said/licence-number.js'
import { expires } from '../said/stated-matter.js'
import { dated, type Waiting } from '../waiting.js'
import { dayText, leftText } from './day.js'
import {
  citationsOf,
  dueDay,
  filledIn,
  hardnessText,
  matterText,
  note,
  paragraph,
  verdict,
} from './deadline.js'
import { messagesOf, planItem } from './plan.js'
import { said } from './trouble.js'

/** A matter as it would be watched from today on. */
export interface Prospect {
  readonly stated: StatedMatter
  readonly matter: Matter
  /** Those that are open. */
  readonly deadlines: readonly Deadline[]
  readonly plan: readonly Reminder[]
  readonly expiry: CivilDate | undefined
  readonly today: CivilDate
  readonly rules: Rules
  readonly knowledge: Knowledge
}

const cancel: Button = { label: '取消', press: { kind: 'drop' } }

/** Nothing is armed yet: the card shows both dates of a licence, the source, and what will be said when. */
export function reviewReply(prospect: Prospect): Reply {
  return {
    blocks: [
      verdict(headline(prospect)),
      ...tooLate(prospect),
      { kind: 'facts', rows: [...whose(prospect.matter), ...dates(prospect)] },
      ...numberNotes(prospect.stated),
      ...ahead(prospect, '设置后'),
      ...citationsOf(shownRules(prospect), prospect.knowledge),
    ],
    buttons: [
      [{ label: '设置提醒', press: { kind: 'register', stated: prospect.stated }, style: 'primary' }, cancel],
    ],
  }
}

/** The same after the press: it is watched now. */
export function registeredReply(prospect: Prospect): Reply {
  const { matter } = prospect
  return {
    blocks: [
      verdict(`✓ 已设置提醒：${matterText(matter)}`),
      ...tooLate(prospect),
      { kind: 'facts', rows: [...whose(matter), ...dates(prospect)] },
      ...ahead(prospect),
    ],
    buttons: [
      [
        { label: '全部提醒', press: { kind: 'command', command: 'plan' } },
        { label: '证照', press: { kind: 'matter', matter: matter.id, view: 'whole' } },
      ],
    ],
  }
}

/** The deadline to apply before a licence expires: the one that has a last safe day of its own. */
function renewalOf({ deadlines }: Pick<Prospect, 'deadlines'>): Deadline | undefined {
  return deadlines.find(({ rule }) => {
    const { due } = rule
    return rule.safe !== undefined && due.kind === 'counted' && due.from === expires && due.span.amount < 0
  })
}

function headline(prospect: Prospect): string {
  const { matter, expiry, today } = prospect
  const renewal = renewalOf(prospect)
  const last = renewal === undefined ? undefined : dueDay(renewal)
  if (expiry !== undefined && expiry < today) return `${matterText(matter)}${dayText(expiry)}已经到期`
  if (last === undefined) return `要给${matterText(matter)}设置提醒吗？`
  return last < today
    ? `最后申请日 ${last} 已经过了，${leftText(last, today)}`
    : `最后申请日是 ${dayText(last)}，${leftText(last, today)}`
}

/** What to do once the last day has passed stands before everything else. */
function tooLate(prospect: Prospect): readonly Block[] {
  const { knowledge, today } = prospect
  return prospect.deadlines.flatMap((deadline) => {
    const due = dueDay(deadline)
    const { overdue } = deadline.rule
    const isOver = due !== undefined && due < today && deadline.rule.hardness === 'hard-legal'
    return isOver && overdue !== undefined ? [note(filledIn(overdue, knowledge, today), 'warning')] : []
  })
}

interface Row {
  readonly label: string
  readonly value: Text
}

const scopeNames = { national: '全国', provincial: '省内' } as const

export function whose(matter: Matter): readonly Row[] {
  const { number, scope, province } = matter
  const where = province ?? (scope === undefined ? undefined : scopeNames[scope])
  return [
    { label: '对象', value: [matterText(matter)] },
    ...(number === undefined ? [] : [{ label: '编号', value: [number] }]),
    ...(where === undefined ? [] : [{ label: '范围', value: [where] }]),
  ]
}

const mostDates = 6

/** The expiry, then the deadlines whose day is known, by day. */
export function dates(prospect: Pick<Prospect, 'deadlines' | 'expiry' | 'today'>): readonly Row[] {
  const { expiry, today } = prospect
  const renewal = renewalOf(prospect)
  const others = firstOfEach(prospect.deadlines.filter((one) => one !== renewal && isToldOf(one, prospect)))
  return [
    ...(expiry === undefined ? [] : [row('到期日', expiry, today)]),
    ...(renewal === undefined ? [] : renewalRows(renewal, today)),
    ...others.slice(0, mostDates).flatMap((one) => dateRow(one, today)),
  ]
}

/** What comes back every year is told once. */
const firstOfEach = (all: readonly Deadline[]): readonly Deadline[] =>
  all.filter((one, at) => all.findIndex(({ rule }) => rule.id === one.rule.id) === at)

/** The day of expiry stands in a row of its own. */
function isToldOf(deadline: Deadline, { expiry }: Pick<Prospect, 'expiry'>): boolean {
  const day = dueDay(deadline)
  return day !== undefined && day !== expiry
}

const row = (label: string, day: CivilDate, today: CivilDate, more = ''): Row => ({
  label,
  value: [`${dayText(day)}，${leftText(day, today)}${more}`],
})

function renewalRows(renewal: Deadline, today: CivilDate): readonly Row[] {
  const last = dueDay(renewal)
  if (last === undefined) return []
  const { safeLastDay } = renewal
  return [
    row('最后申请日', last, today, `（${hardnessText(renewal.rule)}）`),
    ...(safeLastDay === undefined || safeLastDay < today ? [] : [row('稳妥的最后一天', safeLastDay, today)]),
  ]
}

function dateRow({ rule, ...deadline }: Deadline, today: CivilDate): readonly Row[] {
  const day = dueDay({ rule, ...deadline })
  if (day === undefined) return []
  const provisional = deadline.provisional ? '，暂定' : ''
  return [row(rule.name, day, today, `（${hardnessText(rule)}${provisional}）`)]
}

const shownPlan = 4

function ahead({ matter, plan, rules, today }: Prospect, how = ''): readonly Block[] {
  if (plan.length === 0) return [paragraph('近期没有要提醒的日子。')]
  const planned = plan.map((reminder) => ({ matter, reminder }))
  const count = (some: typeof planned): number => messagesOf(some, { rules, today })
  const rest = count(planned) - count(planned.slice(0, shownPlan))
  return [
    paragraph('接下来的提醒：'),
    { kind: 'list', items: plan.slice(0, shownPlan).map((one) => [planItem(one, { rules, today })]) },
    ...(rest > 0 ? [paragraph(`之后 400 天内还有 ${rest} 次，${how}发 /plan 看全部。`)] : []),
  ]
}

function shownRules(prospect: Prospect): readonly Deadline['rule'][] {
  const renewal = renewalOf(prospect)
  if (renewal !== undefined) return [renewal.rule]
  return prospect.deadlines.filter((one) => isToldOf(one, prospect)).map(({ rule }) => rule)
}

/** What is known of numbers was learnt from samples: so it is said, and nothing is refused for it. */
export function numberNotes({
  number,
  scope,
  province,
}: Pick<StatedMatter, 'number' | 'scope' | 'province'>): readonly Block[] {
  if (number === undefined) return []
  const read = readNumber(number)
  if (!read.usual)
    return [
      note(`编号“${number}”和常见样式（B2-20220123、沪B2-20140120）不一样，请对照证书核对。`, 'warning'),
    ]
  if (read.scope === 'provincial' && scope === 'national')
    return [
      note(`编号带省简称的一般是${read.province ?? ''}的省级证，你说的是全国，请对照证书核对。`, 'warning'),
    ]
  if (read.province !== undefined && read.province !== province)
    return [note(`编号的省简称是${read.province}，你说的是${province ?? ''}，请对照证书核对。`, 'warning')]
  return []
}

export function whichYearReply(stated: StatedMatter, monthDay: string, years: readonly CivilDate[]): Reply {
  const [month = '', day = ''] = monthDay.split('-')
  return {
    blocks: [
      verdict(`哪一年的${Number(month)}月${Number(day)}日？`),
      paragraph('看许可证首页“有效期限”。按下面的按钮，或直接打年份，例如：2027。'),
    ],
    buttons: [
      years.map((on) => ({
        label: `${on.slice(0, 4)}年`,
        press: { kind: 'review', stated: dated(stated, on) },
      })),
      [cancel],
    ],
  }
}

export function backwardsReply(begins: CivilDate, ends: CivilDate): Reply {
  return said(`到期日 ${ends} 不在发证日 ${begins} 之后，请对照证书再说一次。什么都没有登记。`)
}

interface Term {
  readonly begins: CivilDate
  readonly ends: CivilDate
}

export function termReply(stated: StatedMatter, { begins, ends }: Term): Reply {
  return {
    blocks: [
      verdict('这两个日子对吗？'),
      paragraph(
        `发证 ${begins}，到期 ${ends}，和许可证通常的有效期不一样长。请对照证书；写错了就取消，重新说一次。`,
      ),
    ],
    buttons: [
      [{ label: '日子没错', press: { kind: 'review', stated: { ...stated, termMeant: true } } }, cancel],
    ],
  }
}

/** One like it is watched already: its date may have to be mended, or this is another one. */
export function likeAnotherReply(stated: StatedMatter, known: Matter, ends: CivilDate | undefined): Reply {
  const another: Button = {
    label: '另外登记',
    press: { kind: 'review', stated: { ...stated, another: true } },
  }
  return {
    blocks: [
      verdict(`这里已经在看${matterText(known)}${known.number === undefined ? '' : `（${known.number}）`}`),
      paragraph('是要改它，还是另外登记一个？'),
    ],
    buttons: [...(ends === undefined ? [] : [[mending(known, ends)]]), [another, cancel]],
  }
}

const mending = ({ id }: Matter, ends: CivilDate): Button => ({
  label: `到期日改为 ${ends}`,
  press: { kind: 'report', report: { event: expires, matter: id, on: ends } },
})

export const droppedReply: Reply = said('好的，取消了，什么都没有改。')

/** Typed as the answer that was waited for, but none: how it may look, and the way out. */
export function unfitReply(waiting: Waiting): Reply {
  if (waiting.for === 'interview-code')
    return said('代码是六位字母和数字，看一下另一边给你的那一句。不用了就打“取消”。')
  if (waiting.for === 'code') return said('数字不对，看一下我私聊发给你的。不用了就打“取消”。')
  const example = waiting.for === 'year' ? '2027' : waiting.for === 'expiry' ? '2032年3月2日' : '11月20日'
  return said(`这个日子我没看懂，或日历上没有。请这样打：${example}。不记了就打“取消”。`)
}
