import { checklistOf } from '../../interview/checklist.js'
import { fixesOf } from '../../interview/fixes.js'
import type { Judged } from '../../interview/judged.js'
import type { StatedEvent, StatedMatter } from '../../reply/deadline-press.js'
import { timelineOf } from '../../interview/timeline.js'
import type { ResultView } from '../../reply/interview-press.js'
import type { Button, Reply } from '../../reply/reply.js'
import { dayNumbered, instant } from '../../values/civil-date.js'
import type { Turn } from '../turn.js'
import { prepareButton } from '../say/interview/checklist.js'
import { fixedReply, type Instead } from '../say/interview/ending.js'
import { preparationButton } from '../say/interview/preparation-days.js'
import { viewReply, type ResultOf } from '../say/interview/views.js'
import { ourselves } from '../said/stated-matter.js'
import { waitingFor, type Standing } from './standing.js'

/** One side of what an interview comes to, with the buttons to the others and the one that arms its deadlines. */
export function resultShown(standing: Standing, view: ResultView, turn: Turn): Reply {
  const judged = judgedIn(standing, turn)
  const { id } = standing.interview
  const reply = viewReply(view, judged, resultOf(standing))
  const whole = { ...reply, buttons: [...ownRow(view, standing, judged), ...(reply.buttons ?? [])] }
  const left = leftOf(standing)
  return view === 'summary' && left > 0
    ? fixedReply(whole, id, { left, instead: insteadOf(standing) })
    : whole
}

/** Which interview a result is of, and since when it has these answers. */
export const resultOf = ({ interview: { id, answers } }: Standing): ResultOf => ({
  id,
  answeredAt: instant(Math.max(0, ...[...answers.values()].map(({ at }) => at))),
})

/** How many questions are open that the verdict does not wait for; none once all were wanted. */
export const leftOf = ({ interview, position }: Standing): number =>
  interview.whole === true ? 0 : position.open.length

/** The changes that alone would pass and are made by choosing something else. */
function insteadOf({ flow, asking, position }: Standing): readonly Instead[] {
  return fixesOf(flow, { ...asking, given: position.given }).flatMap(({ changes: [change, other] }) => {
    const found = change && other === undefined ? waitingFor(change.input, flow, asking) : undefined
    return found === undefined || change?.to.kind !== 'choice' ? [] : [{ ...found, option: change.to.option }]
  })
}

/** What can be done with that side of it. */
function ownRow(view: ResultView, standing: Standing, judged: Judged): readonly (readonly Button[])[] {
  if (view === 'summary') return [...armRow(standing, judged), ...preparationRow(standing, judged)]
  const { id, papers } = standing.interview
  return view === 'papers' && checklistOf(judged).length > 0
    ? [[prepareButton(id, papers !== undefined)]]
    : []
}

/** The standing with the knowledge that says why. */
export const judgedIn = (standing: Standing, { known }: Turn): Judged => ({
  ...standing,
  ...ownDays(standing),
  knowledge: known.knowledge,
})

/** How long getting ready shall take, where somebody said so. */
export const ownDays = ({ interview: { preparationDays } }: Standing): Pick<Judged, 'preparationDays'> =>
  preparationDays === undefined ? {} : { preparationDays }

/** Only where days are counted back from the one that is wished for. */
function preparationRow({ interview }: Standing, judged: Judged): readonly (readonly Button[])[] {
  const timeline = timelineOf(judged)
  return timeline.kind === 'application' && timeline.back !== undefined
    ? [[preparationButton(interview.id)]]
    : []
}

/** What is shown before it is armed asks for whatever was not answered; nothing where that is what all would hang on. */
function armRow(
  { flow: { arms }, position: { given }, result: { outcomes } }: Standing,
  { asking: { asOf } }: Judged,
): readonly (readonly Button[])[] {
  if (arms === undefined) return []
  const dated = [...arms.events].flatMap(([event, input]): readonly StatedEvent[] => {
    const answer = given.get(input)
    const isDay = answer?.kind === 'quantity' && answer.range.lo === answer.range.hi
    return isDay ? [{ event, on: dayNumbered(answer.range.lo) }] : []
  })
  // Where it may end in several ways nothing of one of them is taken for so.
  const [only, other] = outcomes
  const own = other === undefined ? only?.arms : undefined
  if (own?.needs.some((need) => !dated.some(({ event }) => event === need)) === true) return []
  const now = (own?.today ?? []).map((event): StatedEvent => ({ event, on: asOf }))
  const stated: StatedMatter = { kind: arms.matter, holder: ourselves, events: [...dated, ...now] }
  return [[{ label: arms.label, press: { kind: 'review', stated }, style: 'primary' }]]
}
