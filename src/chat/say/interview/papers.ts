import type { Judged } from '../../../interview/judged.js'
import { papersOf, type Paper, type PaperState } from '../../../interview/papers.js'
import type { Reply } from '../../../reply/reply.js'
import { paragraph, verdict } from '../deadline.js'
import { disclaimer, section } from './section.js'

const headings: Readonly<Record<Exclude<PaperState, 'not-needed'>, string>> = {
  missing: '还缺',
  unknown: '还不知道有没有',
  has: '已有',
}

/** The materials, those that are missing first. */
export function papersReply(judged: Judged): Reply {
  const papers = papersOf(judged)
  const missing = papers.filter(({ state }) => state === 'missing').length
  const open = papers.filter(({ state }) => state === 'unknown').length
  if (papers.every(({ state }) => state === 'not-needed'))
    return { blocks: [verdict('这次没有要备的材料'), disclaimer(judged)] }
  return {
    blocks: [
      verdict(`${papersVerdict(missing, open)}${besidesText(judged)}`),
      ...papersGroups(judged).flatMap(({ heading, lines }) => section(heading, lines)),
      ...(papers.some(isPractice) ? [practiceNote] : []),
      disclaimer(judged),
    ],
  }
}

export const practiceNote = paragraph('写着“有资料称”的，法规没有单列，要不要交以受理方为准。')

function papersVerdict(missing: number, open: number): string {
  if (missing > 0) return `材料还缺${missing}样`
  return open > 0 ? `材料还有${open}样要去看有没有` : '问到的材料都有了'
}

/** ，另外要备8样: of these nobody was asked. */
export const besidesText = ({ flow: { prepare } }: Judged): string =>
  prepare.length === 0 ? '' : `，另外要备${prepare.length}样`

/** By state, in the order in which they matter; then what nobody was asked for. */
export function papersGroups(
  judged: Judged,
): readonly { readonly heading: string; readonly lines: readonly string[] }[] {
  const papers = papersOf(judged)
  const groups = (['missing', 'unknown', 'has'] as const).map((state) => ({
    heading: headings[state],
    lines: papers.filter((paper) => paper.state === state).map(paperText),
  }))
  return [
    ...groups,
    { heading: '另外要备（面谈没有问）', lines: judged.flow.prepare.map(({ name }) => name) },
  ].filter(({ lines }) => lines.length > 0)
}

export const paperText = (paper: Pick<Paper, 'name' | 'severity'>): string =>
  `${paper.name}${isPractice(paper) ? '（有资料称）' : ''}`
const isPractice = ({ severity }: Pick<Paper, 'severity'>): boolean => severity === 'practice'
