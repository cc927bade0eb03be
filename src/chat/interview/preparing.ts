import { answersByPapers, checklistOf, withNote } from '../../interview/checklist.js'
import type { NotedPaper } from '../../interview/kept/interview.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { checklistReply, readyBlocks } from '../say/interview/checklist.js'
import { changed } from './answering.js'
import { judgedIn } from './resulting.js'
import { keeping, shownInstead } from './showing.js'
import type { Standing } from './standing.js'

/** The materials to get ready. From now on what is typed may name one of them. */
export function checklistShown(standing: Standing, turn: Turn): Decision {
  const { interview, flow } = standing
  const judged = judgedIn(standing, turn)
  const items = checklistOf(judged, interview.papers)
  const newAnswers = answersByPapers(items, judged).size > 0
  const decision = shownInstead(
    checklistReply({ interview, flow, items, today: turn.now.today, newAnswers }),
    turn,
  )
  const { interview: last, ...session } = decision.session
  const missing = last?.interview === interview.id && last.missing ? { missing: last.missing } : {}
  const papers = items.map(({ paper }) => paper.id)
  return {
    ...decision,
    session: {
      ...session,
      interview: { interview: interview.id, flow: interview.flow, failed: 0, papers, ...missing },
    },
  }
}

/** Notes one thing on the list. It changes no answer; what is not on the list any more is not noted. */
export function paperNoted(note: NotedPaper, standing: Standing, turn: Turn): Decision {
  const { interview } = standing
  const items = checklistOf(judgedIn(standing, turn), interview.papers)
  if (!items.some(({ paper }) => paper.id === note.paper)) return checklistShown(standing, turn)
  const next = { ...interview, papers: withNote(interview.papers, note) }
  return { ...checklistShown({ ...standing, interview: next }, turn), effects: [keeping(next, turn)] }
}

/** Everything on the list is there: the answers say so from now on, and the result is told anew. */
export function papersReady(standing: Standing, turn: Turn): Decision {
  const judged = judgedIn(standing, turn)
  const answers = answersByPapers(checklistOf(judged, standing.interview.papers), judged)
  return answers.size === 0
    ? checklistShown(standing, turn)
    : changed(answers, readyBlocks(answers.size), standing, turn)
}
