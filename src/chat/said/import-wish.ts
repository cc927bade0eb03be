import type { Flows } from '../../interview/flow/flows.js'
import type { Inputs } from '../../knowledge/condition/inputs.js'
import { normalise } from '../../knowledge/words/normalise.js'
import { isWorkbookName } from '../../values/sheet-text.js'
import type { SentFile } from '../arrival.js'
import { isProspects } from '../interview/prospects.js'
import type { Need } from '../need.js'

/** Of a table, in bytes: some thousand licences are far below it. */
const largestSheet = 1024 * 1024

/** What keeps a file from being read, as far as it can be told without having it. */
export function unfitness({ name, size = 0 }: SentFile): 'workbook' | 'too-large' | undefined {
  if (isWorkbookName(name)) return 'workbook'
  return size > largestSheet ? 'too-large' : undefined
}

/** The file itself, unless there is no use in having it, and what it says of companies. */
export function needsOfFile(file: SentFile): readonly Need[] {
  const { content } = file
  if (unfitness(file) !== undefined) return []
  if (content.kind === 'there') return [{ kind: 'file', key: content.key }, { kind: 'prospects' }]
  return content.read.kind === 'text' ? [{ kind: 'prospects', text: content.read.text }] : []
}

/** What interviews ask. */
interface Asked {
  readonly flows: Flows
  readonly inputs: Inputs
}

/** A table that was pasted: its first row names the columns of licences, of which at least one is never said in a sentence, or questions. */
export function pastedSheet(text: string, { flows, inputs }: Asked): SentFile | undefined {
  const [head = '', ...rows] = text.trim().split(/\r?\n/)
  const cells = head.split(/[,;\t]/).map((cell) => cell.trim())
  const isLicences = rows.length > 0 && cells.includes('公司名') && cells.includes('到期日期')
  const read = { kind: 'text', text: text.trim() } as const
  return isLicences || isProspects(text, flows, inputs)
    ? { name: '粘贴的表格', content: { kind: 'here', read } }
    : undefined
}

const wish =
  /^(?:怎么|怎样|如何|我要|我想|想|能不能|可以)?(?:批量|用表格|从表格|用csv|从csv)?(?:导入|批量登记)(?:证照|许可证|证|表格|csv|文件)?(?:吗|怎么用)?[?？]?$/

/** 导入, 怎么批量导入, 导入证照: asks how. */
export const wantsImport = (text: string): boolean => wish.test(normalise(text).replaceAll(' ', ''))

/** 面谈表格, 批量面谈: a table to fill for many companies. */
export const wantsTemplate = (text: string): boolean =>
  /^(?:\/selftest)?(?:要|拿|给我)?(?:一份)?(?:批量面谈|面谈表格?|批量面谈表格?)$/.test(
    normalise(text).replaceAll(' ', ''),
  )
