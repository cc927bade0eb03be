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

interface Confirming {
  readonly source: EventSource
  readonly rules: Rules
  readonly change: Change
  readonly today: CivilDate
}

/** Nothing is noted before the press. */
export function confirmReply(report: Report, { source, rules, change, today }: Confirming): Reply {
  const asksReceipt = report.receipt === undefined && source.ahead !== true
  return {
    blocks: [
      verdict(`要记下吗？${matterText(change.matter)}`),
      { kind: 'facts', rows: rows(report, source, rules) },
      ...changes(change, today),
      ...(asksReceipt ? [paragraph('有受理号或回执号，可以直接发给我，一起记下。')] : []),
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

function rows({ on, time, receipt, expiresOn, sets }: Report, { name }: EventSource, { events }: Rules) {
  return [
    {
      label: name,
      value: [on === undefined ? '' : `${dayText(on)}${time === undefined ? '' : ` ${time}`}`],
    },
    ...(sets === undefined
      ? []
      : [{ label: events.get(sets.event)?.name ?? sets.event, value: [dayText(sets.on)] }]),
    ...(expiresOn === undefined ? [] : [{ label: '有效期到', value: [dayText(expiresOn)] }]),
    ...(receipt === undefined ? [] : [{ label: '受理号', value: [receipt] }]),
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

/** `entry`: its place in the log, for who made a mistake. */
export function notedReply(
  report: Report,
  { source, rules, change, today, entry }: Confirming & { readonly entry: number },
): Reply {
  const { matter } = change
  return {
    blocks: [
      verdict(`✓ 已记下：${matterText(matter)}`),
      { kind: 'facts', rows: rows(report, source, rules) },
      ...changes(change, today),
    ],
    buttons: [[{ label: '撤销', press: { kind: 'take-back', matter: matter.id, entry } }]],
  }
}

export const alreadyNotedReply = ({ name }: EventSource, on: CivilDate): Reply =>
  said(`${shortDay(on, on)} 的“${name}”已经记过了，没有再记一次。`)

export const takenBackReply = (matter: Matter): Reply =>
  said(`已撤销，${matterText(matter)}的提醒恢复到记下之前。`)
