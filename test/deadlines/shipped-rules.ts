import { rulesFrom } from '../../src/deadlines/load-rules.js'
import type { Rule } from '../../src/deadlines/rule.js'
import type { Rules } from '../../src/deadlines/rules.js'
import { faultLine } from '../../src/knowledge/fault.js'
import { ruleId } from '../../src/values/ids.js'
import { shipped, shippedTexts } from '../knowledge/shipped.js'
import { today } from '../knowledge/small.js'

/** The deadlines that ship. */
export const shippedRules: Rules = loaded()

export function ruleNamed(id: string): Rule {
  const rule = shippedRules.all.get(ruleId(id))
  if (rule === undefined) throw new Error(`no rule ${id}`)
  return rule
}

function loaded(): Rules {
  const read = rulesFrom(shippedTexts, shipped, today)
  if (read.ok) return read.rules
  throw new Error(read.faults.map(faultLine).join('\n'))
}
