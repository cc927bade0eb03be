import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SentFile } from '../chat/arrival.js'
import { sheetText } from '../values/sheet-text.js'

/** Of no larger one is more than the size looked at: the bot says how large it may be. */
const mostBytes = 4 * 1024 * 1024

/** A file as somebody sends it; undefined where it cannot be read. */
export async function fileAt(path: string): Promise<SentFile | undefined> {
  try {
    const { size } = await stat(path)
    const bytes = size > mostBytes ? new Uint8Array() : await readFile(path)
    return { name: basename(path), size, content: { kind: 'here', read: sheetText(bytes) } }
  } catch {
    return undefined
  }
}
