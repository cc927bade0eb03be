import type { Answer } from './answer-kinds.js'
import type { Knowledge } from './knowledge.js'
import type { Question } from './words/question.js'

/** The answer to what is not even searched for; undefined for every other question. */
export function atGate(question: Question, knowledge: Knowledge): Answer | undefined {
  const gate = knowledge.gates(question)
  if (gate === undefined) return undefined
  const nearest = knowledge.starters
  switch (gate.kind) {
    case 'empty':
      return { kind: 'unknown', why: 'empty', nearest }
    case 'command':
      return { kind: 'refused', card: { says: gate.says } }
    case 'refusal':
      return { kind: 'refused', card: gate.card }
    case 'neighbour':
      return { kind: 'out-of-scope', says: gate.card.says, nearest }
    case 'foreign-licence':
      return {
        kind: 'out-of-scope',
        says: `我只懂呼叫中心许可证（B24），“${gate.name}”的事请问发那张证的部门。`,
        nearest,
      }
    case 'small-talk':
      return { kind: 'out-of-scope', says: gate.says, nearest }
  }
}
