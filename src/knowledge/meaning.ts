import type { CivilDate } from '../values/civil-date.js'
import type { EntrySource as Entry } from './entry.js'
import { inForce } from './figures.js'
import type { Question } from './words/question.js'

/** What a word means, and the entry that tells more of it. */
export interface Meaning {
  readonly entry: Entry
  readonly says: string
}

/**
 * What the word means that a question asks about and nothing else: 等保是什么. It goes by the very words, so that 等保是什么要求
 * is left to the search. Undefined where no entry of that day explains the word.
 */
export function meaningOf(
  { text }: Question,
  entries: Iterable<Entry>,
  asOf: CivilDate,
): Meaning | undefined {
  const word = wordAskedIn(text)
  if (word === undefined) return undefined
  for (const entry of entries) {
    const found = entry.means.find(({ names }) => names.includes(word))
    if (found !== undefined && inForce(entry, asOf)) return { entry, says: found.says }
  }
  return undefined
}

function wordAskedIn(question: string): string | undefined {
  const text = question.replace(/[\s\p{P}~]+$/u, '').replace(/(?:啊|呀|呢|来着)$/, '')
  const [, word] = asking.map((words) => words.exec(text)).find((found) => found !== null) ?? []
  return word?.replace(/^(?:这个|那个|那|所谓的?)/, '').replace(/[\s“”"]+/g, '')
}

const asking: readonly RegExp[] = [
  /^(?:什么是|什么叫|啥是|啥叫|何谓|何为)(.+)$/,
  /^(.+?)(?:到底|究竟)?(?:指的?|说的)?(?:是)?(?:个)?(?:什么|啥)(?:意思|东西|玩意儿?|含义|概念)?$/,
]
