import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { EventSource } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import type { Report } from '../../reply/deadline-press.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import { daysAfter, type CivilDate } from '../../values/civil-date.js'
import { shortDay, dayText } from './day.js'
import { dueText, hardnessText, matterText, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'
import { dates, numberNotes, whose, type Prospect } from './watch.js'

/** What a report does to the deadlines of a matter. */
export interface Change {
  readonly matter: Matter
  /** No longer spoken of. */
  readonly ended: readonly Deadline[]
  /** Spoken of from then on. */
  readonly begun: readonly Deadline[]
}

const cancel: Button = { label: '取消', press: { kind: 'drop' } }

interface Asked {
  readonly source: EventSource
  /** Undefined: it begins one. */
  readonly matter?: Matter
  readonly today: CivilDate
}

/** Nothing is assumed about when it happened; today and yesterday are a press away. */
export function whenReply(report: Report, { source, matter, today }: Asked): Reply {
  const day = (name: string, on: CivilDate): Button => ({
    label: `${name} ${on.slice(5)}`,
    press: { kind: 'report', report: { ...report, on } },
  })
  const near = source.ahead === true ? [] : [day('今天', today), day('昨天', daysAfter(today, -1))]
  return {
    blocks: [
      verdict(
        `${matter === undefined ? '' : `${matterText(matter)}，`}${source.name}：${ended(source.asks)}`,
      ),
      paragraph(
        near.length > 0 ? '按下面的按钮，或直接打日期，例如：11月20日。' : '直接打日期，例如：2027年3月2日。',
      ),
    ],
    buttons: [near, [cancel]].filter((buttons) => buttons.length > 0),
  }
}

const ended = (text: string): string => (/[？?。]$/.test(text) ? text : `${text}？`)

export function futureReply(on: CivilDate, today: CivilDate): Reply {
  return {
    ...said(`${dayText(on)}还没到，今天是 ${today}，没有发生的事不能记。请打实际的日期，例如：今天。`),
    buttons: [[cancel]],
  }
}

/** The time of day that was said has not come yet. */
export function notYetReply(time: string): Reply {
  return {
    ...said(`今天 ${time} 还没到，没有发生的事不能记。请打实际的日期和时间，例如：今天9点30分。`),
    buttons: [[cancel]],
  }
}

/** The day that a notice sets lies before the notice. */
export function setBeforeReply(on: CivilDate, sets: CivilDate): Reply {
  return {
    ...said(`写的截止日 ${sets} 在收到的日子 ${on} 之前，请对照通知书再说一次。什么都没有记。`),
    buttons: [[cancel]],
  }
}

export function untilWhenReply({ expiresOn }: Report): Reply {
  const odd = expiresOn === undefined ? '' : `${expiresOn} 不在发新证之后，请对照证书。`
  return {
    blocks: [
      verdict('新证的有效期到哪一天？'),
      paragraph(`${odd}看新证首页“有效期限”，直接打日期，例如：2032年3月2日。下一轮续期从它算起。`),
    ],
    buttons: [[cancel]],
  }
}

/** An answer to what may have been a report as well. */
export function withReportButton(answer: Reply, report: Report, { name }: EventSource): Reply {
  const button: Button = { label: `登记：${name}`, press: { kind: 'report', report } }
  return { ...answer, buttons: [[button], ...(answer.buttons ?? [])] }
}

const mostMatters = 8

export function whichMatterReply(
  report: Report,
  { source, matters }: { readonly source: EventSource; readonly matters: readonly Matter[] },
): Reply {
  const rest = matters.length - mostMatters
  return {
    blocks: [
      verdict(`${source.name}：说的是哪一个？`),
      ...(rest > 0 ? [paragraph(`还有 ${rest} 个没有列出：请写上名字再说一次。`)] : []),
    ],
    buttons: [
      ...matters.slice(0, mostMatters).map((matter, at): readonly Button[] => [
        {
          label: `${at + 1}. ${(matter.number ?? matterText(matter)).slice(0, 26)}`,
          press: { kind: 'report', report: { ...report, matter: matter.id } },
        },
      ]),
      [cancel],
    ],
  }
}

export function nothingWatchedReply({ name, matter }: EventSource): Reply {
  const how =
    matter === 'licence' ? '先告诉我到期日，例如：我们的证2027年3月2日到期。' : '先告诉我这件事是哪天开始的。'
  return said(`“${name}”没有记下：这个聊天里还没有登记它说的那一件。${how}`)
}

/** What comes of the licence that an application ended in. */
export type Begun =
  | { readonly kind: 'registered'; readonly prospect: Prospect }
  /** Who reports it may not have anything watched here. */
  | { readonly kind: 'left-to-managers'; readonly expiresOn: CivilDate }

interface Confirming {
  readonly licence?: Begun | undefined
  readonly source: EventSource
  readonly rules: Rules
  readonly change: Change
  readonly today: CivilDate
}

/** Nothing is noted before the press. */
export function confirmReply(report: Report, confirming: Confirming): Reply {
  const { source, change, today, licence } = confirming
  const asksReceipt = report.receipt === undefined && source.ahead !== true
  return {
    blocks: [
      verdict(`要记下吗？${matterText(change.matter)}`),
      { kind: 'facts', rows: rows(report, confirming) },
      ...changes(change, today),
      ...begunBlocks('同时登记这张许可证：', licence),
      ...(asksReceipt ? [paragraph(receiptAsked(licence))] : []),
    ],
    buttons: [
      [{ label: '确认记下', press: { kind: 'note', report }, style: 'primary' }],
      [
        {
          label: '改日期',
          press: {
            kind: 'report',
            report: { ...report, on: undefined, time: undefined, sets: undefined, expiresOn: undefined },
          },
        },
        cancel,
      ],
    ],
  }
}

const receiptAsked = (licence: Begun | undefined): string =>
  licence?.kind !== 'registered'
    ? '有受理号或回执号，可以直接发给我，一起记下。'
    : '证上的编号可以直接发给我，一起登记。'

/** What is known of the licence, and its days. */
function begunBlocks(lead: string, licence: Begun | undefined): readonly Block[] {
  if (licence === undefined) return []
  if (licence.kind === 'left-to-managers')
    return [
      paragraph(
        `这张许可证要由群主或管理员登记：请他们在这里说“我们的证${spokenDay(licence.expiresOn)}到期”。`,
      ),
    ]
  const { prospect } = licence
  return [
    paragraph(lead),
    { kind: 'facts', rows: [...whose(prospect.matter), ...dates(prospect)] },
    ...numberNotes(prospect.stated),
  ]
}

/** As somebody would say it: 2031年5月7日 */
function spokenDay(day: CivilDate): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

function rows({ on, time, receipt, expiresOn, sets }: Report, { source, rules, licence }: Confirming) {
  const { name } = source
  const { events } = rules
  const isOfLicence = licence?.kind === 'registered'
  return [
    {
      label: name,
      value: [on === undefined ? '' : `${dayText(on)}${time === undefined ? '' : ` ${time}`}`],
    },
    ...(sets === undefined
      ? []
      : [{ label: events.get(sets.event)?.name ?? sets.event, value: [dayText(sets.on)] }]),
    ...(expiresOn === undefined || isOfLicence ? [] : [{ label: '有效期到', value: [dayText(expiresOn)] }]),
    ...(receipt === undefined || isOfLicence ? [] : [{ label: '受理号', value: [receipt] }]),
  ]
}

function changes({ ended: over, begun }: Change, today: CivilDate): readonly Block[] {
  return [
    ...(over.length === 0 ? [] : [paragraph(`不再提醒：${over.map(({ rule }) => rule.name).join('、')}。`)]),
    ...(begun.length === 0
      ? []
      : [
          paragraph('接着提醒：'),
          {
            kind: 'list' as const,
            items: begun.map((one) => [
              `${one.rule.name}：${dueText(one, today)}（${hardnessText(one.rule)}${one.provisional ? '，暂定' : ''}）`,
            ]),
          },
        ]),
  ]
}

interface Noting extends Confirming {
  /** Its place in the log, for who made a mistake. */
  readonly entry: number
  /** Nothing of the matter is left to do. */
  readonly over: boolean
  readonly lacksApproval: boolean
}

export function notedReply(report: Report, confirming: Noting): Reply {
  const { change, today, entry, licence, over, lacksApproval } = confirming
  const { matter } = change
  return {
    blocks: [
      verdict(`✓ 已记下：${matterText(matter)}`),
      { kind: 'facts', rows: rows(report, confirming) },
      ...changes(change, today),
      ...(over ? [paragraph(`${matterText(matter)}办完了，不再提醒。`)] : []),
      ...(lacksApproval
        ? [paragraph('批准决定是哪天的也请告诉我，例如：11月20日批准了。经营范围登记从那天算起。')]
        : []),
      ...begunBlocks('✓ 已登记这张许可证，从今天起看着它的日子：', licence),
    ],
    buttons: [[{ label: '撤销', press: { kind: 'take-back', matter: matter.id, entry } }]],
  }
}

export const alreadyNotedReply = ({ name }: EventSource, on: CivilDate): Reply =>
  said(`${shortDay(on, on)} 的“${name}”已经记过了，没有再记一次。`)

/** `licence`: what was registered with the report, and is watched on. */
export function takenBackReply(matter: Matter, licence?: Matter): Reply {
  const back = `已撤销，${matterText(matter)}的提醒恢复到记下之前。`
  if (licence === undefined) return said(back)
  return {
    ...said(`${back}那时一起登记的${matterText(licence)}还在提醒；登记错了，把它也停掉。`),
    buttons: [[{ label: '停止提醒那张证', press: { kind: 'matter', matter: licence.id, view: 'stop' } }]],
  }
}
