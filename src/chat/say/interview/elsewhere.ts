import type { Reply } from '../../../reply/reply.js'
import type { HandoverCode, InterviewId } from '../../../values/ids.js'
import { paragraph } from '../deadline.js'
import { goOnHere } from './moves.js'
import { stepButton } from './step-button.js'
import { said } from '../trouble.js'

export const codeReply = (code: HandoverCode, interview: InterviewId): Reply => ({
  blocks: [
    {
      kind: 'paragraph',
      text: ['在另一边（飞书、Telegram 或网页）发这句话：', { bold: `${goOnHere} ${code}` }],
    },
    paragraph('十分钟内有效，只能用一次。发了以后面谈和答案就搬到那边，这边不再问。'),
  ],
  buttons: [[stepButton(interview, '继续', { step: 'go-on' })]],
})

export const codeWantedReply = said(
  '把六位代码发给我，就从上次停下的地方接着问。代码在原来那边拿：按“暂停”，再按“换个地方继续”。',
)

export const uselessInterviewCodeReply = said(
  '这个代码不能用了：十分钟内有效，只能用一次。请在原来那边再按一次“换个地方继续”。',
)
