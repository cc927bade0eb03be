import { normalise } from '../knowledge/normalise.js'
import { isWorkbookName } from '../values/sheet-text.js'
import type { SentFile } from './arrival.js'
import type { Need } from './need.js'

/** Of a table, in bytes: some thousand licences are far below it. */
export const largestSheet = 1024 * 1024

/** What keeps a file from being read, as far as it can be told without having it. */
export function unfitness({ name, size = 0 }: SentFile): 'workbook' | 'too-large' | undefined {
  if (isWorkbookName(name)) return 'workbook'
  return size > largestSheet ? 'too-large' : undefined
}

/** The file itself, unless the platform keeps it and there is no use in having it. */
export function needsOfFile(file: SentFile): readonly Need[] {
  const { content } = file
  return content.kind === 'there' && unfitness(file) === undefined ? [{ kind: 'file', key: content.key }] : []
}

const wish =
  /^(?:怎么|怎样|如何|我要|我想|想|能不能|可以)?(?:批量|用表格|从表格|用csv|从csv)?(?:导入|批量登记)(?:证照|许可证|证|表格|csv|文件)?(?:吗|怎么用)?[?？]?$/

/** 导入, 怎么批量导入, 导入证照: asks how. */
export const wantsImport = (text: string): boolean => wish.test(normalise(text).replaceAll(' ', ''))
