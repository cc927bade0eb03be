import type { Matter } from '../../deadlines/matter.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import { holderText, matterText, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'
import { numberNotes, whose } from './watch.js'

const cancel: Button = { label: '取消', press: { kind: 'drop' } }

/** Nothing is corrected yet. */
export function mendReply(before: Matter, after: Matter, press: DeadlinePress): Reply {
  return {
    blocks: [
      verdict(`要改吗？${matterText(before)}`),
      { kind: 'facts', rows: changes(before, after) },
      ...(before.number === after.number ? [] : numberNotes(after)),
      ...(before.holder === after.holder ? [] : renamed),
    ],
    buttons: [[{ label: '确认修改', press, style: 'primary' }, cancel]],
  }
}

/** A name in our list is one thing, the name on the licence another. */
const renamed: readonly Block[] = [
  paragraph('这里只改登记的名字。公司真的改了名的，许可证也要改，告诉我“公司改名了”和核准的日子，我来提醒。'),
]

function changes(before: Matter, after: Matter) {
  const rows = [
    { label: '名字', was: holderText(before.holder), is: holderText(after.holder) },
    { label: '编号', was: before.number ?? '没有登记', is: after.number ?? '没有登记' },
    { label: '范围', was: whereOf(before), is: whereOf(after) },
  ]
  return rows
    .filter(({ was, is }) => was !== is)
    .map(({ label, was, is }) => ({ label, value: [`${is}（原来 ${was}）`] }))
}

function whereOf(matter: Matter): string {
  const row = whose(matter).find(({ label }) => label === '范围')
  const [text] = row?.value ?? []
  return typeof text === 'string' ? text : '没有登记'
}

/** `back`: absent once it was put back. */
export function mendedReply(matter: Matter, back: DeadlinePress | undefined): Reply {
  const undo: readonly Button[] = back === undefined ? [] : [{ label: '撤销', press: back }]
  return {
    blocks: [
      verdict(`✓ ${back === undefined ? '已改回' : '已修改'}：${matterText(matter)}`),
      { kind: 'facts', rows: whose(matter) },
    ],
    buttons: [[...undo, { label: '证照', press: { kind: 'matter', matter: matter.id, view: 'whole' } }]],
  }
}

export const sameParticularsReply = (matter: Matter): Reply =>
  said(`${matterText(matter)}登记的就是这样，没有要改的。`)

const mostMatters = 8

export function whichToMendReply(matters: readonly (readonly [Matter, DeadlinePress])[]): Reply {
  const rest = matters.length - mostMatters
  return {
    blocks: [
      verdict('改的是哪一个？'),
      ...(rest > 0 ? [paragraph(`还有 ${rest} 个没有列出：请写上名字再说一次。`)] : []),
    ],
    buttons: [
      ...matters
        .slice(0, mostMatters)
        .map(([matter, press], at): readonly Button[] => [
          { label: `${at + 1}. ${(matter.number ?? matterText(matter)).slice(0, 26)}`, press },
        ]),
      [cancel],
    ],
  }
}
