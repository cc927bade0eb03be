import type { Judged } from '../../../interview/judged.js'
import type { InterviewPress, InterviewStep, ResultView } from '../../../reply/interview-press.js'
import type { Button, Reply } from '../../../reply/reply.js'
import type { InterviewId } from '../../../values/ids.js'
import { fixesReply } from './fixes.js'
import { papersReply } from './papers.js'
import { practiceReply } from './practice.js'
import { resultReply } from './result.js'
import { hasMore, whyReply } from './why.js'

/** One side of what an interview came to, with the buttons to the others. */
export function viewReply(view: ResultView, judged: Judged, interview: InterviewId): Reply {
  return { ...blocksOf(view, judged), buttons: resultButtons(view, judged, interview) }
}

function blocksOf(view: ResultView, judged: Judged): Reply {
  switch (view) {
    case 'summary':
      return resultReply(judged)
    case 'why':
      return whyReply(judged)
    case 'whole-why':
      return whyReply(judged, true)
    case 'fixes':
      return fixesReply(judged)
    case 'practice':
      return practiceReply(judged)
    case 'papers':
      return papersReply(judged)
  }
}

/** Under each side: the other sides, the documents, and the answers. */
export function resultButtons(
  view: ResultView,
  judged: Judged,
  interview: InterviewId,
): readonly (readonly Button[])[] {
  const button = (label: string, step: InterviewStep): Button => {
    const press: InterviewPress = { kind: 'interview', interview, ...step }
    return { label, press }
  }
  const to = (label: string, other: ResultView): readonly Button[] =>
    other === view ? [] : [button(label, { step: 'result', view: other })]
  const rows = [
    view === 'why' && hasMore(judged) ? to('全部展开', 'whole-why') : [],
    [
      ...to('结论', 'summary'),
      ...(view === 'whole-why' ? [] : to('为什么', 'why')),
      ...to('怎样能通过', 'fixes'),
    ],
    [...to('审核口径', 'practice'), ...to('材料清单', 'papers')],
    [button('发给同事', { step: 'document', as: 'pdf' })],
    [button('回看回答', { step: 'review', from: 0 }), button('换个回答比一比', { step: 'compare' })],
  ]
  return rows.filter((row) => row.length > 0)
}
