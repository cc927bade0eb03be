import type { Button, Reply } from '../../../reply/reply.js'
import type { InterviewId } from '../../../values/ids.js'
import { paragraph, verdict } from '../deadline.js'
import { stepButton } from './step-button.js'

export const preparationButton = (id: InterviewId): Button =>
  stepButton(id, '改准备天数', { step: 'preparation' })

/** Lengths that people plan in; any other is typed. */
const choices = [15, 30, 60, 90]

/** Asks how long getting ready shall take. `most`: more days than that nobody means. */
export const preparationReply = (id: InterviewId, most: number): Reply => ({
  blocks: [
    verdict('准备材料要留几天？'),
    paragraph(
      `按一个，或者发“准备45天”这样一句（最多 ${most} 天）。最晚哪天动手、材料清单的日子都会跟着改。`,
    ),
  ],
  buttons: [
    choices.map((days) => stepButton(id, `${days}天`, { step: 'preparation', days })),
    [stepButton(id, '回到结果', { step: 'result', view: 'summary' })],
  ],
})
