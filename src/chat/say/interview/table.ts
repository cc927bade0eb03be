import type { Run } from '../../../interview/said/said-run.js'
import { verdictText } from './verdict.js'

/** What stands in a table of judged companies, behind the company's name. */
export const judgedColumns = [
  '结论',
  '可能的结局',
  '还要查',
  '没做到的法规要求',
  '没做到的其他要求',
  '没有记下的答案',
] as const

export function judgedCells(run: Run): readonly string[] {
  return [
    verdictText(run),
    listed(run.result.outcomes.map(({ title }) => title)),
    listed(missingNames(run)),
    listed(unmetTitles(run, { law: true })),
    listed(unmetTitles(run, { law: false })),
    listed(asksTexts(run)),
  ]
}

const listed = (names: readonly string[]): string => names.join('；')

/** What the verdict still waits for. */
export const missingNames = ({ result, knowledge }: Run): readonly string[] =>
  result.missing.map((input) => knowledge.inputs.get(input)?.zh ?? input)

/** The requirements that are not met: those of the law, or all others. */
export const unmetTitles = ({ result }: Run, { law }: { readonly law: boolean }): readonly string[] =>
  result.tested
    .filter(({ state, requirement }) => state === 'unmet' && (requirement.severity === 'law') === law)
    .map(({ requirement: { name } }) => name)

/** 注册资本“500万美元” */
export const asksTexts = ({ asks, said, knowledge }: Run): readonly string[] =>
  asks.map(({ input }) => `${knowledge.inputs.get(input)?.zh ?? input}“${said.get(input)?.trim() ?? ''}”`)
