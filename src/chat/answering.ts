import { answers, entriesOf, leftOver, type Answer } from '../knowledge/answer.js'
import { cardKey, type CardKey, type EntryId, type EventId } from '../values/ids.js'
import { offering, saying, type Decision, type Effect, type Said, type Turn } from './decision.js'
import { answersReply, entryReply, moreReply, type Saying } from './say/ask.js'
import { withdrawnReply } from './say/trouble.js'
import type { Session } from './session.js'

const topicLastsMs = 10 * 60_000

type Answers = readonly [Answer, ...Answer[]]

export function questionAnswered(text: string, turn: Turn): Decision {
  const { known, now } = turn
  const topic = recentTopic(turn)
  const given = answers(text, known.knowledge, { asOf: now.today, ...(topic !== undefined && { topic }) })
  const how = { ...sayingOf(given, turn), left: leftOver(text, given, known.knowledge) }
  const reply = answersReply(given, how)
  const entry = given.flatMap((one) => (one.kind === 'found' ? [one.entry.id] : [])).at(-1)
  return {
    messages: [cardOf({ reply }, how)],
    session: offering(reply, entry === undefined ? known.session : onTopic(entry, turn)),
    effects: [answeredEffect(text, given, turn)],
  }
}

/** An entry opened by a button is an answer like any other: it can be rated and it becomes the topic. */
export function entryOpened(id: EntryId, turn: Turn): Decision {
  const { knowledge, session } = turn.known
  const entry = knowledge.entries.get(id)
  if (entry === undefined) return saying(withdrawnReply(knowledge), session)
  const given: Answers = [{ kind: 'found', entry, related: [] }]
  const how = sayingOf(given, turn)
  const reply = entryReply(entry, how)
  return {
    messages: [cardOf({ reply }, how)],
    session: offering(reply, onTopic(id, turn)),
    effects: [answeredEffect(entry.title, given, turn)],
  }
}

/** The details behind 更多. The buttons of the answer itself stay the ones that can be typed. */
export function detailsShown(id: EntryId, turn: Turn): Decision {
  const { knowledge, session } = turn.known
  const entry = knowledge.entries.get(id)
  if (entry === undefined) return saying(withdrawnReply(knowledge), session)
  const reply = moreReply(entry, { knowledge, asOf: turn.now.today })
  return { messages: [{ reply }], session: onTopic(id, turn), effects: [] }
}

export const answerCard = (answer: EventId): CardKey => cardKey(`answer:${answer}`)

function recentTopic({ known, now }: Turn): EntryId | undefined {
  const { topic } = known.session
  return topic !== undefined && now.at - topic.at <= topicLastsMs ? topic.entry : undefined
}

function onTopic(entry: EntryId, { known, now }: Turn): Session {
  return { ...known.session, topic: { entry, at: now.at } }
}

function sayingOf(given: Answers, { arrival, known, now }: Turn): Saying {
  const rateable = given.some(({ kind }) => kind === 'found')
  return { knowledge: known.knowledge, asOf: now.today, ...(rateable && { rates: arrival.id }) }
}

function cardOf(said: Said, { rates }: Saying): Said {
  return rates === undefined ? said : { ...said, card: answerCard(rates) }
}

function answeredEffect(question: string, given: Answers, { arrival, known }: Turn): Effect {
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
