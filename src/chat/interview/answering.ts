import type { Answer, Answers } from '../../interview/answers.js'
import { impactOf } from '../../interview/impact.js'
import { answersUnder, type GivenAnswer, type Interview } from '../../interview/kept/interview.js'
import { implausible } from '../../interview/said/plausible.js'
import type { TypedAnswer } from '../../interview/said/typed.js'
import { readAnswer, writtenAnswer } from '../../interview/kept/written-interview.js'
import { filled } from '../../knowledge/figures.js'
import type { Input } from '../../knowledge/condition/inputs.js'
import type { Block } from '../../reply/reply.js'
import { instant } from '../../values/civil-date.js'
import type { InputId } from '../../values/ids.js'
import type { Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { paragraph } from '../say/deadline.js'
import { askBackText, implausibleText, refusedText } from '../say/interview/asking-back.js'
import { changedLead, meantReply, meantText } from '../say/interview/changes.js'
import { notedText } from '../say/interview/moves.js'
import { goneOn, noLead, put, shownInstead, type Lead } from './showing.js'
import { standingOf, type Standing, type Waiting } from './standing.js'

const undoableMs = 10 * 60_000

/** What was typed to the question that waits. */
export function typedTo(waits: Waiting, typed: TypedAnswer, standing: Standing, turn: Turn): Decision {
  const { question, input } = waits
  switch (typed.kind) {
    case 'answer':
      return typedAs(typed, waits, standing, turn)
    case 'ask': {
      const blocks = [paragraph(askBackText(typed.why, question, input))]
      return put(standing, turn, { lead: { blocks }, failed: failuresOf(turn) })
    }
    case 'refused':
      return failed(typed.why, waits, standing, turn)
  }
}

/** What can hardly be, or was said with 左右, is confirmed; what else is typed then is another answer. */
function typedAs(
  { answer, about }: Extract<TypedAnswer, { readonly kind: 'answer' }>,
  waits: Waiting,
  standing: Standing,
  turn: Turn,
): Decision {
  const { question, input } = waits
  const odd = implausible(question, answer, standing.answers, input, standing.asking.asOf)
  if (odd !== undefined) return confirming(answer, implausibleText(odd), waits, turn)
  if (about === true) return confirming(answer, meantText(answer, question, input), waits, turn)
  return answered(answer, standing, turn)
}

/** Shows how it was read, and waits for a yes. */
export function confirming(answer: Answer, text: string, waits: Waiting, turn: Turn): Decision {
  const { interview } = turn.known.session
  if (interview === undefined) return shownInstead({ blocks: [paragraph(text)] }, turn)
  const { input } = waits.question
  const decision = shownInstead(meantReply(interview.interview, input, text), turn)
  const asked = { ...interview, failed: 0, meant: { input, answer: writtenAnswer(answer) } }
  return withTyped({ ...decision, session: { ...decision.session, interview: asked } }, waits, turn)
}

/** What was said is no answer: an example, a shorter one, and then the ways out. */
export function failed(
  why: Extract<TypedAnswer, { readonly kind: 'refused' }>['why'],
  waits: Waiting,
  standing: Standing,
  turn: Turn,
): Decision {
  const times = failuresOf(turn) + 1
  const blocks = [paragraph(refusedText(why, waits.question, waits.input, times))]
  return withTyped(put(standing, turn, { lead: { blocks }, failed: times }), waits, turn)
}

const failuresOf = ({ known }: Turn): number => known.session.interview?.failed ?? 0

/** Takes the answer that was asked back, to the question that waits or to one that was left open. */
export function meant(input: InputId, { interview }: Standing, turn: Turn): Decision {
  const { meant: said } = turn.known.session.interview ?? {}
  const there = standingOf({ ...reopened(interview), at: input }, turn)
  return said?.input === input && there !== undefined && there.waits?.question.input === input
    ? answered(readAnswer(said.answer), there, turn)
    : goneOn(interview, turn)
}

/** What was over is told anew as soon as its verdict is, and not only after what comes up by the new answer. */
const reopened = ({ whole, ...interview }: Interview): Interview =>
  interview.state === 'finished' || whole !== true ? interview : { ...interview, whole }

/** Options chosen by buttons. What is not an option of this question changes nothing. */
export function chosenOptions(options: readonly string[], standing: Standing, turn: Turn): Decision {
  const answer = standing.waits && optionsAnswer(options, standing.waits.input)
  return answer === undefined ? goneOn(standing.interview, turn) : answered(answer, standing, turn)
}

/** The same for a question that is not the one that waits. */
export function changedTo(
  input: InputId,
  options: readonly string[],
  { interview }: Standing,
  turn: Turn,
): Decision {
  const there = standingOf({ ...interview, at: input }, turn)
  return there?.waits?.question.input === input
    ? chosenOptions(options, there, turn)
    : goneOn(interview, turn)
}

/** Undefined for what this question does not offer. */
export function optionsAnswer(options: readonly string[], input: Input): Answer | undefined {
  const [first] = options
  switch (input.type) {
    case 'yes-no':
      return first === undefined ? undefined : { kind: 'yes-no', yes: first === 'yes' }
    case 'choice':
      return first !== undefined && input.options.some(({ id }) => id === first)
        ? { kind: 'choice', option: first }
        : undefined
    case 'many': {
      const known = input.options.flatMap(({ id }) => (options.includes(id) ? [id] : []))
      return { kind: 'many', options: new Set(known) }
    }
    case 'quantity':
      return undefined
  }
}

/** Keeps the answer to the question that waits and goes on. A changed one says what that did. */
export function answered(answer: Answer, standing: Standing, turn: Turn): Decision {
  const { interview, waits } = standing
  if (waits === undefined) return goneOn(interview, turn)
  const { input, explain } = waits.question
  if (answer.kind === 'unknown' && explain !== undefined && !wasExplained(input, turn))
    return explained(explain, input, standing, turn)
  const next = withAnswers(new Map([[input, answer]]), standing, turn)
  // The first answer to a question is nothing to take back.
  const kept = interview.answers.has(input) ? undoable(next, interview, turn) : next
  return withTyped(goneOn(kept, turn, leadOf(answer, kept, waits, standing, turn)), waits, turn)
}

/** A platform that shows no edits needs no memory of what was typed. */
function withTyped(decision: Decision, { question: { input } }: Waiting, { arrival, known }: Turn): Decision {
  const { session } = decision
  const { message } = arrival
  if (session.interview === undefined || arrival.kind !== 'said' || message === undefined) return decision
  if (!known.place.seesEdits) return decision
  const typed = { message, text: arrival.text, input }
  return { ...decision, session: { ...session, interview: { ...session.interview, typed } } }
}

const wasExplained = (input: InputId, { known }: Turn): boolean =>
  known.session.interview?.explained === input

/** Nothing is noted yet: who still does not know then says so once more. */
function explained(text: string, input: InputId, standing: Standing, turn: Turn): Decision {
  const { knowledge } = turn.known
  const says = filled(text, knowledge.figures, standing.asking.asOf)
  const decision = put(standing, turn, { lead: { blocks: [paragraph(says)] } })
  const { interview } = decision.session
  if (interview === undefined) return decision
  return { ...decision, session: { ...decision.session, interview: { ...interview, explained: input } } }
}

/** Several answers at once, to whichever questions; above what that did stands `noted`. */
export function changed(answers: Answers, noted: readonly Block[], standing: Standing, turn: Turn): Decision {
  const { interview, flow, asking } = standing
  const there = { ...standing, interview: reopened(interview) }
  const next = undoable(withAnswers(answers, there, turn), interview, turn)
  const after = answersUnder(next.answers, flow.questions)
  const lead = changedLead(next.id, { flow, asking }, impactOf(flow, standing.answers, after, asking))
  return goneOn(next, turn, { ...lead, blocks: [...noted, ...lead.blocks] })
}

function withAnswers(answers: Answers, { interview, flow }: Standing, { now }: Turn): Interview {
  const { at, undo, ...rest } = interview
  const given = flow.questions.flatMap(({ input, meaning }): readonly (readonly [InputId, GivenAnswer])[] => {
    const answer = answers.get(input)
    return answer === undefined ? [] : [[input, { answer, meaning, at: now.at }]]
  })
  return { ...rest, state: 'open', answers: new Map([...interview.answers, ...given]) }
}

const undoable = (next: Interview, { answers }: Interview, { now }: Turn): Interview => ({
  ...next,
  undo: { answers, until: instant(now.at + undoableMs) },
})

/** A button shows what was chosen; what was typed is said back as it was read, but not before a group. */
function leadOf(
  answer: Answer,
  next: Interview,
  { question, input }: Waiting,
  { answers, flow, asking }: Standing,
  { arrival }: Turn,
): Lead {
  const isSaidBack = arrival.kind === 'said' && arrival.chat.kind === 'private'
  const said = isSaidBack || answer.kind === 'unknown' ? [paragraph(notedText(answer, question, input))] : []
  if (!answers.has(question.input)) return said.length === 0 ? noLead : { blocks: said }
  const after = answersUnder(next.answers, flow.questions)
  const lead = changedLead(next.id, { flow, asking }, impactOf(flow, answers, after, asking))
  return { ...lead, blocks: [...said, ...lead.blocks] }
}

/** The options ticked so far, on the same card. */
export function picked(options: readonly string[], standing: Standing, turn: Turn): Decision {
  return put(standing, turn, { picked: options })
}

/** What was answered before stays: the question after it, if that was answered too, or the first open one. */
export function kept(input: InputId, { interview, position }: Standing, turn: Turn): Decision {
  const place = position.taken.indexOf(input)
  const next = place < 0 ? undefined : position.taken[place + 1]
  const { at, ...rest } = interview
  return goneOn({ ...rest, ...(next !== undefined && { at: next }) }, turn)
}
