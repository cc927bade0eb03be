import { setImmediate } from 'node:timers/promises'
import { offeredBy } from '../../chat/decision.js'
import { rejudgedReply } from '../../chat/say/interview/rejudged.js'
import { unfinishedReply } from '../../chat/say/interview/unfinished.js'
import { cameTo } from '../../interview/came-to.js'
import { answersUnder, type KnownInterview } from '../../interview/kept/interview.js'
import { judgedOn } from '../../interview/judged.js'
import { lawOn, rejudged, type Rejudged } from '../../interview/kept/judged-again.js'
import { erasedOn, isLeft, leftSince } from '../../interview/kept/sweep.js'
import type { InterviewNews, InterviewPage, InterviewStore, PlacedInterview } from '../../ports-interviews.js'
import type { Log, Store } from '../../ports.js'
import type { OutgoingMessage } from '../../ports-sending.js'
import type { Reply } from '../../reply/reply.js'
import { traditional } from '../../reply/traditional.js'
import type { CivilDate, Instant } from '../../values/civil-date.js'
import { cardKey, type ChatRef, type PersonRef } from '../../values/ids.js'
import type { Content } from '../content.js'
import { isTime } from './monthly.js'

export interface InterviewParts {
  readonly store: InterviewStore & Pick<Store, 'session'>
  readonly content: () => Content
  readonly timeZone: string
  readonly log: Log
  /** For one person, ready for the outbox. */
  readonly readyFor: (
    owner: PersonRef,
    to: ChatRef,
    telling: { readonly reply: Reply; readonly card: ReturnType<typeof cardKey> },
  ) => readonly OutgoingMessage[]
}

interface At {
  readonly now: Instant
  readonly today: CivilDate
}

/** Nothing here is in a hurry, and at night all that waits for a morning would be read each time. */
const lookEveryMs = 600_000
const pageSize = 50

/**
 * Tells people of their interviews unasked: that one waits, once; that one comes to something else by now. Each is told
 * in the transaction that notes it, so that neither a crash nor a clock that jumps tells it twice.
 */
export function interviewRounds(parts: InterviewParts): (at: At) => Promise<void> {
  let looked: Instant | undefined
  return async (at) => {
    // A clock that was set back must not stop the looking.
    if (looked !== undefined && looked <= at.now && at.now < looked + lookEveryMs) return
    looked = at.now
    await judgeAll(at, parts)
    await eachPlaced(
      (page) => parts.store.differingInterviews(page),
      (one) => toldJudged(one, at, parts),
    )
    await eachPlaced(
      (page) => parts.store.leftInterviews(leftSince(at.now), page),
      (one) => toldLeft(one, at, parts),
    )
  }
}

async function eachPlaced(
  read: (page: InterviewPage) => Promise<readonly PlacedInterview[]>,
  tell: (one: PlacedInterview) => Promise<void>,
): Promise<void> {
  let page: readonly PlacedInterview[] = []
  do {
    page = await read({ after: page.at(-1)?.interview.id, limit: pageSize })
    for (const one of page) await tell(one)
  } while (page.length === pageSize)
}

/** What is judged is noted a page at a time: after a crash the rest goes on. */
async function judgeAll({ today }: At, { store, content, log }: InterviewParts): Promise<void> {
  const { flows, knowledge } = content()
  const law = lawOn(today, knowledge)
  let count = 0
  let differing = 0
  for (;;) {
    const page = await store.unjudgedInterviews(law, pageSize)
    const judged = []
    for (const known of page) {
      const { id, flow } = known.interview
      const under = flows.all.get(flow)
      const differs = under !== undefined && rejudged(known.interview, under, knowledge, today) !== undefined
      judged.push({ interview: id, revision: known.revision, differs })
      if (differs) differing += 1
      // Others go first: judging one takes milliseconds.
      await setImmediate()
    }
    await store.noteJudged(judged, law)
    count += page.length
    if (page.length < pageSize) break
  }
  if (differing > 0) log.info('interviews judged again', { interviews: count, differing })
}

/** At its chat's hour, by what is so then: what was changed back meanwhile is not told. */
async function toldJudged(one: PlacedInterview, at: At, parts: InterviewParts): Promise<void> {
  if (!isTime(one, at.today, at.now, parts.timeZone)) return
  const { interview } = one
  const { flows, knowledge } = parts.content()
  const flow = flows.all.get(interview.flow)
  const found = flow && rejudged(interview, flow, knowledge, at.today)
  // Told again another time it is another message.
  const why = `judged:${at.today}`
  const news = found && (await newsOf(one, rejudgedReply(interview, found, told(one)), why, parts))
  await parts.store.tellJudged(readOf(one), withResult(one, found), news, at.now)
}

function withResult({ interview }: KnownInterview, found: Rejudged | undefined): KnownInterview['interview'] {
  if (found === undefined) return interview
  const { result, asking, knowledge } = found.is
  return { ...interview, came: cameTo(result, { on: asking.asOf, knowledge: knowledge.version }) }
}

/** Of which nobody heard until the day on which it goes: nothing is left to say. */
async function toldLeft(one: PlacedInterview, { now, today }: At, parts: InterviewParts): Promise<void> {
  const { content, store, timeZone } = parts
  const { interview } = one
  const { flows, knowledge } = content()
  const flow = flows.all.get(interview.flow)
  const ends = erasedOn(interview, timeZone)
  const isDue = isLeft(interview, now) && today < ends && isTime(one, today, now, timeZone)
  if (flow === undefined || !isDue) return
  const judged = judgedOn(today, flow, answersUnder(interview.answers, flow.questions), knowledge)
  const reply = unfinishedReply({ ...judged, interview }, ends, told(one), today)
  await store.tellLeft(readOf(one), await newsOf(one, reply, 'left', parts), now)
}

const readOf = ({ interview: { id }, revision }: KnownInterview) => ({ interview: id, revision })
const told = ({ interview: { by }, group }: PlacedInterview) => ({ by, group })

/** Its card is called as those of interviews are: what is pressed on it goes on there. */
async function newsOf(
  { interview: { id, by, chat } }: PlacedInterview,
  reply: Reply,
  why: string,
  { store, readyFor }: InterviewParts,
): Promise<InterviewNews> {
  const session = await store.session({ ...chat, person: by.person })
  const shown = session?.script === 'traditional' ? traditional(reply) : reply
  return {
    messages: readyFor(by, chat, { reply: shown, card: cardKey(`interview:${why}:${id}`) }),
    offered: offeredBy(reply),
  }
}
