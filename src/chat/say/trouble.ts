import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Reply } from '../../reply/reply.js'
import type { ChatRef } from '../../values/ids.js'
import type { ChatClosed } from '../arrival.js'
import { askReply } from './help.js'

export function tooLongReply(length: number, limit: number): Reply {
  return said(`这段话有 ${length} 个字，太长了。请把要问的事用一两句话写出来，最多 ${limit} 个字。`)
}

/** As long as a command's name can be on any platform. */
const longestName = 32

export function unknownCommandReply(typed: string, knowledge: Knowledge): Reply {
  const { buttons } = askReply(knowledge)
  return {
    ...said(`没有 /${typed.slice(0, longestName)} 这个命令。发 /help 看有哪些，或直接打字提问。`),
    ...(buttons !== undefined && { buttons }),
  }
}

export function unsupportedReply(what: string): Reply {
  return said(`我只看得懂文字，${what}看不了。请把问题打出来。`)
}

export function withdrawnReply(knowledge: Knowledge): Reply {
  const { buttons } = askReply(knowledge)
  return { ...said('这一条已经撤下或改了名字，请重新问一次。'), ...(buttons !== undefined && { buttons }) }
}

export const closedTexts: Readonly<Record<ChatClosed, string>> = {
  removed: '我被移出了',
  muted: '我被禁言了',
  blocked: '我被屏蔽了',
  gone: '它已经不在了',
}

/** To operators: a chat takes nothing more from us. */
export function chatClosedReply({ channel, chat }: ChatRef, why: ChatClosed): Reply {
  return said(
    `聊天 ${channel} ${chat} 收不到我的消息了：${closedTexts[why]}。没发完的不再发；能发的时候会自己恢复。`,
  )
}

/** After a fault of our own: the turn is over, nothing was changed. */
export function faultReply(): Reply {
  return said('抱歉，我这边出错了，这句没有处理。请再发一次；还不行就换个说法。')
}

export const said = (text: string): Reply => ({ blocks: [{ kind: 'paragraph', text: [text] }] })
