import type { QuantityUnit } from '../../values/range.js'
import { rulesOf, type Asked, type Rule } from './rule.js'
import { isBare } from './words.js'
import { comparable, countedIn, isTime } from '../condition/measure.js'

/** A question as far as one rule could take it. */
interface Taken {
  readonly rule: Rule
  /** With a blank in the place of the value. */
  readonly text: string
  readonly unit: QuantityUnit
  /** The words in it that name a case of the rule. */
  readonly words: readonly string[]
}

/**
 * Whether a value is one for this rule because the talk was of it: 80万呢 after 注册资本要多少. Times and sums must stand
 * alone for that, since 60天能拿证吗 and 3万能办下来吗 ask something else.
 */
export function isFollowUp({ rule, text, unit, words }: Taken, asked: Asked): boolean {
  const followed = ruleFollowed(asked)
  if (followed?.rule.entry.id !== rule.entry.id) return false
  const isOfTimes = unit === 'date' || isTime(unit)
  if (isOfTimes && !followed.isTopic) return false
  switch (rule.what.kind) {
    case 'today':
      return isBare(text, rule.judged.beside)
    case 'days-until':
      return unit !== 'date' && unit !== 'year' && isBare(text, timeLeft)
    case 'quantity':
      return isOfTimes || unit === 'yuan' ? isBare(text, [...rule.judged.names, ...words]) : true
  }
}

const timeLeft = ['提前', '提早', '早', '还有', '还剩', '只剩', '剩']

/** What a follow-up may be judged by. */
interface Followed {
  readonly rule: Rule
  /** Whether the rule itself was talked about. */
  readonly isTopic: boolean
}

/**
 * The rule that was just talked about, or the only one of that subject, unless the topic also touches something else that
 * such a value could be for.
 */
function ruleFollowed(asked: Asked): Followed | undefined {
  const own = ruleOfTopic(asked)
  if (own !== undefined) return { rule: own, isTopic: true }
  const [about] = topicOf(asked)?.concepts ?? []
  const [only, second] = rulesOf(asked).filter(({ entry }) => entry.concepts[0] === about)
  const isAlone = only !== undefined && second === undefined && !isOfAnother(only, asked)
  return isAlone ? { rule: only, isTopic: false } : undefined
}

/** The rule that was just talked about. */
export function ruleOfTopic(asked: Asked): Rule | undefined {
  return asked.topic === undefined ? undefined : rulesOf(asked).find(({ entry }) => entry.id === asked.topic)
}

/** The rules of what the topic, which is none itself, is about or touches. */
export function rulesNear(asked: Asked): readonly Rule[] {
  const touched = topicOf(asked)?.concepts ?? []
  return rulesOf(asked).filter(
    ({ entry: { concepts } }) => concepts[0] !== undefined && touched.includes(concepts[0]),
  )
}

export const topicOf = ({ topic, knowledge }: Asked): Rule['entry'] | undefined =>
  topic === undefined ? undefined : knowledge.entries.get(topic)

/** Whether the talk was of something else that such a value could be for: 500万够吗 after 注册资本要实缴吗. */
export function isOfAnother({ what, entry }: Rule, asked: Asked): boolean {
  const topic = topicOf(asked)
  const { inputs } = asked.knowledge
  const own = what.kind === 'today' ? undefined : inputs.get(what.input)
  if (topic === undefined || topic.id === entry.id || own?.type !== 'quantity') return false
  return [...inputs.values()].some(
    (input) =>
      input.type === 'quantity' &&
      input.id !== own.id &&
      comparable(countedIn(input.unit), countedIn(own.unit)) &&
      input.concepts.some((concept) => topic.concepts.includes(concept)),
  )
}
