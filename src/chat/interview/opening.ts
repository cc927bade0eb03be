import type { Flow } from '../../interview/flow/flow.js'
import type { Interview } from '../../interview/kept/interview.js'
import { remarksSaid } from '../../interview/remarks.js'
import { filled } from '../../knowledge/figures.js'
import type { Press, Reply } from '../../reply/reply.js'
import { interviewId, type FlowId } from '../../values/ids.js'
import type { Command } from '../commands.js'
import { offering, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { notBeforeOthers, privately } from '../privately.js'
import {
  anonymousReply,
  flowGoneReply,
  flowsReply,
  goOnReply,
  inGroupReply,
  introBlocks,
  noneOpenReply,
  sureReply,
} from '../say/interview/moves.js'
import { reviewReply } from '../say/interview/review.js'
import { paragraph } from '../say/deadline.js'
import { droppedReply } from '../say/watch.js'
import { stepped } from '../matters/watching.js'
import { earlierOffered } from './reusing.js'
import { templateGiven } from './prospects-told.js'
import { goneOn, saidAlone, shownInstead } from './showing.js'
import { standingOf } from './standing.js'

/** Which interviews there are, and the one that is under way. A word behind the command names one of them. */
export function selftest({ rest }: Pick<Command, 'rest'>, turn: Turn): Decision {
  if (turn.arrival.from.anonymous === true) return saidAlone(anonymousReply, turn)
  const { all } = turn.known.flows
  if (/^(?:批量)?表格?$/.test(rest)) return templateGiven(undefined, turn)
  const wanted = rest === '' ? undefined : flowSaid(rest, [...all.values()])
  const show = (where: Turn): Decision =>
    wanted === undefined ? shownInstead(listed(where), where) : opened(wanted.id, where, rest)
  return turn.arrival.chat.kind === 'private' ? show(turn) : besideGroup(wanted, show, turn)
}

/** Asked for in a group it begins in private; to stay there is the second choice. */
function besideGroup(wanted: Flow | undefined, show: (where: Turn) => Decision, turn: Turn): Decision {
  const { all } = turn.known.flows
  const flows = wanted === undefined ? [...all.values()] : [wanted]
  const then: Press =
    wanted === undefined
      ? { kind: 'command', command: 'selftest' }
      : { kind: 'interview-open', flow: wanted.id }
  const { toast, ...decision } = privately(then, show, turn)
  const reply = inGroupReply(toast, flows)
  return {
    ...decision,
    messages: [...decision.messages, { reply }],
    session: offering(reply, decision.session),
  }
}

function listed(turn: Turn): Reply {
  const { all } = turn.known.flows
  const open = openOf(turn)[0]
  const standing = open && standingOf(open, turn)
  return flowsReply([...all.values()], standing)
}

/** By its name, or by a word of which it has something to say: 年检 is called 年报 now. */
function flowSaid(rest: string, flows: readonly Flow[]): Flow | undefined {
  const words = rest.replaceAll(/\s/g, '')
  return (
    flows.find(({ id, title }) => id === words || title.includes(words) || words.includes(title)) ??
    flows.find((flow) => remarksSaid(flow, words).length > 0)
  )
}

/** Goes on with the one of that kind that is under way, or begins one. `said`: the words by which it was asked for. */
export function opened(flow: FlowId, turn: Turn, said = ''): Decision {
  const found = turn.known.flows.all.get(flow)
  if (found === undefined) return saidAlone(flowGoneReply, turn)
  if (turn.arrival.from.anonymous === true) return saidAlone(anonymousReply, turn)
  const running = openOf(turn).find((one) => one.flow === flow)
  const standing = running && standingOf(running, turn)
  if (standing !== undefined && standing.position.taken.length > 0)
    return shownInstead(goOnReply(standing), turn)
  const begun = running ?? fresh(flow, turn)
  const { blocks, ...earlier } = earlierOffered(begun, found, turn)
  const { knowledge } = turn.known
  const remarks = remarksSaid(found, said).map(({ says }) =>
    paragraph(filled(says, knowledge.figures, turn.now.today)),
  )
  return goneOn(begun, turn, { ...earlier, blocks: [...remarks, ...introBlocks(found), ...blocks] })
}

/** This person's interviews that wait for an answer, the latest first. */
export const openOf = ({ known }: Turn): readonly Interview[] =>
  (known.interviews ?? [])
    .map(({ interview }) => interview)
    .filter(({ state }) => state === 'open' || state === 'paused')

/** The answers of the one that is under way, or of the last one. */
export function reviewAsked(turn: Turn): Decision {
  const latest = openOf(turn)[0] ?? turn.known.interviews?.[0]?.interview
  const standing = latest && standingOf(latest, turn)
  if (standing === undefined) return saidAlone(noneOpenReply, turn)
  const show = (where: Turn): Decision => shownInstead(reviewReply(standing, 0), where)
  return notBeforeOthers({ kind: 'command', command: 'review' }, show, turn)
}

/** Leaves the interview that is under way, once that is confirmed; before that whatever else waits for an answer. */
export function cancelAsked(turn: Turn): Decision {
  const { waiting } = turn.known.session
  if (waiting !== undefined && turn.arrival.at < waiting.until) return stepped(droppedReply, turn)
  const [open] = openOf(turn)
  const standing = open && standingOf(open, turn)
  return standing === undefined
    ? saidAlone(noneOpenReply, turn)
    : shownInstead(sureReply('cancel', standing.interview.id, standing.position.taken.length), turn)
}

export function fresh(flow: FlowId, { arrival, now }: Turn): Interview {
  const { chat, from } = arrival
  return {
    id: interviewId(`${chat.channel}:${arrival.id}`),
    flow,
    by: { channel: from.channel, person: from.person },
    chat: { channel: chat.channel, chat: chat.chat },
    state: 'open',
    startedAt: now.at,
    changedAt: now.at,
    answers: new Map(),
  }
}
