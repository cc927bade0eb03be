import { checklistOf } from '../../interview/checklist.js'
import type { Judged } from '../../interview/judged.js'
import type { StatedEvent, StatedMatter } from '../../reply/deadline-press.js'
import type { ResultView } from '../../reply/interview-press.js'
import type { Button, Reply } from '../../reply/reply.js'
import { dayNumbered } from '../../values/civil-date.js'
import type { Turn } from '../decision.js'
import { prepareButton } from '../say/interview/checklist.js'
import { viewReply } from '../say/interview/views.js'
import { ourselves } from '../said/stated-matter.js'
import type { Standing } from './standing.js'

/** One side of what an interview comes to, with the buttons to the others and the one that arms its deadlines. */
export function resultShown(standing: Standing, view: ResultView, turn: Turn): Reply {
  const judged = judgedIn(standing, turn)
  const reply = viewReply(view, judged, standing.interview.id)
  return { ...reply, buttons: [...ownRow(view, standing, judged), ...(reply.buttons ?? [])] }
}

/** What can be done with that side of it. */
function ownRow(view: ResultView, standing: Standing, judged: Judged): readonly (readonly Button[])[] {
  if (view === 'summary') return armRow(standing)
  const { id, papers } = standing.interview
  return view === 'papers' && checklistOf(judged).length > 0
    ? [[prepareButton(id, papers !== undefined)]]
    : []
}

/** The standing with the knowledge that says why. */
export const judgedIn = (standing: Standing, { known }: Turn): Judged => ({
  ...standing,
  knowledge: known.knowledge,
})

/** What is shown before it is armed asks for whatever was not answered. */
function armRow({ flow: { arms }, answers }: Standing): readonly (readonly Button[])[] {
  if (arms === undefined) return []
  const events = [...arms.events].flatMap(([event, input]): readonly StatedEvent[] => {
    const answer = answers.get(input)
    const isDay = answer?.kind === 'quantity' && answer.range.lo === answer.range.hi
    return isDay ? [{ event, on: dayNumbered(answer.range.lo) }] : []
  })
  const stated: StatedMatter = { kind: arms.matter, holder: ourselves, events }
  return [[{ label: arms.label, press: { kind: 'review', stated }, style: 'primary' }]]
}
