import type { Reply } from '../../reply/reply.js'
import { worksLabel } from './press.js'
import { said } from './trouble.js'

/** What operators send to themselves to see whether clicks come back. */
export const worksReply: Reply = {
  ...said('这是一张测试卡片，请点下面的按钮。'),
  buttons: [[{ label: worksLabel, press: { kind: 'works' } }]],
}

export const workedReply: Reply = said('✓ 按钮正常。')
export const workedText = '收到，按钮正常'
