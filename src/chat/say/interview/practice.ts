import type { Judged } from '../../../interview/judged.js'
import type { Reply } from '../../../reply/reply.js'
import { paragraph, verdict } from '../deadline.js'
import { practiceLines } from './lines.js'
import { disclaimer, section } from './section.js'
import { weighed } from './verdict.js'

/** Every gap that practice sees, with whose practice it is; none of them decides. */
export function practiceReply(judged: Judged): Reply {
  const lines = practiceLines(judged)
  const { practice } = weighed(judged.result.tested)
  const met = practice.filter(({ state }) => state === 'met').length
  const open = practice.filter(({ state }) => state === 'unknown').length
  return {
    blocks: [
      verdict(headline(lines.length, open)),
      ...section('差距', lines),
      ...(met === 0 ? [] : [paragraph(`另有${met}处符合这些说法。`)]),
      ...(open === 0 || lines.length === 0 ? [] : [paragraph(`还有${open}处不知道或没问到。`)]),
      ...section('谁这么说', sayersOf(judged)),
      paragraph('这些是有资料称审核会看的，法规没有写；要不要照做，先问受理方。'),
      disclaimer(judged),
    ],
  }
}

function headline(gaps: number, open: number): string {
  if (gaps > 0) return `审核口径上有${gaps}处差距，都不影响结论`
  return open === 0 ? '审核口径上没有看到差距' : `审核口径上还没看到差距，有${open}处不知道或没问到`
}

/** The articles whose words the gaps are measured by, by their public names. */
function sayersOf({ result, knowledge }: Judged): readonly string[] {
  const unmet = weighed(result.tested).practice.filter(({ state }) => state === 'unmet')
  const claims = unmet.flatMap(({ requirement }) => knowledge.entries.get(requirement.entry)?.claims ?? [])
  return [...new Set(claims.map(({ by }) => by))].flatMap((by) => knowledge.sources.get(by)?.name ?? [])
}
