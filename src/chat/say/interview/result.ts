import type { Judged } from '../../../interview/judged.js'
import type { EntrySource as Entry } from '../../../knowledge/entry.js'
import type { Block, Reply } from '../../../reply/reply.js'
import { cited } from '../ask.js'
import { paragraph, verdict } from '../deadline.js'
import {
  adviceLines,
  lawLines,
  missingLines,
  operationSummary,
  otherLines,
  papersLine,
  practiceLines,
  remarkLines,
  sideLines,
  timeLines,
} from './lines.js'
import { fixSummaries } from './fixes.js'
import { disclaimer, section } from './section.js'
import { figured } from './value.js'
import { verdictText, weighed } from './verdict.js'

/** Of gaps in practice more than these are behind a button. */
const mostPractice = 4

/** What an interview comes to, on one card: the verdict, then the law, what is missing, what practice asks, the days. */
export function resultReply(judged: Judged): Reply {
  const { result } = judged
  const [only, other] = result.outcomes
  const practice = practiceLines(judged)
  const more = practice.length - mostPractice
  return {
    blocks: [
      verdict(verdictText(judged)),
      ...(only !== undefined && other === undefined ? [paragraph(figured(only.says, judged))] : []),
      ...section('几种可能', sideLines(judged)),
      ...lawSection(judged),
      ...section('先查清这些', missingLines(judged)),
      ...section('怎样能通过（选一种）', fixSummaries(judged)),
      ...section('由机关决定', otherLines(judged)),
      ...section('开业前必须做到（不影响申请）', operationSummary(judged)),
      ...section('审核口径（法规没写，不影响结论）', [
        ...practice.slice(0, mostPractice),
        ...(more > 0 ? [`还有${more}处，按“审核口径”看`] : []),
      ]),
      ...section('建议', adviceLines(judged)),
      ...section('另外要知道', remarkLines(judged)),
      ...section('日子', timeLines(judged)),
      ...[papersLine(judged)].flatMap((line) => (line === undefined ? [] : [paragraph(line)])),
      disclaimer(judged),
      { kind: 'citations', of: cited(restsOn(judged), judged).slice(0, mostCited) },
    ],
  }
}

/** Where it ends alike however the requirements stand, only what is missed is worth a line. */
function lawSection(judged: Judged): readonly Block[] {
  const lines = lawLines(judged)
  return judged.result.outcomes.every(({ final }) => final)
    ? section(
        '照要办来看',
        lines.filter((line) => line.startsWith('✗')),
      )
    : section('法规底线', lines)
}

const mostCited = 4

/** The entries of the outcome and of what keeps it from being a yes. */
function restsOn({ result, knowledge }: Judged): readonly Entry[] {
  const { application, operation } = weighed(result.tested)
  const missed = [...application, ...operation].filter(({ state }) => state === 'unmet')
  const ids = [
    ...result.outcomes.map(({ entry }) => entry),
    ...missed.map(({ requirement }) => requirement.entry),
  ]
  return [...new Set(ids)].flatMap((id) => {
    const entry = knowledge.entries.get(id)
    return entry === undefined ? [] : [{ ...entry, citations: entry.citations.slice(0, 1) }]
  })
}
