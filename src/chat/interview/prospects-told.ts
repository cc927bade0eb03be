import { fileName } from '../../values/file-name.js'
import type { FlowId } from '../../values/ids.js'
import { withAttachments } from '../files/attaching.js'
import { offering, saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { privately } from '../privately.js'
import {
  faultyProspectsReply,
  judgedProspectsReply,
  mixedSheetReply,
  prospectsInGroupReply,
  severalFlowsReply,
  templateReply,
  templatesReply,
  tooManyProspectsReply,
} from '../say/interview/prospects.js'
import { flowGoneReply } from '../say/interview/moves.js'
import type { Reply } from '../../reply/reply.js'
import { mostProspects, type Prospects } from './prospects.js'

/** What a table of companies came to. It shows what they are like, so before others it is told to its sender alone. */
export function prospectsTold(prospects: Prospects, turn: Turn): Decision {
  const reply = replyTo(prospects, turn)
  const show = (where: Turn): Decision => saying(reply, where.known.session)
  if (turn.arrival.chat.kind === 'private' || !showsCompanies(prospects)) return show(turn)
  const { toast, ...decision } = privately({ kind: 'interview-table' }, show, turn)
  const here = prospectsInGroupReply(toast)
  return {
    ...decision,
    messages: [{ reply: here }, ...decision.messages],
    session: offering(here, decision.session),
  }
}

const showsCompanies = ({ kind }: Prospects): boolean => kind === 'judged' || kind === 'faulty'

function replyTo(prospects: Prospects, { known: { knowledge } }: Turn): Reply {
  switch (prospects.kind) {
    case 'judged': {
      const { flow, asOf, judged } = prospects
      const name = fileName(['批量判断', flow.title, asOf], 'csv')
      const reply = judgedProspectsReply(prospects)
      if (judged.companies === 0) return reply
      return withAttachments(reply, [{ kind: 'file', name, text: judged.csv }])
    }
    case 'faulty':
      return faultyProspectsReply(prospects, knowledge.inputs)
    case 'too-many':
      return tooManyProspectsReply(prospects.rows, mostProspects)
    case 'mixed':
      return mixedSheetReply
    case 'several':
      return severalFlowsReply(prospects.flows)
  }
}

/** 面谈表格: a table to fill for many companies, of one interview or of the one that is chosen. */
export function templateGiven(flow: FlowId | undefined, turn: Turn): Decision {
  const { flows, knowledge, session } = turn.known
  const all = [...flows.all.values()]
  if (flow === undefined) return saying(templatesReply(all), session)
  const found = flows.all.get(flow)
  return saying(
    found === undefined
      ? flowGoneReply
      : templateReply(found, knowledge.inputs, turn.arrival.chat, mostProspects),
    session,
  )
}
