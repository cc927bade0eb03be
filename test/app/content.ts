import type { Content } from '../../src/app/content.js'
import { rulesOf, type Rules } from '../../src/deadlines/rules.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'

/** A knowledge with rules, or with none. */
export function contentOf(
  knowledge: Knowledge,
  rules: Rules = rulesOf({ rules: [], events: [], traits: [], years: [] }),
): Content {
  return { knowledge, rules }
}
