import type { Matter } from '../../deadlines/matter.js'
import type { Press, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { ChatClosed } from '../arrival.js'
import { matterText, note, paragraph, verdict } from './deadline.js'
import { dueItemText } from './due-item.js'
import type { DueItem } from './due.js'
import type { ChatRef } from '../../values/ids.js'
import { closedTexts, said } from './trouble.js'

const whyTexts: Readonly<Record<ChatClosed, string>> = {
  removed: '我被移出了那个群',
  muted: '我在那里被禁言了',
  blocked: '我在那里被屏蔽了',
  gone: '那个群已经不在了',
}

/** What a closed chat watches, as one person who has to do with it is told. */
export interface ClosedChat {
  readonly why: ChatClosed
  readonly matters: readonly [Matter, ...Matter[]]
  /** The nearest first. */
  readonly dues: readonly DueItem[]
  /** Absent: who is told took over before. */
  readonly takeOver?: Press
}

const mostShown = 5

/** To whoever is next in charge, alone: which chat, what is next there, and what to do. */
export function closedChatReply({ why, matters, dues, takeOver }: ClosedChat, today: CivilDate): Reply {
  const [first] = matters
  const whose = matters.length === 1 ? matterText(first) : `${matterText(first)}等 ${matters.length} 件`
  const rest = dues.length - mostShown
  return {
    blocks: [
      verdict(`提醒发不出去了：${whyTexts[why]}（看着${whose}的群）`),
      ...(dues.length === 0
        ? [paragraph('接下来没有法定的日子。')]
        : [
            paragraph('那里接下来的期限：'),
            {
              kind: 'list' as const,
              items: dues.slice(0, mostShown).map((due) => [dueItemText(due, today)]),
            },
          ]),
      ...(rest > 0 ? [paragraph(`还有 ${rest} 项在后面。`)] : []),
      paragraph('要做：请那个群的管理员把我加回去，或解除禁言。回去以后我接着提醒，漏掉的一并补上。'),
      note(
        takeOver === undefined
          ? '在那之前，我在这里提醒你。'
          : '在那之前谁也收不到这些提醒。按下面的按钮，就先在这里提醒你。',
        'warning',
      ),
    ],
    ...(takeOver !== undefined && {
      buttons: [[{ label: '在这里提醒我', press: takeOver, style: 'primary' }]],
    }),
  }
}

export const tookOverReply = (matters: number): Reply =>
  said(`✓ 好：那个群收不到的时候，${matters} 件的期限先在这里提醒你。群恢复了会告诉你。`)

export const backElsewhereReply: Reply = said('那个群又能收到提醒了，以后在群里提醒，不再在这里说。')

/** To a chat into which the bot came back: nothing was forgotten. */
export const backReply = (matters: number, next: DueItem | undefined, today: CivilDate): Reply =>
  said(
    `我回来了，继续提醒 ${matters} 件事，${next === undefined ? '接下来没有法定的日子。' : `下一个是 ${dueItemText(next, today)}。`}`,
  )

/** What a closed chat watches, and of how much of it nobody else can be told. */
export interface Unreached {
  readonly why: ChatClosed
  readonly matters: number
  readonly left: number
  readonly next: DueItem | undefined
}

/** To operators: nobody but them knows that these deadlines reach nobody. */
export function unreachedReply(
  { channel, chat }: ChatRef,
  { why, matters, left, next }: Unreached,
  today: CivilDate,
): Reply {
  const leftText =
    left === 0 ? '，已经私聊通知负责人' : `，其中 ${left} 件没有能私聊通知的负责人，请你联系他们`
  const first = next === undefined ? '' : `最近的是 ${dueItemText(next, today)}。`
  return said(
    `聊天 ${channel} ${chat} 收不到提醒了（${closedTexts[why]}），那里看着 ${matters} 件${leftText}。${first}`,
  )
}
