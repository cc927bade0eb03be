import type { Judged } from '../../../interview/judged.js'
import type { Block } from '../../../reply/reply.js'
import { paragraph } from '../deadline.js'

/** A heading with its lines; nothing where there are none. */
export function section(title: string, lines: readonly string[]): readonly Block[] {
  return lines.length === 0
    ? []
    : [paragraph(`${title}：`), { kind: 'list', items: lines.map((line) => [line]) }]
}

export const disclaimerText = ({ asking }: Judged): string =>
  `按 ${asking.asOf} 的资料和你的回答判断，不是法律意见，以发证机关的答复为准。`

export const disclaimer = (judged: Judged): Block => ({
  kind: 'note',
  tone: 'info',
  text: [disclaimerText(judged)],
})
