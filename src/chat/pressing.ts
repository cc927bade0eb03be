import type { Press, Reply } from '../reply/reply.js'
import type { EventId, PressToken } from '../values/ids.js'
import { aloneWith } from './alone.js'
import { answerCard } from './answering.js'
import { nothing, offering, type Decision } from './decision.js'
import type { Turn } from './turn.js'
import { interviewPressed, isInterviewPress } from './interview/pressing.js'
import { gathered, isLate } from './late.js'
import { deadlinePressed, isDeadlinePress } from './pressed/deadline-pressing.js'
import { stateOf } from './matters/marking.js'
import { judgedPress, type FoundPress } from './press.js'
import { entryReply } from './say/ask.js'
import { badPressText, doubleClickText, ratedText } from './say/press.js'
import { said } from './say/trouble.js'
import { workedReply, workedText } from './say/works.js'
import type { Session } from './session.js'
import { shown } from './showing.js'

const doubleClickMs = 3_000

/** A click on a button: done if it is good, else answered with the reason why not. */
export function clicked(token: PressToken, turn: Turn): Decision {
  const { arrival, known, now } = turn
  // First: the first click of a pair may have replaced the very button that the second one hits.
  if (isDoubleClick(token, turn)) return { ...nothing(turn), toast: doubleClickText }
  const judged = judgedPress(known.press, { by: arrival.from, in: arrival.chat }, now.at)
  if (judged.kind === 'outdated') return { ...nothing(turn), toast: outdatedText(known.press, turn) }
  if (judged.kind !== 'good') return { ...nothing(turn), toast: badPressText(judged.kind) }
  const decision = pressed(judged.press, turn)
  return { ...decision, session: { ...decision.session, pressed: { token, at: now.at } } }
}

/** A button chosen by typing has no toast to answer it: what the toast would say is said. */
export function chosen(press: Press, turn: Turn): Decision {
  const { toast, ...decision } = pressed(press, turn)
  return toast === undefined
    ? decision
    : { ...decision, messages: [...decision.messages, { reply: said(toast) }] }
}

function isDoubleClick(token: PressToken, { known, now }: Turn): boolean {
  const last = known.session.pressed
  return last?.token === token && now.at - last.at < doubleClickMs
}

/** A rating means the same whenever it comes, a test's click too, who has read a reminder has read it, and an answer names its question; anything else from before an outage is asked about first. */
function pressed(press: Press, turn: Turn): Decision {
  if (press.kind === 'rate') return rated(press, turn)
  if (press.kind === 'works') return worked(turn)
  if (isInterviewPress(press)) return interviewPressed(press, turn)
  if (isLate(turn) && !isSeen(press)) return gathered(press, 'press', turn)
  if (isDeadlinePress(press)) return deadlinePressed(press, turn)
  return press.kind === 'alone' ? aloneWith(press.then, turn) : shown(press, turn)
}

const isSeen = (press: Press): boolean =>
  press.kind === 'see-all' || (press.kind === 'mark' && press.mark === 'seen')

/** A button that was replaced meanwhile: of a deadline it is told what became of that. */
function outdatedText(found: FoundPress | undefined, turn: Turn): string {
  const press = found?.press
  const isOfLine = press?.kind === 'mark' || press?.kind === 'submit' || press?.kind === 'put-off'
  const state = isOfLine ? stateOf(press, turn) : undefined
  return state ?? badPressText('outdated')
}

/** The card that was pressed says so: by that `doctor` knows. */
function worked(turn: Turn): Decision {
  const card = turn.known.press?.card
  return {
    ...nothing(turn),
    toast: workedText,
    messages: card === undefined ? [] : [{ reply: workedReply, card }],
  }
}

type RatePress = Extract<Press, { kind: 'rate' }>

/** One rating a person and answer; a later one replaces it. The card shows which is chosen. */
function rated(press: RatePress, turn: Turn): Decision {
  const { channel, person } = turn.arrival.from
  const { session } = turn.known
  const reply = ratedCard(press, turn)
  return {
    toast: ratedText(press.useful),
    messages: reply === undefined ? [] : [{ reply, card: answerCard(press.answer) }],
    session: reply !== undefined && offers(session, press.answer) ? offering(reply, session) : session,
    effects: [{ kind: 'rated', answer: press.answer, by: { channel, person }, useful: press.useful }],
  }
}

function ratedCard({ shown: card, answer, useful }: RatePress, { known, now }: Turn): Reply | undefined {
  const { entries } = known.knowledge
  const entry = card === undefined ? undefined : entries.get(card.entry)
  if (card === undefined || entry === undefined) return undefined
  const related = card.related.flatMap((id) => entries.get(id) ?? [])
  const { knowledge, flows } = known
  const how = { knowledge, flows, asOf: now.today, rates: answer, rated: useful }
  return entryReply(entry, how, related)
}

/** Whether the buttons that can be typed are those of this answer. */
function offers({ offered = [] }: Session, answer: EventId): boolean {
  return offered.some(({ press }) => press.kind === 'rate' && press.answer === answer)
}
