import type { Reply } from '../../reply/reply.js'
import type { Arrival } from '../arrival.js'
import { addressing } from './person.js'

export const sentAloneText = '已在私聊里发给你。'

export const openYourselfText = '请你自己打开和我的私聊，在那里接着问。'

export const uselessLinkText =
  '这个私聊链接不能用了：它只给要它的人用一次，十分钟内有效。要接着问，直接打字就行。'

export function linkReply(url: string, arrival: Arrival): Reply {
  return {
    blocks: [
      {
        kind: 'paragraph',
        text: [
          ...addressing(arrival),
          '点这里和我私聊：',
          { link: '打开私聊', url },
          '。只能用一次，十分钟内有效。',
        ],
      },
    ],
  }
}
