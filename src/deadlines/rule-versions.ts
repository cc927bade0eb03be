import { daysAfter, type CivilDate } from '../values/civil-date.js'
import type { RuleSource } from './rule-file.js'
import { ruleOf, type Named } from './rule-of.js'
import type { Rule, RuleVersion } from './rule.js'

/** The rule as of the named day, with all its versions where figures that it names change; undefined as in `ruleOf`. */
export function withVersions(source: RuleSource, named: Named): Rule | undefined {
  const rule = ruleOf(source, named)
  if (rule === undefined) return undefined
  const versions = distinct(changeDays(named).flatMap((since) => versionSince(since, source, named)))
  return versions.length > 1 ? { ...rule, versions } : rule
}

/** The days after that of `named` on which figures of the rule cease without a value that follows. */
export function valuelessDays(source: RuleSource, named: Named): readonly CivilDate[] {
  return changeDays(named).filter((day) => day > named.today && versionSince(day, source, named).length === 0)
}

/** Every day from which some figure has a value, or none any more. */
function changeDays({ knowledge: { figures } }: Named): readonly CivilDate[] {
  const days = [...figures.values()]
    .flat()
    .flatMap(({ since, until }) => [since, ...(until === undefined ? [] : [daysAfter(until, 1)])])
  return [...new Set(days)].sort()
}

function versionSince(since: CivilDate, source: RuleSource, named: Named): readonly RuleVersion[] {
  const rule = ruleOf(source, { ...named, today: since })
  return rule === undefined ? [] : [{ since, due: rule.due, ladder: rule.ladder }]
}

/** Most days change other figures. */
const distinct = (versions: readonly RuleVersion[]): readonly RuleVersion[] =>
  versions.filter((version, at) => {
    const before = versions[at - 1]
    return before === undefined || !isSame(before, version)
  })

const isSame = (one: RuleVersion, other: RuleVersion): boolean =>
  JSON.stringify([one.due, one.ladder]) === JSON.stringify([other.due, other.ladder])
