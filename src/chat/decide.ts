import { answers, type Answer } from '../knowledge/answer.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { FoundPress } from '../ports.js'
import type { Button, Press, Reply } from '../reply/reply.js'
import type { CivilDate, Instant } from '../values/civil-date.js'
import {
  cardKey,
  type CardKey,
  type ChatRef,
  type EntryId,
  type EventId,
  type PersonRef,
} from '../values/ids.js'
import type { Arrival } from './arrival.js'
import { commandNamed, type CommandName } from './commands.js'
import { judgedPress, toastFor } from './press.js'
import { answersReply, entryReply, moreReply, type Saying } from './say/ask.js'
import { askReply, helpReply, startReply } from './say/help.js'
import {
  doubleClickText,
  ratedText,
  said,
  tooLongReply,
  unknownCommandReply,
  unsupportedReply,
  withdrawnReply,
} from './say/trouble.js'
import type { Session } from './session.js'
import { longestQuestion, type Intent } from './understand.js'

/** What a turn changes besides messages and sessions. */
export type Effect =
  | {
      readonly kind: 'answered'
      readonly answer: EventId
      readonly chat: ChatRef
      readonly by: PersonRef
      readonly question: string
      readonly outcome: Answer['kind']
      readonly entries: readonly EntryId[]
      readonly knowledge: string
    }
  | { readonly kind: 'rated'; readonly answer: EventId; readonly by: PersonRef; readonly useful: boolean }

/** A reply and the card it belongs to, if it may change later. */
export interface Said {
  readonly reply: Reply
  readonly card?: CardKey
}

export interface Decision {
  /** The immediate answer to a click; best effort, never in the outbox. */
  readonly toast?: string
  readonly messages: readonly Said[]
  readonly session: Session
  readonly effects: readonly Effect[]
}

/** Everything a decision may look at: rows of this chat and person only. */
export interface Known {
  readonly session: Session
  readonly knowledge: Knowledge
  readonly press?: FoundPress
}

export interface Now {
  readonly at: Instant
  readonly today: CivilDate
}

const topicLastsMs = 10 * 60_000
const doubleClickMs = 3_000

/** What to do about one arrival. Pure: the same arguments give the same decision. */
export function decide(arrival: Arrival, intent: Intent, known: Known, now: Now): Decision {
  switch (intent.kind) {
    case 'not-called':
      return nothing(known)
    case 'command':
      return commandDecision(intent.name, intent.rest, arrival, known, now)
    case 'unknown-command':
      return say(unknownCommandReply(intent.typed, known.knowledge), known)
    case 'question':
      return answered(intent.text, arrival, known, now)
    case 'too-long':
      return say(tooLongReply(intent.length, longestQuestion), known)
    case 'unsupported':
      return say(unsupportedReply(intent.what), known)
    case 'chosen':
      return spoken(pressed(intent.press, arrival, known, now))
    case 'clicked':
      return clicked(arrival, known, now)
  }
}

const nothing = ({ session }: Known): Decision => ({ messages: [], session, effects: [] })

const say = (reply: Reply, { session }: Known): Decision => ({
  messages: [{ reply }],
  session: offering(reply, session),
  effects: [],
})

/** The buttons of the last reply can be typed; older ones can only be clicked. */
function offering(reply: Reply, session: Session): Session {
  const offered = (reply.buttons ?? []).flat().map(({ label, press }: Button) => ({ label, press }))
  return { ...session, offered }
}

function commandDecision(
  name: CommandName,
  rest: string,
  arrival: Arrival,
  known: Known,
  now: Now,
): Decision {
  switch (name) {
    case 'start':
      return say(startReply(known.knowledge), { ...known, session: {} })
    case 'help':
      return say(helpReply(known.knowledge), known)
    case 'ask':
      return rest === '' ? say(askReply(known.knowledge), known) : answered(rest, arrival, known, now)
  }
}

function answered(text: string, arrival: Arrival, known: Known, now: Now): Decision {
  const topic = recentTopic(known.session, now)
  const given = answers(text, known.knowledge, { asOf: now.today, ...(topic !== undefined && { topic }) })
  const saying = sayingOf(arrival, given, known, now)
  const reply = answersReply(given, saying)
  const entry = given.flatMap((one) => (one.kind === 'found' ? [one.entry.id] : [])).at(-1)
  return {
    messages: [cardOf(reply, saying)],
    session: offering(reply, {
      ...known.session,
      ...(entry !== undefined && { topic: { entry, at: now.at } }),
    }),
    effects: [answeredEffect(text, given, arrival, known)],
  }
}

function recentTopic({ topic }: Session, now: Now): EntryId | undefined {
  return topic !== undefined && now.at - topic.at <= topicLastsMs ? topic.entry : undefined
}

function sayingOf(arrival: Arrival, given: readonly Answer[], { knowledge }: Known, now: Now): Saying {
  const rateable = given.some(({ kind }) => kind === 'found')
  return { knowledge, asOf: now.today, ...(rateable && { rates: arrival.id }) }
}

function cardOf(reply: Reply, { rates }: Saying): Said {
  return rates === undefined ? { reply } : { reply, card: answerCard(rates) }
}

const answerCard = (answer: EventId): CardKey => cardKey(`answer:${answer}`)

function answeredEffect(
  question: string,
  given: readonly [Answer, ...Answer[]],
  arrival: Arrival,
  known: Known,
): Effect {
  const { chat, from } = arrival
  return {
    kind: 'answered',
    answer: arrival.id,
    chat: { channel: chat.channel, chat: chat.chat },
    by: { channel: from.channel, person: from.person },
    question,
    outcome: given[0].kind,
    entries: given.flatMap(entriesOf),
    knowledge: known.knowledge.version,
  }
}

export function entriesOf(answer: Answer): readonly EntryId[] {
  switch (answer.kind) {
    case 'found':
      return [answer.entry.id, ...answer.related.map(({ id }) => id)]
    case 'ambiguous':
      return answer.choices.map(({ id }) => id)
    case 'unknown':
    case 'out-of-scope':
    case 'refused':
      return []
  }
}

function clicked(arrival: Arrival, known: Known, now: Now): Decision {
  // First: the first click of a pair may have replaced the very button that the second one hits.
  if (isDoubleClick(arrival, known.session, now)) return { ...nothing(known), toast: doubleClickText }
  const judged = judgedPress(known.press, { by: arrival.from, in: arrival.chat }, now.at)
  if (judged.kind !== 'good') return { ...nothing(known), toast: toastFor(judged) }
  const decision = pressed(judged.press, arrival, known, now)
  const token = known.press?.token
  return token === undefined
    ? decision
    : { ...decision, session: { ...decision.session, pressed: { token, at: now.at } } }
}

/** A button chosen by typing has no toast to answer it: what the toast would say is said. */
function spoken({ toast, ...decision }: Decision): Decision {
  return toast === undefined
    ? decision
    : { ...decision, messages: [...decision.messages, { reply: said(toast) }] }
}

function isDoubleClick(arrival: Arrival, { pressed: last }: Session, now: Now): boolean {
  return arrival.kind === 'pressed' && last?.token === arrival.token && now.at - last.at < doubleClickMs
}

function pressed(press: Press, arrival: Arrival, known: Known, now: Now): Decision {
  switch (press.kind) {
    case 'ask':
      return opened(press.entry, arrival, known, now)
    case 'more':
      return detailed(press.entry, known, now)
    case 'rate':
      return rated(press, arrival, known, now)
    case 'command': {
      const name = commandNamed(press.command)
      return name === undefined
        ? say(withdrawnReply(known.knowledge), known)
        : commandDecision(name, '', arrival, known, now)
    }
  }
}

/** An entry opened by a button is an answer like any other: it can be rated and it becomes the topic. */
function opened(id: EntryId, arrival: Arrival, known: Known, now: Now): Decision {
  const entry = known.knowledge.entries.get(id)
  if (entry === undefined) return say(withdrawnReply(known.knowledge), known)
  const found: Answer = { kind: 'found', entry, related: [] }
  const saying = sayingOf(arrival, [found], known, now)
  const reply = entryReply(entry, saying)
  return {
    messages: [cardOf(reply, saying)],
    session: offering(reply, { ...known.session, topic: { entry: id, at: now.at } }),
    effects: [answeredEffect(entry.title, [found], arrival, known)],
  }
}

function detailed(id: EntryId, known: Known, now: Now): Decision {
  const entry = known.knowledge.entries.get(id)
  if (entry === undefined) return say(withdrawnReply(known.knowledge), known)
  const reply = moreReply(entry, { knowledge: known.knowledge, asOf: now.today })
  return {
    messages: [{ reply }],
    session: { ...known.session, topic: { entry: id, at: now.at } },
    effects: [],
  }
}

/** One rating a person and answer; a later one replaces it. The card shows which is chosen. */
function rated(press: RatePress, arrival: Arrival, known: Known, now: Now): Decision {
  const { channel, person } = arrival.from
  const reply = ratedCard(press, known, now)
  const { session } = known
  return {
    toast: ratedText(press.useful),
    messages: reply === undefined ? [] : [{ reply, card: answerCard(press.answer) }],
    session: reply !== undefined && offers(session, press.answer) ? offering(reply, session) : session,
    effects: [{ kind: 'rated', answer: press.answer, by: { channel, person }, useful: press.useful }],
  }
}

type RatePress = Extract<Press, { kind: 'rate' }>

function ratedCard({ shown, answer, useful }: RatePress, { knowledge }: Known, now: Now): Reply | undefined {
  const entry = shown === undefined ? undefined : knowledge.entries.get(shown.entry)
  if (shown === undefined || entry === undefined) return undefined
  const related = shown.related.flatMap((id) => knowledge.entries.get(id) ?? [])
  return entryReply(entry, { knowledge, asOf: now.today, rates: answer, rated: useful }, related)
}

/** Whether the buttons that can be typed are those of this answer. */
function offers({ offered = [] }: Session, answer: EventId): boolean {
  return offered.some(({ press }) => press.kind === 'rate' && press.answer === answer)
}
