import type { Reply } from '../../reply/reply.js'
import { said } from './trouble.js'

/** What only some may do in a group. */
export type Managed =
  | 'export'
  | 'stand-in'
  | 'proof'
  | 'register'
  | 'report'
  | 'take-back'
  | 'stop'
  | 'keepers'
  | 'settle'
  | 'calendar'
  | 'ladder'
  | 'mend'

const deeds: Readonly<Record<Managed, string>> = {
  register: '登记证照和设置提醒',
  report: '登记办事进度',
  'take-back': '撤销记录',
  stop: '停止提醒',
  calendar: '生成或停用日历链接',
  export: '导出登记的内容',
  proof: '要证据文件',
  keepers: '安排负责人',
  'stand-in': '决定在这里接收别处的提醒',
  ladder: '改提醒的日子和时间',
  mend: '改登记的名字和编号',
  settle: '标记已提交、不办了或越过最后一日',
}

/** A refusal that says who can. */
export function notAllowedText(what: Managed): string {
  const who = what === 'settle' ? '本群的管理员、群主或这项期限的负责人' : '本群的管理员或群主'
  return `只有${who}可以${deeds[what]}，请他们来操作。你可以发 /due 看期限，或私聊我登记自己的。`
}

export const notAllowedReply = (what: Managed): Reply => said(notAllowedText(what))
