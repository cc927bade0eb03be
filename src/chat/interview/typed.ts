import type { Flows } from '../../interview/flow/flows.js'
import { typedAnswer, type TypedAnswer } from '../../interview/said/typed-answer.js'
import type { Inputs } from '../../knowledge/condition/inputs.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { InterviewPress, InterviewStep } from '../../reply/interview-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { Need } from '../need.js'
import type { Session } from '../session.js'
import { paperSaid } from './preparing-said.js'
import { waitingFor } from './standing.js'

/** What a typed message means to the interview that goes on: a move, or an answer to its question. */
export type InterviewSaid =
  | { readonly kind: 'move'; readonly press: InterviewPress }
  | { readonly kind: 'answer'; readonly typed: TypedAnswer }

export interface Interviewing {
  readonly flows: Flows
  readonly inputs: Inputs
  readonly today: CivilDate
}

/** Undefined where no interview is under way here, and for what is no answer to its question. */
export function interviewSaid(
  text: string,
  { interview }: Session,
  interviewing: Interviewing,
): InterviewSaid | undefined {
  if (interview === undefined) return undefined
  const step = moveSaid(normalise(text), interview) ?? paperNamed(text, interview, interviewing)
  if (step !== undefined)
    return { kind: 'move', press: { kind: 'interview', interview: interview.interview, ...step } }
  const typed = answerSaid(text, interview, interviewing)
  return typed === undefined || (typed.kind === 'refused' && !isMeant(text, interview, interviewing))
    ? undefined
    : { kind: 'answer', typed }
}

/** Something on the list of materials that is shown. */
const paperNamed = (text: string, { papers }: Interviewed, by: Interviewing): InterviewStep | undefined =>
  papers && paperSaid(text, papers, by)

type Interviewed = NonNullable<Session['interview']>

function answerSaid(
  text: string,
  { flow, input }: Interviewed,
  { flows, inputs, today }: Interviewing,
): TypedAnswer | undefined {
  const found = flows.all.get(flow)
  const waits = found && waitingFor(input, found, { inputs })
  return waits && typedAnswer(text, waits.question, waits.input, today)
}

/** A bare number is the answer where a number is asked for, and never that of a button. */
const isMeant = (text: string, { input }: Interviewed, { inputs }: Interviewing): boolean =>
  input !== undefined && inputs.get(input)?.type === 'quantity' && /^\s*[\d.,，]+\s*$/.test(text)

/** Whatever is said while a question waits may need the interview: to be put again, to count as an answer. */
export function needsOfInterviewed({ interview }: Session): readonly Need[] {
  return interview?.input === undefined && interview?.missing === undefined
    ? []
    : [{ kind: 'interview', interview: interview.interview }]
}

const moves: readonly (readonly [RegExp, InterviewStep])[] = [
  [/^(?:先)?(?:暂停|停一下|停一停|等会儿?再(?:说|答|来)|先不答了?)$/, { step: 'pause' }],
  [/^(?:继续|接着(?:来|答)?|继续(?:答|面谈|吧)|看?进度|到哪一?步了?)$/, { step: 'go-on' }],
  [/^(?:重来|重新(?:来|开始)|从头(?:再)?来)$/, { step: 'restart' }],
  [/^(?:撤销(?:改动)?|改回去)$/, { step: 'undo' }],
  [/^(?:看|打开)?(?:备料|材料)清单$|^(?:开始|接着|继续)?备材料$|^材料进度$/, { step: 'papers' }],
  [/^(?:直接)?用上次的?答案$/, { step: 'reuse' }],
  [/^(?:不做了|不答了|退出(?:面谈)?)$/, { step: 'cancel' }],
]

const back = /^(?:上一[步题]|返回|回退|退回?(?:一步|上一步))$/
const why = /^(?:为什么(?:要)?问(?:这个?|我)?|问这个?(?:干嘛|干什么|做什么)|为啥问(?:这个?)?)\??$/
const result = /^(?:看?结果|结论)$/

function moveSaid(words: string, { input }: Interviewed): InterviewStep | undefined {
  if (input !== undefined && back.test(words)) return { step: 'back', input }
  if (input !== undefined && why.test(words)) return { step: 'why', input }
  if (result.test(words)) return { step: 'result', view: 'summary' }
  return moves.find(([shape]) => shape.test(words))?.[1]
}
