import type { Answer } from '../answer-kinds.js'
import { ruleOfTopic, rulesNear, topicOf } from './follow-up.js'
import { caseWords } from './options.js'
import type { Heard, Posed } from './question.js'
import { goesUnnamed, readBy, takenFor } from './reading.js'
import { rulesOf, type Asked, type Rule } from './rule.js'
import { isBare } from './words.js'
import { judgementOf } from './judge.js'
import { isTime } from '../condition/measure.js'
import type { State } from '../condition/state-of.js'

type Found = Extract<Answer, { kind: 'found' }>

/**
 * The answer, or the judged one if the question does nothing but ask whether one value will do. Every word of such a
 * question must be known to leave it that, since a wrong verdict is worse than none; so it needs no ranking.
 */
export function withJudgement(answer: Answer, heard: Heard, asked: Asked): Answer {
  const judged = judgedAnswer(heard, asked) ?? continued(heard, asked)
  if (judged?.kind !== 'found') return judged ?? answer
  const others = answer.kind === 'found' ? [answer.entry, ...answer.related] : []
  return { ...judged, related: others.filter(({ id }) => id !== judged.entry.id).slice(0, 1) }
}

/** Whether a message as a whole asks of one value, however many questions it looks like: 500万办省内和全国都够吗. */
export function isJudged(heard: Heard, asked: Asked): boolean {
  return judgedAnswer(heard, asked) !== undefined
}

function judgedAnswer({ posed: [question, second] }: Heard, asked: Asked): Found | undefined {
  if (question === undefined || second !== undefined) return undefined
  return judgedBy(rulesOf(asked), question, asked)
}

/** What one value of a question comes to: by the only rule that it names or, where it names none, may be for. */
function judgedBy(
  rules: readonly Rule[],
  question: Posed,
  asked: Asked,
  besides: readonly string[] = [],
): Found | undefined {
  const found = rules.flatMap((rule) => readBy(rule, question, asked, besides) ?? [])
  const named = found.filter(({ isNamed }) => isNamed)
  const following = found.filter(({ follows }) => follows)
  const unnamed =
    following.length > 0 ? following : found.filter(({ rule }) => goesUnnamed(rule, question, asked))
  const [only, second] = named.length > 0 ? named : unnamed
  if (only === undefined || second !== undefined) return undefined
  const { entry } = only.rule
  const { as, quantity } = question
  if (as === 'foreign') return { kind: 'found', entry, related: [], foreignSum: quantity.said }
  const judgement = judgementOf(only, question, asked)
  return judgement && { kind: 'found', entry, related: [], judgement }
}

/**
 * The answers where one sentence puts several values to a rule each, the worst first. None unless every value has its
 * rule: one is never judged as if it were all.
 */
export function judgedEach(
  { posed: questions, question: { original } }: Heard,
  asked: Asked,
): readonly Found[] {
  if (questions.length < 2 || !areAmounts(questions) || !areApart(original, questions)) return []
  const rules = rulesOf(asked).filter(
    ({ what }) =>
      what.kind === 'quantity' &&
      questions.some(({ quantity }) => takenFor(what, quantity, asked) !== undefined),
  )
  const words = rules.flatMap(({ judged, condition }) => [
    ...judged.names,
    ...judged.beside,
    ...caseWords(condition, questions[0]?.text ?? '', asked.knowledge),
  ])
  const found = questions.flatMap((question) => judgedBy(rules, question, asked, words) ?? [])
  const isEach = new Set(found.map(({ entry }) => entry.id)).size === questions.length
  return isEach ? found.toSorted((a, b) => badness(b) - badness(a)) : []
}

/** Sums, areas and numbers of things: times and days say too little of what they are for. */
function areAmounts(questions: readonly Posed[]): boolean {
  return questions.every(
    ({ as, quantity: { units } }) => as === 'value' && !units.some((unit) => unit === 'date' || isTime(unit)),
  )
}

/** 100平放10个座席够吗 and 一人一席 hold one value against the other. */
function areApart(original: string, questions: readonly Posed[]): boolean {
  return questions.every(({ quantity: { to } }, at) => {
    const next = questions[at + 1]
    const between = next && original.slice(to, next.quantity.from)
    return between === undefined || (/[\s，,、；;和]/.test(between) && !/[放摆设配]/.test(between))
  })
}

const badness = ({ judgement }: Found): number => (judgement === undefined ? 0 : worst[judgement.state])
const worst: Readonly<Record<State, number>> = { met: 0, unknown: 1, unmet: 2 }

/**
 * What goes on from a rule without a value to be judged stays with it: 那呼入呢, 是60天吗. A value that may be for a rule or
 * for what was talked about is asked back.
 */
function continued(
  { posed: [question, second], question: { text } }: Heard,
  asked: Asked,
): Answer | undefined {
  const rule = ruleOfTopic(asked)
  if (second !== undefined) return undefined
  if (rule !== undefined) {
    const stays = question === undefined ? namesCase(rule, text, asked) : asksOfRule(rule, question, asked)
    return stays ? { kind: 'found', entry: rule.entry, related: [] } : undefined
  }
  return question && askedBack(question, asked)
}

const toDo = ['办', '做', '开', '接', '打']

function namesCase({ condition }: Rule, text: string, { knowledge }: Asked): boolean {
  const words = caseWords(condition, text, knowledge)
  return words.length > 0 && isBare(text, [...words, ...toDo])
}

const mustBe = ['要', '得', '需要', '需', '必须', '一定要', '应该', '是不是', '不是', '规定', '法定']

function asksOfRule({ what }: Rule, { text, quantity }: Posed, asked: Asked): boolean {
  return isBare(text, mustBe) && takenFor(what, quantity, asked) !== undefined
}

function askedBack({ text, quantity }: Posed, asked: Asked): Answer | undefined {
  const topic = topicOf(asked)
  const isTold = quantity.units.every((unit) => unit !== 'yuan' && !isTime(unit))
  if (topic === undefined || isTold || !isBare(text, mustBe)) return undefined
  const [rule, second] = rulesNear(asked).filter(({ what }) => takenFor(what, quantity, asked) !== undefined)
  return rule && second === undefined ? { kind: 'ambiguous', choices: [rule.entry, topic] } : undefined
}
