import type { Content } from '../../src/app/content.js'
import { rulesOf, type Rules } from '../../src/deadlines/rules.js'
import { flowsOf, type Flows } from '../../src/interview/flow/flows.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'

/** A knowledge with rules and interviews, or with none. */
export function contentOf(
  knowledge: Knowledge,
  rules: Rules = rulesOf({ rules: [], events: [], traits: [], years: [] }),
  flows: Flows = flowsOf({ flows: [] }, knowledge),
): Content {
  return { knowledge, rules, flows }
}
