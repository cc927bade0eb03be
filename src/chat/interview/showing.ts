import type { Interview } from '../../interview/kept/interview.js'
import { cameTo } from '../../interview/came-to.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import { cardKey, type CardKey } from '../../values/ids.js'
import type { Interviewed } from '../session.js'
import { offering, type Decision, type Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { groupResultReply } from '../say/interview/ending.js'
import { flowGoneReply, recapBlocks } from '../say/interview/moves.js'
import { questionReply } from '../say/interview/question.js'
import { judgedIn, leftOf, resultShown } from './resulting.js'
import { placeOf, standingOf, type Standing, type Waiting } from './standing.js'

/** What stands above a question: what was noted, what a change did. */
export interface Lead {
  readonly blocks: readonly Block[]
  readonly buttons?: readonly Button[]
}

export const noLead: Lead = { blocks: [] }

/** Keeps the interview as it is now and shows what comes next in it: a question, or what it comes to. */
export function goneOn(interview: Interview, turn: Turn, lead: Lead = noLead): Decision {
  const standing = standingOf(interview, turn)
  if (standing === undefined) return saidAlone(flowGoneReply, turn)
  return standing.waits === undefined ? ended(standing, turn, lead) : put(standing, turn, { lead })
}

interface Showing {
  readonly lead?: Lead
  /** Options that are ticked already. */
  readonly picked?: readonly string[]
  /** How often in a row something was said that is no answer. */
  readonly failed?: number
}

/** The question that is open now. */
export function put(standing: Standing, turn: Turn, showing: Showing = {}): Decision {
  const { interview, waits } = standing
  const { lead: said = noLead, failed = 0 } = showing
  const { explained } = turn.known.session.interview ?? {}
  if (waits === undefined) return ended(standing, turn, said)
  const lead = wasAway(interview, turn)
    ? { ...said, blocks: [...recapBlocks(standing), ...said.blocks] }
    : said
  const shown = withLead(questionIn({ ...standing, waits }, placeIn(turn), showing), lead)
  return {
    messages: [{ reply: shown, card: cardOf(turn) }],
    session: {
      ...offering(shown, turn.known.session),
      // What is asked last is what is answered next.
      waiting: undefined,
      interview: {
        interview: interview.id,
        flow: interview.flow,
        input: waits.question.input,
        failed,
        ...(explained !== undefined && { explained }),
      },
    },
    effects: [keeping(interview, turn)],
  }
}

/** After so long nobody remembers where an interview stood. */
export const longAgoMs = 30 * 60_000

/** Whether so much lies between, or a restart, that nobody remembers where it stood. */
function wasAway({ answers, changedAt }: Interview, { known, now }: Turn): boolean {
  const restarted = known.since !== undefined && changedAt < known.since
  return answers.size > 0 && (restarted || now.at - changedAt > longAgoMs)
}

const mostFailures = 3

interface QuestionPlace {
  readonly knowledge: Knowledge
  readonly inGroup: boolean
}

const placeIn = ({ arrival, known: { knowledge } }: Turn): QuestionPlace => ({
  knowledge,
  inGroup: arrival.chat.kind === 'group',
})

export function questionIn(
  standing: Standing & { readonly waits: Waiting },
  place: QuestionPlace,
  { picked, failed = 0 }: Showing = {},
): Reply {
  const { answers, asking, interview, flow, waits } = standing
  const before = answers.get(waits.question.input)
  return questionReply({
    interview: interview.id,
    flow,
    ...waits,
    ...place,
    asOf: asking.asOf,
    ...placeOf(waits.question, standing),
    ...(before !== undefined && { before }),
    ...(picked !== undefined && { picked }),
    ...(failed >= mostFailures && { stuck: true }),
  })
}

/** Nothing that is still open can change the verdict: it is told, with what else could be asked. */
function ended(standing: Standing, turn: Turn, lead: Lead): Decision {
  const { interview, result, asking } = standing
  const finished: Interview = {
    ...withoutPlace(interview),
    state: 'finished',
    came: cameTo(result, { on: asking.asOf, knowledge: turn.known.knowledge.version }),
  }
  const reply = replyTo({ ...standing, interview: finished }, turn)
  const decision = shownInstead(withLead(reply, lead), turn)
  const { id, flow } = interview
  const missing = result.verdict === 'cannot-tell' ? { missing: result.missing } : {}
  return {
    ...decision,
    session: { ...decision.session, interview: { interview: id, flow, failed: 0, ...missing } },
    effects: [keeping(finished, turn)],
  }
}

/** A group hears that it is over and nothing of what was answered. */
function replyTo(standing: Standing, turn: Turn): Reply {
  const { interview } = standing
  const left = leftOf(standing)
  return turn.arrival.chat.kind === 'group'
    ? groupResultReply(judgedIn(standing, turn), interview.id, left)
    : resultShown(standing, 'summary', turn)
}

/** Shows something of an interview that is not a question: nothing is waited for. */
export function shownInstead(reply: Reply, turn: Turn): Decision {
  const { interview, ...session } = turn.known.session
  const last = interview && withoutQuestion(interview)
  return {
    messages: [{ reply, card: cardOf(turn) }],
    session: { ...offering(reply, session), ...(last !== undefined && { interview: last }) },
    effects: [],
  }
}

const withoutQuestion = ({ input, meant, papers, ...rest }: Interviewed): Interviewed => ({
  ...rest,
  failed: 0,
})

export function saidAlone(reply: Reply, turn: Turn): Decision {
  const { interview, ...session } = turn.known.session
  return { messages: [{ reply }], session: offering(reply, session), effects: [] }
}

const withoutPlace = ({ at, ...interview }: Interview): Interview => interview

export const withLead = (reply: Reply, { blocks, buttons = [] }: Lead): Reply => ({
  ...reply,
  blocks: [...blocks, ...reply.blocks],
  ...((reply.buttons ?? buttons.length > 0) && {
    buttons: [...(reply.buttons ?? []), ...(buttons.length > 0 ? [buttons] : [])],
  }),
})

/** A press changes the card that it stands on; what is typed is answered below. */
function cardOf({ arrival, known }: Turn): CardKey {
  const on = known.press?.card
  return arrival.kind === 'pressed' && on?.startsWith('interview:') === true
    ? on
    : cardKey(`interview:${arrival.id}`)
}

/** As it stands after this turn, in the chat of this turn. */
export function keeping(interview: Interview, { arrival, now }: Turn): Effect {
  const { channel, chat } = arrival.chat
  return {
    kind: 'interview-kept',
    interview: { ...interview, chat: { channel, chat }, changedAt: now.at },
  }
}
