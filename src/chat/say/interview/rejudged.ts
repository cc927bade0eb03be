import type { Flow, RequirementState } from '../../../interview/flow/flow.js'
import type { CameTo, Interview } from '../../../interview/kept/interview.js'
import type { ChangedRequirement, Rejudged } from '../../../interview/kept/judged-again.js'
import { blocksApplication } from '../../../interview/result.js'
import type { Press, Reply } from '../../../reply/reply.js'
import { shortDay } from '../day.js'
import { paragraph } from '../deadline.js'
import { stepButton } from './step-button.js'
import { missedText } from './requirement.js'
import { ringing, type ToldOf } from './unfinished.js'
import { verdictText, verdictWords } from './verdict.js'

/** A result that flows or figures changed: what was told and what is so now. In a group only that there is something. */
export function rejudgedReply(interview: Interview, rejudged: Rejudged, { by, group }: ToldOf): Reply {
  const { came, is } = rejudged
  const { asOf } = is.asking
  const opens: Press = { kind: 'interview', interview: interview.id, step: 'result', view: 'summary' }
  const title = `“${is.flow.title}”（${shortDay(came.on, asOf)}）`
  if (group)
    return {
      blocks: [
        { kind: 'paragraph', text: [...ringing({ by, group }), `要求变了，上次面谈${title}的结论要重看。`] },
      ],
      buttons: [[{ label: '私聊里看', press: { kind: 'alone', then: opens } }]],
    }
  const again = askedAgain(interview, rejudged)
  return {
    blocks: [
      paragraph(`上次面谈${title}的结论变了：`),
      paragraph(`${cameText(came, is.flow)} → ${verdictText(is)}`),
      ...becauseOf(rejudged),
      ...(again === 0 ? [] : [paragraph(`有 ${again} 题的问法变了，要再答一次。`)]),
    ],
    buttons: [
      [{ label: '看新结论', press: opens, style: 'primary' }],
      ...(again === 0 ? [] : [[stepButton(interview.id, '再答一次', { step: 'go-on' })]]),
    ],
  }
}

const becauseOf = (rejudged: Rejudged): Reply['blocks'] =>
  rejudged.changed.length === 0
    ? [paragraph('因为面谈的问题或判断改了。')]
    : [
        paragraph('因为：'),
        { kind: 'list', items: rejudged.changed.map((one) => [changedText(one, rejudged)]) },
      ]

function changedText({ tested, was }: ChangedRequirement, { is }: Rejudged): string {
  const before = was === undefined ? '原来没有这一条' : stateWords[was]
  const how = tested.state === 'unmet' ? `（${missedText(tested, is)}）` : ''
  return `${tested.requirement.name}：${before} → ${stateWords[tested.state]}${how}`
}

const stateWords: Readonly<Record<RequirementState, string>> = {
  met: '做到了',
  unmet: '没做到',
  unknown: '还不知道',
  'authority-decides': '由机关决定',
  'not-applicable': '用不上',
}

/** Questions that mean something else than when they were answered. */
const askedAgain = ({ answers }: Interview, { is }: Rejudged): number =>
  is.position.open.filter((input) => answers.has(input)).length

/** As it was told then, in today's words. */
function cameText({ verdict, outcomes, states }: CameTo, flow: Flow): string {
  const law = new Set(flow.requirements.filter(blocksApplication).map(({ entry }) => entry))
  const says = verdictWords(
    verdict,
    states.filter(([entry, state]) => law.has(entry) && state === 'unmet').length,
  )
  const known = flow.outcomes.map(({ then }) => then)
  const [only, other] = outcomes.flatMap((id) => known.filter((one) => one.id === id))
  if (only === undefined) return says
  if (other !== undefined) return `${says}：结果有${outcomes.length}种可能`
  return only.final ? only.title : `${only.title}：${says}`
}
