import type { Judged } from '../../../interview/judged.js'
import type { Outcome, Verdict } from '../../../interview/flow/flow.js'
import { blocksApplication, type Tested } from '../../../interview/result.js'

/** Which licence, whom to go to, and whether it will do, in one sentence. */
export function verdictText(judged: Judged): string {
  const { result } = judged
  const { verdict, outcomes, tested } = result
  const [only, other] = outcomes
  const failing = tested.filter((one) => blocksApplication(one.requirement) && one.state === 'unmet').length
  const says = verdictWords(verdict, failing)
  if (only === undefined) return says
  if (other !== undefined) return `${says}：结果有${outcomes.length}种可能`
  const title = outcomeTitle(only, judged)
  return only.final ? title : `${title}：${says}`
}

/** 省内证，找北京市通信管理局: as far as it is known whose licence it is. */
export function outcomeTitle({ title, named }: Outcome, { position, knowledge }: Judged): string {
  const answer = named && position.given.get(named.by)
  const input = named && knowledge.inputs.get(named.by)
  if (named === undefined || answer?.kind !== 'choice' || input?.type !== 'choice') return title
  const option = input.options.find(({ id }) => id === answer.option)
  return option === undefined ? title : `${named.before}${option.full ?? option.zh}${named.after}`
}

/** What a verdict is called; `failing` says how many requirements of the law are missed. */
export function verdictWords(verdict: Verdict, failing: number): string {
  switch (verdict) {
    case 'ready':
      return '法定条件看起来齐了'
    case 'not-ready':
      return failing === 0 ? '还不行' : `还不行，有${failing}项法规要求没做到`
    case 'cannot-tell':
      return '有待确认'
    case 'authority-decides':
      return '由机关决定，先去问'
    case 'not-needed':
      return '可能不用办'
    case 'not-supported':
      return '这个方向办不了'
  }
}

/** The requirements of a result as they are told, by what they weigh. */
export interface Weighed {
  /** Of the law, without which one cannot apply. */
  readonly application: readonly Tested[]
  /** Of the law, before operation begins. */
  readonly operation: readonly Tested[]
  /** Of the law, without which nothing is stopped. */
  readonly others: readonly Tested[]
  readonly practice: readonly Tested[]
  readonly advice: readonly Tested[]
}

export function weighed(tested: readonly Tested[]): Weighed {
  const law = (blocks: string) =>
    tested.filter(({ requirement: one }) => one.severity === 'law' && one.blocks === blocks)
  const of = (severity: string) => tested.filter(({ requirement }) => requirement.severity === severity)
  return {
    application: law('application'),
    operation: law('operation'),
    others: law('nothing'),
    practice: of('practice'),
    advice: of('advice'),
  }
}
