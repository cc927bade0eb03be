import type { Flows } from '../../interview/flow/flows.js'
import type { TypedAnswer } from '../../interview/said/typed.js'
import { typedAnswer } from '../../interview/said/typed-answer.js'
import type { Inputs } from '../../knowledge/condition/inputs.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { InterviewPress, InterviewStep } from '../../reply/interview-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import type { Need } from '../need.js'
import type { Session } from '../session.js'
import { paperSaid } from './preparing-said.js'
import { waitingFor, type Waiting } from './standing.js'

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
  const waits = waitingIn(interview, interviewing)
  const typed = waits && typedAnswer(text, waits.question, waits.input, interviewing.today)
  if (typed?.kind === 'answer' && isCalled(normalise(text), waits)) return { kind: 'answer', typed }
  const words = normalise(text)
  const step =
    moveSaid(words, interview) ??
    optionNamed(words, interview, interviewing) ??
    paperNamed(text, interview, interviewing)
  if (step !== undefined)
    return { kind: 'move', press: { kind: 'interview', interview: interview.interview, ...step } }
  return typed === undefined || (typed.kind === 'refused' && !isMeant(text, waits))
    ? undefined
    : { kind: 'answer', typed }
}

/** Something on the list of materials that is shown. */
const paperNamed = (
  text: string,
  { papers, flow }: Interviewed,
  { flows, inputs, today }: Interviewing,
): InterviewStep | undefined =>
  papers && paperSaid(text, papers, { inputs, today, prepare: flows.all.get(flow)?.prepare ?? [] })

const changeTo = /^(?:那?就?)?(?:改[成为]|换[成为])[:,]?\s*(.+)$/

/** 改为省内: the only option of all questions that is called so. A question that was not answered changes nothing. */
function optionNamed(
  words: string,
  { flow }: Interviewed,
  { flows, inputs, today }: Interviewing,
): InterviewStep | undefined {
  const [, named] = changeTo.exec(words) ?? []
  const questions = named === undefined ? [] : (flows.all.get(flow)?.questions ?? [])
  const [only, other] = questions.flatMap((question) => {
    const input = inputs.get(question.input)
    const read = input?.type === 'choice' ? typedAnswer(named ?? '', question, input, today) : undefined
    return read?.kind === 'answer' && read.answer.kind === 'choice'
      ? [{ input: question.input, options: [read.answer.option] }]
      : []
  })
  return only === undefined || other !== undefined ? undefined : { step: 'set', ...only }
}

type Interviewed = NonNullable<Session['interview']>

const waitingIn = ({ flow, input }: Interviewed, { flows, inputs }: Interviewing): Waiting | undefined => {
  const found = flows.all.get(flow)
  return found && waitingFor(input, found, { inputs })
}

/** 继续 answers 到期以后还继续做吗, where a button says 继续做; to any other question it is a move. */
function isCalled(words: string, waits: Waiting | undefined): boolean {
  if (waits === undefined) return false
  const { question, input } = waits
  const names = 'options' in input ? input.options.flatMap(({ zh, also }) => [zh, ...also]) : []
  return [...question.labels.values(), ...names].some((name) => normalise(name).includes(words))
}

/** A bare number is the answer where a number is asked for, and never that of a button. */
const isMeant = (text: string, waits: Waiting | undefined): boolean =>
  waits?.input.type === 'quantity' && /^\s*[\d.,，]+\s*$/.test(text)

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
  [/^换个?地方(?:继续|接着)?(?:答|做)?$/, { step: 'elsewhere' }],
  [/^(?:不做了|不答了|退出(?:面谈)?)$/, { step: 'cancel' }],
]

/** After the end there is no question to which they could be the answer. */
const endMoves: readonly (readonly [RegExp, InterviewStep])[] = [
  [/^(?:发给同事|(?:要|发)? ?pdf ?(?:文件|版)?)$/, { step: 'document', as: 'pdf' }],
  [/^(?:要|发)? ?markdown ?(?:文件|版)?$/, { step: 'document', as: 'markdown' }],
  [/^(?:改|换)(?:一下)?准备(?:天数|时间|的天数)$/, { step: 'preparation' }],
  [/^(?:继续)?看?完整清单$/, { step: 'whole' }],
  [/^为什么(?:是|会是)?这个?(?:结果|结论)$/, { step: 'result', view: 'why' }],
  [/^怎[样么](?:才)?能?通过$/, { step: 'result', view: 'fixes' }],
]

/** 准备45天, 留60天准备. */
const preparing = /^(?:我?们?要?)?(?:留|准备) ?(\d{1,3}) ?天(?:来?准备)?$/
const yes = /^(?:对|是|没错|正确|嗯+|确认)的?$/
const next = /^下一[步题]$/
const person = /^(?:问人|问问别人|问同事|找人问)$/
const back = /^(?:上一[步题]|返回|回退|退回?(?:一步|上一步))$/
const why = /^(?:为什么(?:要)?问(?:这个?|我)?|问这个?(?:干嘛|干什么|做什么)|为啥问(?:这个?)?)\??$/
const result = /^(?:看?结果|结论)$/

function moveSaid(words: string, { input, meant }: Interviewed): InterviewStep | undefined {
  if (meant !== undefined && yes.test(words)) return { step: 'meant', input: meant.input }
  if (input !== undefined && back.test(words)) return { step: 'back', input }
  if (input !== undefined && why.test(words)) return { step: 'why', input }
  if (input !== undefined && next.test(words)) return { step: 'keep', input }
  if (input !== undefined && person.test(words)) return { step: 'person', input }
  if (result.test(words)) return { step: 'result', view: 'summary' }
  const days = input === undefined ? preparing.exec(words)?.[1] : undefined
  if (days !== undefined) return { step: 'preparation', days: Number(days) }
  const said = input === undefined ? [...moves, ...endMoves] : moves
  return said.find(([shape]) => shape.test(words))?.[1]
}
