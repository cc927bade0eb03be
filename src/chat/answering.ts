import { answers, leftOver } from '../knowledge/answer.js'
import { entriesOf, type Answer } from '../knowledge/answer-kinds.js'
import type { EntrySource as Entry } from '../knowledge/entry.js'
import { inForce } from '../knowledge/figures.js'
import { cardKey, type CardKey, type EntryId, type EventId } from '../values/ids.js'
import type { Button, Press, Reply } from '../reply/reply.js'
import { offering, saying, type Decision, type Effect } from './decision.js'
import type { Now, Turn } from './turn.js'
import { lateness } from './late.js'
import { answersReply, entryReply, moreReply, type Saying } from './say/ask.js'
import { lateNote } from './say/late.js'
import { withdrawnReply } from './say/trouble.js'
import type { Session } from './session.js'

const topicLastsMs = 10 * 60_000

type Answers = readonly [Answer, ...Answer[]]

/** `corrects`: the answer of the same message before it was edited; this one takes its place and its rating. */
export function questionAnswered(text: string, turn: Turn, corrects?: EventId): Decision {
  const { arrival, known, now } = turn
  const answer = corrects ?? arrival.id
  const before = corrects === undefined ? known.session.topic : known.session.asked?.topic
  const topic = recent(before, now)
  const given = answers(text, known.knowledge, { asOf: now.today, ...(topic !== undefined && { topic }) })
  const how = { ...sayingOf(given, answer, turn), left: leftOver(text, given, known.knowledge) }
  const reply = sinceAsked(answersReply(given, how), turn)
  const entry = given.flatMap((one) => (one.kind === 'found' ? [one.entry.id] : [])).at(-1)
  const session = entry === undefined ? known.session : onTopic(entry, turn)
  return {
    messages: [{ reply, card: answerCard(answer) }],
    session: offering(reply, asking({ answer, topic: before }, session, turn)),
    effects: [answeredEffect(answer, text, given, turn)],
  }
}

/** An entry opened by a button is an answer like any other: it can be rated and it becomes the topic. */
export function entryOpened(id: EntryId, turn: Turn): Decision {
  const { arrival, known } = turn
  const entry = entryNow(id, turn)
  if (entry === undefined) return saying(withdrawnReply(known.knowledge), known.session)
  const given: Answers = [{ kind: 'found', entry, related: [] }]
  const reply = entryReply(entry, sayingOf(given, arrival.id, turn))
  return {
    messages: [{ reply, card: answerCard(arrival.id) }],
    session: offering(reply, onTopic(id, turn)),
    effects: [answeredEffect(arrival.id, entry.title, given, turn)],
  }
}

/** The details behind 更多: they are rated as a part of the answer they belong to. */
export function detailsShown(id: EntryId, turn: Turn): Decision {
  const { knowledge, session } = turn.known
  const entry = entryNow(id, turn)
  if (entry === undefined) return saying(withdrawnReply(knowledge), session)
  const reply = moreReply(entry, { knowledge, asOf: turn.now.today }, ratingOf(id, session))
  return saying(reply, onTopic(id, turn))
}

/** Only an answer that was just given has them: an old one has its own, if it is wanted. */
function ratingOf(id: EntryId, { offered = [] }: Session): readonly Button[] {
  return offered.some(({ press }) => isOf(id, press))
    ? offered.filter(({ press }) => press.kind === 'rate')
    : []
}

function isOf(id: EntryId, press: Press): boolean {
  return press.kind === 'more' ? press.entry === id : press.kind === 'rate' && press.shown?.entry === id
}

/** What is no longer in force is not opened by an old button either. */
function entryNow(id: EntryId, { known, now }: Turn): Entry | undefined {
  const entry = known.knowledge.entries.get(id)
  return entry !== undefined && inForce(entry, now.today) ? entry : undefined
}

export const answerCard = (answer: EventId): CardKey => cardKey(`answer:${answer}`)

function recent(topic: Session['topic'], now: Now): EntryId | undefined {
  return topic !== undefined && now.at - topic.at <= topicLastsMs ? topic.entry : undefined
}

function onTopic(entry: EntryId, { known, now }: Turn): Session {
  return { ...known.session, topic: { entry, at: now.at } }
}

/** What an edit of this message will correct. A platform that shows no edits needs no memory of it. */
function asking(
  { answer, topic }: { readonly answer: EventId; readonly topic: Session['topic'] },
  session: Session,
  { arrival, known }: Turn,
): Session {
  const { message } = arrival
  if (arrival.kind !== 'said' || message === undefined || !known.place.seesEdits) return session
  const asked = { message, text: arrival.text, answer, ...(topic !== undefined && { topic }) }
  return { ...session, asked }
}

function sinceAsked(reply: Reply, turn: Turn): Reply {
  const late = lateness(turn)
  return late === undefined ? reply : { ...reply, blocks: [lateNote(late), ...reply.blocks] }
}

function sayingOf(given: Answers, answer: EventId, { known, now }: Turn): Saying {
  const rateable = given.some(({ kind }) => kind === 'found')
  const { knowledge, flows, session } = known
  // Who is being asked already is not invited once more.
  const invites = session.interview?.input === undefined && { flows }
  return { knowledge, asOf: now.today, ...invites, ...(rateable && { rates: answer }) }
}

function answeredEffect(answer: EventId, question: string, given: Answers, { arrival, known }: Turn): Effect {
  const { chat, from } = arrival
  return {
    kind: 'answered',
    answer,
    chat: { channel: chat.channel, chat: chat.chat },
    by: { channel: from.channel, person: from.person },
    question,
    outcome: given[0].kind,
    entries: given.flatMap(entriesOf),
    knowledge: known.knowledge.version,
  }
}
