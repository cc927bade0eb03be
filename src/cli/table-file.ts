import { sheetText } from '../values/sheet-text.js'
import { namedFile } from './named-file.js'

export type TableFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: string }

export async function readTable(path: string): Promise<TableFile> {
  const named = await namedFile(path)
  if (!named.ok) return named
  const read = sheetText(named.bytes)
  switch (read.kind) {
    case 'text':
      return { ok: true, text: read.text }
    case 'workbook':
      return { ok: false, fault: `${path} 是 Excel 工作簿：${remedy}再导入` }
    case 'not-text':
      return { ok: false, fault: `${path} 不是文本：${remedy}再导入` }
  }
}

const remedy = '请在 Excel 里另存为“CSV UTF-8（逗号分隔）”'
