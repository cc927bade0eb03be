import type { Question } from '../../../interview/flow/flow.js'
import { isKnownOrAsked, type Judged } from '../../../interview/judged.js'
import type { EntrySource as Entry } from '../../../knowledge/entry.js'
import { filled } from '../../../knowledge/figures.js'
import type { InputId } from '../../../values/ids.js'
import { answerText } from './answer.js'

/** What is known of an input: as it was answered, or as other answers say it. */
export function valueText(id: InputId, judged: Judged): string {
  const question = judged.flow.questions.find(({ input }) => input === id)
  const input = judged.knowledge.inputs.get(id)
  if (question === undefined || input === undefined || !isKnownOrAsked(id, judged)) return '没有问到'
  return answerText(judged.position.given.get(id) ?? { kind: 'unknown' }, question, input)
}

/** A question with its figures as of that day. */
export const askText = ({ ask }: Pick<Question, 'ask'>, { figures, asOf }: Asked): string =>
  filled(ask, figures, asOf)

type Asked = Pick<Judged['asking'], 'figures' | 'asOf'>

/** 注册资本：500万元 */
export const answeredText = (id: InputId, judged: Judged): string =>
  `${nameOf(id, judged)}：${valueText(id, judged)}`

export const nameOf = (id: InputId, { knowledge }: Judged): string => knowledge.inputs.get(id)?.zh ?? ''

/** 《许可管理办法》第六条第（四）项: the source that an entry's verdict rests on. */
export function sourceText(entry: Entry | undefined, { knowledge }: Judged): string {
  const [first] = entry?.citations ?? []
  const source = first && knowledge.sources.get(first.source)
  return first === undefined || source === undefined
    ? ''
    : `${source.short ?? source.name}${first.article ?? ''}`
}

/** With its figures as of the day of the interview. */
export const figured = (text: string, { knowledge, asking }: Judged): string =>
  filled(text, knowledge.figures, asking.asOf).trim()
