import type { Matter } from '../../deadlines/matter.js'
import type { Keeper } from '../../deadlines/watch.js'
import type { LeavePress } from '../../reply/many-press.js'
import type { Block, Button, Reply, Text } from '../../reply/reply.js'
import { holderText, matterText, note, paragraph, verdict } from './deadline.js'
import { nameOf } from './keepers.js'
import { said } from './trouble.js'

const cancel: Button = { label: '取消', press: { kind: 'drop' } }
const mostListed = 20
const mostClients = 8

/** Says what either choice means before it is made. */
export function leaveReply(matters: readonly Matter[]): Reply {
  return {
    blocks: [
      verdict(`要停止服务吗？${clientText(matters)}`),
      list(matters),
      paragraph('停止后，这个聊天不再收到它们的任何提醒，期限照样在走。别处也在看的，会告诉那边。'),
      paragraph('记录可以保留；也可以删除，期限、提醒记录和证据一起删，不能恢复。要留底，先发“证据”。'),
    ],
    buttons: [
      [button('停止，保留记录', matters, 'keep'), button('停止，删除记录', matters, 'ask-erase')],
      [cancel],
    ],
  }
}

export function eraseReply(matters: readonly Matter[]): Reply {
  return {
    blocks: [
      verdict(`确定删除吗？${clientText(matters)}`),
      list(matters),
      note('删除后没有任何记录能证明提醒过谁、谁按过什么。已经发到聊天里的消息还在。', 'warning'),
    ],
    buttons: [
      [
        { ...button('确认停止并删除', matters, 'erase'), style: 'danger' },
        button('只停止，保留记录', matters, 'keep'),
      ],
      [cancel],
    ],
  }
}

/** What another chat watches is its record, too. */
export const cannotEraseReply = (matters: readonly Matter[]): Reply => ({
  blocks: [
    verdict(`不能删除：${clientText(matters)}`),
    paragraph('别处还在看它，记录也是那边的。这里可以停止，记录保留。'),
  ],
  buttons: [[button('停止，保留记录', matters, 'keep'), cancel]],
})

export const keptReply = (matters: readonly Matter[], isWatchedElsewhere: boolean): Reply =>
  said(
    `✓ 已停止服务：${clientText(matters)}，记录保留。${isWatchedElsewhere ? '别处还有人看着，已经告诉那边。' : '现在没有别的聊天看着它们。'}要恢复，再说一次到期日就行。`,
  )

export const erasedReply = (matters: readonly Matter[]): Reply =>
  said(`✓ 已停止服务并删除：${clientText(matters)}。期限、提醒记录和证据都没有了。`)

/** In a chat that goes on watching it: from now on it is up to them. */
export function nowWatchedReply(matter: Matter, keepers: readonly Keeper[]): Reply {
  const reached = keepers.filter((keeper) => keeper.reached)
  return {
    blocks: [
      verdict(`${matterText(matter)}：另一边停止了服务，不再看它`),
      reached.length === 0
        ? paragraph('现在由这里看着，还没有负责人：发 /licence 打开它，按“负责人”安排。')
        : { kind: 'paragraph', text: ['现在由这里看着，负责人：', ...inTurn(reached), '。'] },
    ],
  }
}

const inTurn = (keepers: readonly Keeper[]): Text =>
  keepers.flatMap((keeper, at) => (at === 0 ? [nameOf(keeper)] : ['，再到 ', nameOf(keeper)]))

export const whichClientReply = (clients: readonly (readonly [string, LeavePress])[]): Reply => ({
  blocks: [
    verdict('停止服务的是哪一家？'),
    ...(clients.length > mostClients ? [paragraph('没有列全，请写全名再说一次。')] : []),
  ],
  buttons: [
    ...clients
      .slice(0, mostClients)
      .map(([holder, press], at): readonly Button[] => [
        { label: `${at + 1}. ${holderText(holder).slice(0, 26)}`, press },
      ]),
    [cancel],
  ],
})

function clientText(matters: readonly Matter[]): string {
  const [first] = matters
  return `${first === undefined ? '' : holderText(first.holder)}（${matters.length} 项）`
}

function list(matters: readonly Matter[]): Block {
  const items = matters
    .slice(0, mostListed)
    .map((matter) => [`${matterText(matter)}${matter.number === undefined ? '' : `（${matter.number}）`}`])
  return { kind: 'list', items }
}

const button = (label: string, matters: readonly Matter[], step: LeavePress['step']): Button => ({
  label,
  press: { kind: 'leave', matters: matters.map(({ id }) => id), step },
})
