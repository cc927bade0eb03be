import { readFile } from 'node:fs/promises'

export type TableFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: string }

/** A table as spreadsheets save it: UTF-8, UTF-16 (“Unicode 文本”), or GB18030, which Excel writes on a Chinese Windows. */
export async function readTable(path: string): Promise<TableFile> {
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) return { ok: false, fault: `读不到文件 ${path}：请检查名字和权限` }
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return { ok: false, fault: `${path} 是 Excel 工作簿：请另存为“CSV UTF-8（逗号分隔）”再导入` }
  const text = decoded(bytes)
  return text === undefined || text.includes('\0')
    ? { ok: false, fault: `${path} 不是文本：请在 Excel 里另存为“CSV UTF-8（逗号分隔）”再导入` }
    : { ok: true, text }
}

const marks: readonly (readonly [mark: string, encoding: string])[] = [
  ['\u00ff\u00fe', 'utf-16le'],
  ['\u00fe\u00ff', 'utf-16be'],
]

/** Chinese in GB18030 is as good as never UTF-8 by accident, so the one that fits is the right one. */
function decoded(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 2))
  const marked = marks.find(([mark]) => mark === start)?.[1]
  const encodings = marked === undefined ? ['utf-8', 'gb18030'] : [marked]
  return encodings.map((encoding) => textIn(bytes, encoding)).find((text) => text !== undefined)
}

function textIn(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
