import type { Judged } from '../../../interview/judged.js'
import type { InterviewPress, InterviewStep, ResultView } from '../../../reply/interview-press.js'
import type { Button, Reply } from '../../../reply/reply.js'
import type { Instant } from '../../../values/civil-date.js'
import type { InterviewId } from '../../../values/ids.js'
import { fixesReply } from './fixes.js'
import { papersReply } from './papers.js'
import { practiceReply } from './practice.js'
import { resultReply } from './result.js'
import { branchesOf, wholeWhyReply, whyReply, type Branch } from './why.js'

/** The interview that a result is of. */
export interface ResultOf {
  readonly id: InterviewId
  /** When the last of its answers was given. */
  readonly answeredAt: Instant
}

/** One side of what an interview came to, with the buttons to the others. */
export function viewReply(view: ResultView, judged: Judged, of: ResultOf): Reply {
  return view === 'why'
    ? whyViewReply([], judged, of)
    : { ...blocksOf(view, judged), buttons: resultButtons(view, of.id) }
}

function blocksOf(view: Exclude<ResultView, 'why'>, judged: Judged): Reply {
  switch (view) {
    case 'summary':
      return resultReply(judged)
    case 'whole-why':
      return wholeWhyReply(judged)
    case 'fixes':
      return fixesReply(judged)
    case 'practice':
      return practiceReply(judged)
    case 'papers':
      return papersReply(judged)
  }
}

/** Why it came to that with these branches open, and a button for each of them. */
export function whyViewReply(open: readonly string[], judged: Judged, of: ResultOf): Reply {
  const branches = branchesOf(judged, open).map((branch) => branchButton(branch, open, of))
  return {
    ...whyReply(judged, open),
    buttons: [
      ...inTwos(branches),
      [
        resultButton('全部展开', 'whole-why', of.id),
        ...(open.length === 0 ? [] : [resultButton('全部收起', 'why', of.id)]),
      ],
      ...resultButtons('why', of.id),
    ],
  }
}

/** The label says what a press does; the sign before the name is not typed. */
function branchButton(
  { id, name }: Branch,
  open: readonly string[],
  { id: interview, answeredAt }: ResultOf,
): Button {
  const isOpen = open.includes(id)
  const then = isOpen ? open.filter((one) => one !== id) : [...open, id]
  const press: InterviewPress = {
    kind: 'interview',
    interview,
    step: 'branch',
    branch: id,
    open: then,
    answeredAt,
  }
  return { label: `${isOpen ? '－' : '＋'}${name}`, press }
}

const inTwos = (buttons: readonly Button[]): readonly (readonly Button[])[] =>
  buttons.flatMap((_, at) => (at % 2 === 0 ? [buttons.slice(at, at + 2)] : []))

function resultButton(label: string, view: ResultView, interview: InterviewId): Button {
  return { label, press: { kind: 'interview', interview, step: 'result', view } }
}

/** Under each side: the other sides, the documents, and the answers. */
function resultButtons(view: ResultView, interview: InterviewId): readonly (readonly Button[])[] {
  const button = (label: string, step: InterviewStep): Button => ({
    label,
    press: { kind: 'interview', interview, ...step },
  })
  const to = (label: string, other: ResultView): readonly Button[] =>
    other === view ? [] : [resultButton(label, other, interview)]
  return [
    [
      ...to('结论', 'summary'),
      ...to(view === 'whole-why' ? '全部收起' : '为什么', 'why'),
      ...to('怎样能通过', 'fixes'),
    ],
    [...to('审核口径', 'practice'), ...to('材料清单', 'papers')],
    [button('发给同事', { step: 'document', as: 'pdf' })],
    [button('回看回答', { step: 'review', from: 0 }), button('换个回答比一比', { step: 'compare' })],
  ]
}
