import { answeredOn, isOld, type Earlier } from '../../../interview/kept/earlier.js'
import type { Block, Button } from '../../../reply/reply.js'
import type { CivilDate } from '../../../values/civil-date.js'
import type { InterviewId } from '../../../values/ids.js'
import { paragraph } from '../deadline.js'
import { stepButton } from './step-button.js'

/** What was answered in an earlier interview, offered before the first question. */
export function earlierLead(
  id: InterviewId,
  earlier: Earlier,
  title: string,
  today: CivilDate,
): { readonly blocks: readonly Block[]; readonly buttons: readonly Button[] } {
  const { answers, interview } = earlier
  const on = lastDayOf(earlier)
  return {
    blocks: [
      paragraph(
        `上次面谈（${title}）答过其中 ${answers.size} 题，可以直接用，用了再逐项看一遍。${ageText(earlier, today)}`,
      ),
    ],
    buttons: [
      stepButton(id, `用上次的答案（${on}，${answers.size} 项）`, { step: 'reuse', earlier: interview.id }),
      stepButton(id, '从头答', { step: 'go-on' }),
    ],
  }
}

/** Above the list of all answers. */
export const reusedBlocks = (earlier: Earlier, today: CivilDate): readonly Block[] => [
  paragraph(
    `用了 ${lastDayOf(earlier)} 的 ${earlier.answers.size} 项答案。${ageText(earlier, today)}没变就按“继续”，接着答没答过的题。`,
  ),
]

/** The day of the latest of them. */
const lastDayOf = ({ answers }: Earlier): string =>
  [...answers.values()].map(answeredOn).reduce((a, b) => (a > b ? a : b), '')

function ageText({ answers }: Earlier, today: CivilDate): string {
  const old = [...answers.values()].filter((given) => isOld(given, today)).length
  if (old === 0) return ''
  return old === answers.size
    ? '都是半年多以前答的，可能变了。'
    : `其中 ${old} 项是半年多以前答的，可能变了。`
}

export const noEarlierText = '没有可以用的上次答案。'
