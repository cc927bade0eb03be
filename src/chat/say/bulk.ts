import type { Matter } from '../../deadlines/matter.js'
import type { EventSource } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Bulk, BulkDeed, BulkTarget } from '../../reply/bulk.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import { daysAfter, type CivilDate } from '../../values/civil-date.js'
import type { Judged } from '../many/bulk-judging.js'
import { dayText, leftText, shortDay } from './day.js'
import {
  deadlineText,
  dueDay,
  dueText,
  lastDayName,
  matterText,
  note,
  paragraph,
  verdict,
} from './deadline.js'
import { stateText } from './reminder.js'
import type { Change } from './report.js'
import { said } from './trouble.js'

type Fit = Extract<Judged, { kind: 'fit' }>
type NotFit = Extract<Judged, { kind: 'unfit' }>

/** Who is meant, and who cannot be. */
export interface Told {
  readonly fit: readonly Fit[]
  readonly unfit: readonly NotFit[]
  readonly rules: Rules
  readonly today: CivilDate
}

interface Asking {
  readonly page: number
  /** A name that could not be left out. */
  readonly unknown: string | undefined
  readonly changes: readonly Change[]
}

const cancel: Button = { label: '取消', press: { kind: 'drop' } }
const mostOnPage = 12
const mostUnfit = 12

/** Nothing is noted before the press; each of them can be left out. */
export function bulkReply(bulk: Bulk, told: Told, { page, unknown, changes }: Asking): Reply {
  const { fit } = told
  const pages = Math.ceil(fit.length / mostOnPage)
  const at = Math.min(Math.max(page, 0), pages - 1) * mostOnPage
  const shown = fit.slice(at, at + mostOnPage)
  return {
    blocks: [
      verdict(
        `要${fit.length > 1 ? '一起' : ''}记下吗？${deedText(bulk.deed, told)}：${countText(bulk, told)}`,
      ),
      ...countedNote(bulk, told),
      ...(unknown === undefined
        ? []
        : [note(`名单里没有唯一一家叫“${unknown.slice(0, 20)}”的，没有去掉。`, 'warning')]),
      { kind: 'list', ordered: true, items: shown.map((one) => [itemText(one, told)]) },
      ...(pages > 1 ? [paragraph(`第 ${at / mostOnPage + 1} 页，共 ${pages} 页。`)] : []),
      ...unfitBlocks(told),
      ...changeBlocks(changes),
      ...(isGivingUp(bulk) ? [note('确认后不再提醒这一次，并记下是谁按的。', 'warning')] : []),
      ...(fit.length > 1
        ? [paragraph('不是的可以去掉：按下面的按钮，或打“不含”和名字，例如：不含 XX公司。')]
        : []),
    ],
    buttons: [
      [
        {
          label: `这${countText(bulk, told).replace(/\s/g, '')}都记上`,
          press: { kind: 'bulk', step: 'do', bulk: { deed: bulk.deed, targets: bulk.targets } },
          style: isGivingUp(bulk) ? 'danger' : 'primary',
        },
        cancel,
      ],
      ...(fit.length > 1 ? shown.map((one, index) => [outButton(bulk, one, index + 1)]) : []),
      ...pageButtons(bulk, at / mostOnPage, pages),
    ],
  }
}

const isGivingUp = ({ deed }: Bulk): boolean => deed.kind === 'mark' && deed.mark === 'given-up'

const labelCharacters = 26

function outButton({ deed, targets }: Bulk, { target, matter }: Fit, number: number): Button {
  const rest: Bulk = { deed, targets: targets.filter((one) => one !== target) }
  const name = (matter.kind === 'licence' ? matter.holder : matterText(matter)).slice(0, labelCharacters)
  return { label: `去掉 ${number}. ${name}`, press: { kind: 'bulk', step: 'ask', bulk: rest } }
}

function pageButtons(bulk: Bulk, page: number, pages: number): readonly (readonly Button[])[] {
  const to = (label: string, at: number): readonly Button[] =>
    at < 0 || at >= pages ? [] : [{ label, press: { kind: 'bulk', step: 'ask', bulk, page: at } }]
  const both = [...to('上一页', page - 1), ...to('下一页', page + 1)]
  return both.length === 0 ? [] : [both]
}

/** Events happen to clients, marks are set on deadlines. */
function countText({ deed }: Bulk, { fit }: Told): string {
  return deed.kind === 'event' ? `${fit.length} 家` : `${fit.length} 项`
}

function countedNote({ counted }: Bulk, { fit, unfit }: Told): readonly Block[] {
  const all = fit.length + unfit.length
  if (counted === undefined) return []
  const how = counted < all ? '请先去掉不是的再记' : '其余的请写上名字再说一次'
  return [note(`你说的是 ${counted} 个，刚才列出的是 ${all} 个，${how}。`, 'warning')]
}

export function deedText(deed: BulkDeed, { rules, today }: Pick<Told, 'rules' | 'today'>): string {
  switch (deed.kind) {
    case 'event':
      return `${rules.events.get(deed.event)?.name ?? deed.event}${deed.on === undefined ? '' : ` ${dayText(deed.on)}`}`
    case 'mark':
      return markNames[deed.mark]
    case 'put-off':
      return `延后到 ${shortDay(deed.until, today)} 再提醒`
  }
}

const markNames = { seen: '已看到', preparing: '准备中', 'given-up': '不办了' } as const

function itemText({ matter, deadline }: Fit, { today }: Told): string {
  if (deadline === undefined) return matterText(matter)
  const day = dueDay(deadline)
  const left = day === undefined ? '' : `，${leftText(day, today)}`
  return `${deadlineText(matter, deadline)}：${lastDayName(deadline.rule)} ${dueText(deadline, today)}${left}`
}

function unfitBlocks(told: Told): readonly Block[] {
  const { unfit } = told
  if (unfit.length === 0) return []
  const rest = unfit.length - mostUnfit
  return [
    paragraph(`这 ${unfit.length} 个不能一起记：`),
    { kind: 'list', items: unfit.slice(0, mostUnfit).map((one) => [unfitText(one, told)]) },
    ...(rest > 0 ? [paragraph(`还有 ${rest} 个没有列出。`)] : []),
  ]
}

function unfitText(one: NotFit, told: Told): string {
  const { matter, deadline } = one
  if (matter === undefined) return `有一项已经不在这里了`
  const name = deadline === undefined ? matterText(matter) : deadlineText(matter, deadline)
  return `${name}：${whyText(one, told)}`
}

function whyText({ why, matter, deadline }: NotFit, { today }: Told): string {
  switch (why.kind) {
    case 'gone':
      return '已经不在这里了'
    case 'closed':
      return '已经结束'
    case 'not-allowed':
      return '要管理员、群主或它的负责人来记'
    case 'none':
      return '现在没有这一项期限'
    case 'noted':
      return `${shortDay(why.on, today)} 已经记过`
    case 'past':
      return `会越过最后一日 ${why.due.slice(5)}，要打开它单独确认`
    case 'settled':
      return settledText(matter, deadline, today)
  }
}

function settledText(matter: Matter | undefined, deadline: NotFit['deadline'], today: CivilDate): string {
  const state =
    matter === undefined || deadline === undefined
      ? undefined
      : stateText({ matter, deadline, missed: [] }, today)
  return state ?? '已经有结果了'
}

/** What stops and what begins, with how many have it. */
function changeBlocks(changes: readonly Change[]): readonly Block[] {
  const ended = counted(changes.flatMap((change) => change.ended.map(({ rule }) => rule.name)))
  const begun = counted(changes.flatMap((change) => change.begun.map(({ rule }) => rule.name)))
  return [
    ...(ended === '' ? [] : [paragraph(`不再提醒：${ended}。`)]),
    ...(begun === '' ? [] : [paragraph(`接着提醒：${begun}。`)]),
  ]
}

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name}（${count}）`).join('、')
}

const mostNamed = 30

export function bulkDoneReply(
  bulk: Bulk,
  told: Told,
  { undo, changes }: { readonly undo: DeadlinePress; readonly changes: readonly Change[] },
): Reply {
  return {
    blocks: [
      verdict(`✓ 已记下 ${countText(bulk, told)}：${deedText(bulk.deed, told)}`),
      paragraph(`${namesText(told.fit.map(({ matter }) => matter))}。`),
      ...unfitBlocks(told),
      ...changeBlocks(changes),
      note('记错了，一天之内可以一次撤销。'),
    ],
    buttons: [[{ label: '全部撤销', press: undo }]],
  }
}

function namesText(matters: readonly Matter[]): string {
  const names = [...new Set(matters.map(matterText))]
  const shown = names.slice(0, mostNamed).join('、')
  return names.length > mostNamed ? `${shown} 等` : shown
}

export function bulkUndoneReply(undone: readonly Matter[], left: readonly Matter[]): Reply {
  const kept = left.length === 0 ? [] : [note(`后来又改过，没有撤销：${namesText(left)}。`, 'warning')]
  if (undone.length === 0) return { blocks: [verdict('没有可以撤销的了。'), ...kept] }
  return {
    blocks: [
      verdict(`已撤销 ${undone.length} 家，提醒恢复到记下之前。`),
      paragraph(`${namesText(undone)}。`),
      ...kept,
    ],
  }
}

export const bulkTooOldReply: Reply = said(
  '已经超过一天，不能一次撤销了。要改哪一家，把实际情况再说一次，例如：XX公司 11月20日续期交了。',
)

/** Why not one of them can be noted. */
export function noneFitReply(deed: BulkDeed, told: Told): Reply {
  return {
    blocks: [verdict(`没有可以记的：${deedText(deed, told)}`), ...unfitBlocks(told)],
    buttons: [[{ label: '看期限', press: { kind: 'command', command: 'due' } }]],
  }
}

/** One day for all of them; today and yesterday are a press away. */
export function bulkWhenReply(bulk: Bulk, told: Told): Reply {
  const { today } = told
  const day = (name: string, on: CivilDate): Button => ({
    label: `${name} ${on.slice(5)}`,
    press: {
      kind: 'bulk',
      step: 'ask',
      bulk: bulk.deed.kind === 'event' ? { ...bulk, deed: { ...bulk.deed, on } } : bulk,
    },
  })
  return {
    blocks: [
      verdict(`${countText(bulk, told)}，${deedText(bulk.deed, told)}：是哪一天？`),
      paragraph('按下面的按钮，或直接打日期，例如：11月20日。日期不一样的，分开说。'),
    ],
    buttons: [[day('今天', today), day('昨天', daysAfter(today, -1))], [cancel]],
  }
}

/** Of several things that may have been done. */
export function whichDeedReply(
  choices: readonly { readonly source: EventSource; readonly bulk: Bulk }[],
): Reply {
  return {
    blocks: [verdict('做完的是哪一件？')],
    buttons: [
      ...choices.slice(0, mostChoices).map(({ source, bulk }, at): readonly Button[] => [
        {
          label: `${at + 1}. ${source.name.slice(0, 20)}（${mattersOf(bulk.targets)} 家）`,
          press: { kind: 'bulk', step: 'ask', bulk },
        },
      ]),
      [cancel],
    ],
  }
}

const mostChoices = 8
const mattersOf = (targets: readonly BulkTarget[]): number =>
  new Set(targets.map(({ matter }) => matter)).size

export const eachByItselfReply = ({ name }: EventSource): Reply =>
  said(
    `“${name}”每一家的日期或编号不一样，不能一起记，请一家一家说，例如：XX公司拿到新证了，有效期到2032年3月2日。`,
  )

export const untilWhenReply: Reply = said(
  '延后到哪天再提醒？写“延后3天”“延后到下周一”或“延后到12月1日”，也可以按提醒下面的“延后”。现在什么都没有改。',
)
