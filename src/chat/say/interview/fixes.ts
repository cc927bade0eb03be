import type { Changed } from '../../../interview/changes/alternatives.js'
import { fixesOf, type Fix } from '../../../interview/fixes.js'
import type { Lead } from '../../../interview/flow/flow.js'
import type { Judged } from '../../../interview/judged.js'
import type { Reply } from '../../../reply/reply.js'
import { paragraph, verdict } from '../deadline.js'
import { answerText } from './answer.js'
import { missingLines, lawLines } from './lines.js'
import { disclaimer, section } from './section.js'
import { nameOf, valueText } from './value.js'

const leadNames: Readonly<Record<Lead, string>> = { days: '几天', weeks: '几周', months: '几个月' }

/** The smallest changes after which nothing that the law asks is missed; each is proven by judging it anew. */
export function fixesReply(judged: Judged): Reply {
  const fixes = fixesFor(judged)
  if (fixes.length === 0) return withoutFixes(judged)
  return {
    blocks: [
      verdict(headline(fixes.length, judged.position.open.length)),
      ...fixes.flatMap((fix, at) =>
        section(`改法${fixes.length === 1 ? '' : at + 1}（${leadNames[fix.lead]}）`, fixLines(fix, judged)),
      ),
      paragraph('每种都按改过的回答重新判断过；没有答的、不知道的，还按原来的算。'),
      disclaimer(judged),
    ],
  }
}

/** What was not asked yet may be missed as well. */
function headline(ways: number, left: number): string {
  if (left === 0) return ways === 1 ? '改这里就能通过' : `有${ways}种改法，选一种就能通过`
  const says = ways === 1 ? '改这里就够' : `有${ways}种改法，选一种就够`
  return `已经问到的，${says}；还有${left}题没有问`
}

/** 注册资本：500万元 → 1000万元以上。股东会决议增资，到市场监管部门变更登记。 */
function fixLines({ changes }: Fix, judged: Judged): readonly string[] {
  return changes.map((one) => {
    const how = judged.flow.questions.find(({ input }) => input === one.input)?.change?.how
    return `${changeText(one, judged)}${how === undefined ? '' : `。${how}`}`
  })
}

/** The fixes in one line each, for a card. */
export function fixSummaries(judged: Judged): readonly string[] {
  return fixesFor(judged).map(
    ({ changes, lead }) =>
      `${changes.map((one) => changeText(one, judged)).join('，')}（${leadNames[lead]}）`,
  )
}

/** One line a fix, with how to go about it. */
export function fixDetails(judged: Judged): readonly string[] {
  return fixesFor(judged).map((fix) => `${fixLines(fix, judged).join('；')}（${leadNames[fix.lead]}）`)
}

const fixesFor = ({ flow, position, asking }: Judged): readonly Fix[] =>
  fixesOf(flow, { ...asking, given: position.given })

function changeText({ input, to }: Changed, judged: Judged): string {
  const question = judged.flow.questions.find((one) => one.input === input)
  const asked = judged.knowledge.inputs.get(input)
  if (question === undefined || asked === undefined) return ''
  return `${nameOf(input, judged)}：${valueText(input, judged)} → ${answerText(to, question, asked)}`
}

/** Nothing to change, or nothing that we could compute: then what to do instead. */
function withoutFixes(judged: Judged): Reply {
  const { verdict: comes } = judged.result
  switch (comes) {
    case 'ready':
    case 'not-needed':
      return { blocks: [verdict('不用改'), paragraph('没有挡住的法规要求。'), disclaimer(judged)] }
    case 'authority-decides':
      return {
        blocks: [
          verdict('不是改回答能解决的'),
          paragraph('由机关决定：先去问，问到了再来答一遍。'),
          disclaimer(judged),
        ],
      }
    case 'cannot-tell':
      return {
        blocks: [
          verdict('先查清，再看要不要改'),
          ...section('先查清这些', [
            ...missingLines(judged),
            ...lawLines(judged).filter((line) => line.startsWith('？')),
          ]),
          disclaimer(judged),
        ],
      }
    case 'not-ready':
    case 'not-supported':
      return {
        blocks: [
          verdict('没有算出小的改法'),
          paragraph('挡住的事自己改不了，例如日子已经过了。先和发证机关联系，说明情况，问清还能怎么办。'),
          ...section(
            '挡住的是',
            lawLines(judged).filter((line) => line.startsWith('✗')),
          ),
          disclaimer(judged),
        ],
      }
  }
}
