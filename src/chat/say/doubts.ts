import type { DoubtsPress } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { Chat } from '../arrival.js'
import type { Doubtful } from './daily.js'
import { shortDay } from './day.js'
import { matterText, note, verdict } from './deadline.js'
import { said } from './trouble.js'

/** A line of a reminder that may not have arrived, and what kind of chat it was for. */
export interface DoubtfulLine extends Doubtful {
  readonly kind?: Chat['kind']
}

/** The reminders that ended in doubt within some minutes, and the first of what they told. */
export interface Doubts extends Pick<DoubtsPress, 'from' | 'until' | 'count'> {
  readonly first: readonly DoubtfulLine[]
}

/** To operators: what nobody but them can find out. */
export function doubtsReply({ from, until, count, first }: Doubts, today: CivilDate): Reply {
  const press = { kind: 'doubts', from, until, count } as const
  return {
    blocks: [
      verdict(`有 ${count} 次提醒发出后没等到平台的回音，不知道送到没有。`),
      ...(first.length > 0
        ? [{ kind: 'list' as const, items: first.map((line) => [lineText(line, today)]) }]
        : []),
      note(
        '请问一下对方：都看到了就按“都送到了”；没看到就按“再发一次”（也可以直接打这几个字），会注明是重发，已经办完的不再提。',
      ),
    ],
    buttons: [
      [
        { label: '都送到了', press: { ...press, as: 'arrived' } },
        { label: '再发一次', press: { ...press, as: 'again' }, style: 'primary' },
      ],
    ],
  }
}

const kinds: Readonly<Record<Chat['kind'], string>> = { private: '私聊', group: '群聊' }

function lineText({ matter, rule, on, chat, kind }: DoubtfulLine, today: CivilDate): string {
  const place = `${kind === undefined ? '' : `${kinds[kind]} `}${chat.channel}:${chat.chat}`
  return `${shortDay(on, today)} ${matterText(matter)} ${rule}（${place}）`
}

/** On the card of every operators' chat: what was done about it. */
export function doubtsSettledReply({ count, as }: DoubtsPress, name: string): Reply {
  const what =
    as === 'arrived'
      ? `说都送到了：${count} 次提醒记为已送到。`
      : `让再发一次：${count} 次提醒会重发，注明是重发。对方休息的时间里先不发。`
  return { blocks: [verdict(`${name === '' ? '有人' : name} ${what}`)] }
}

export const doubtsSettledText = (as: DoubtsPress['as']): string =>
  as === 'arrived' ? '已记下：都送到了。' : '好，再发一次。'

export const noDoubtsReply: Reply = said('现在没有不知道送到没有的提醒。')

export const notAnOperatorText = '这里已经不是值班群了，请到值班群里操作。'
