import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Press } from '../../reply/reply.js'
import { commands } from '../commands.js'
import type { BadPress } from '../press.js'
import { deadlinePressLabel } from './deadline-press.js'

export const badPressText = (why: BadPress): string => badPressTexts[why]

const badPressTexts: Readonly<Record<BadPress, string>> = {
  forged: '这个按钮无效，请重新提问。',
  foreign: '这是别人的按钮。你可以自己问一次。',
  outdated: '这张卡片已经更新，请按新的按钮。',
  expired: '这个按钮过期了，请重新提问。',
}

export function noSuchButtonText({
  typed,
  count,
}: {
  readonly typed: number
  readonly count: number
}): string {
  const last = count === 1 ? '1' : `1到${count}`
  return `没有第${typed}个，只有${last}。要说数量，请连单位一起写，例如：8个座席。`
}

export const doubleClickText = '已经收到了。'

export function ratedText(useful: boolean): string {
  return useful ? '谢谢，记下了：有用。' : '谢谢，记下了：没用。我们会改进。'
}

/** What a press does, as a button of its own says it; undefined when that was withdrawn meanwhile. */
export function pressLabel(press: Press, { entries }: Knowledge): string | undefined {
  switch (press.kind) {
    case 'ask':
      return entries.get(press.entry)?.title
    case 'more': {
      const entry = entries.get(press.entry)
      return entry === undefined ? undefined : `更多：${entry.title}`
    }
    case 'rate':
      return press.useful ? '有用' : '没用'
    case 'command':
      return commands.find(({ name }) => name === press.command)?.words[0]
    case 'alone':
      return aloneLabel
    case 'works':
      return worksLabel
    case 'interview':
    case 'interview-open':
    case 'interview-table':
    case 'interview-code':
      return interviewLabel
    default:
      return deadlinePressLabel(press)
  }
}

export const aloneLabel = '私聊我'
export const worksLabel = '点我'
const interviewLabel = '面谈'
