import type { Button, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'

import type { Chat } from '../arrival.js'
import { note, paragraph, verdict } from './deadline.js'
import { said } from './trouble.js'

/** Not as a link to press: opened once, most calendars copy it and never look again. */
export function feedOpenedReply(url: string, kind: Chat['kind']): Reply {
  const where = kind === 'group' ? '本群' : '这里'
  return {
    blocks: [
      verdict('日历链接好了，只显示这一次'),
      paragraph(url),
      paragraph(
        '复制它，在手机或电脑的日历里选“添加订阅日历”（有的叫“通过网址添加”），粘贴即可；期限变了会自动更新，多久更新一次由日历软件定。',
      ),
      note(
        `拿到链接的人都能看到${where}登记的期限，别外传；泄露了就按“重新生成”，旧链接马上失效。`,
        'warning',
      ),
    ],
    buttons: feedButtons,
  }
}

export function feedKeptReply(madeOn: CivilDate): Reply {
  return {
    blocks: [
      verdict(`日历链接在用，${madeOn} 生成`),
      paragraph('链接只在生成时显示一次。找不到了就重新生成：旧链接马上失效，订阅过的日历要换上新链接。'),
    ],
    buttons: feedButtons,
  }
}

const feedButtons: readonly (readonly Button[])[] = [
  [
    { label: '重新生成', press: { kind: 'calendar', then: 'renew' } },
    { label: '停用', press: { kind: 'calendar', then: 'stop' }, style: 'danger' },
  ],
  [{ label: '发日历文件', press: { kind: 'calendar', then: 'file' } }],
]

export const feedClosedReply: Reply = said(
  '✓ 已停用：日历链接马上失效，日历软件里留下的内容要自己删。要再用，发 /calendar。',
)
