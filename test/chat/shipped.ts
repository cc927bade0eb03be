import type { Content } from '../../src/app/content.js'
import { loadContent, shippedFolders } from '../../src/app/read-files.js'
import { faultLine } from '../../src/knowledge/fault.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { civilDate, type CivilDate } from '../../src/values/civil-date.js'

export function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}

export const today = day('2026-11-21')

/** The knowledge that ships. */
export async function shipped(): Promise<Knowledge> {
  return (await shippedContent()).knowledge
}

let reading: Promise<Content> | undefined

/** The knowledge and the deadlines that ship: read once for all tests of a process, of whose time it would be the most. */
export const shippedContent = (): Promise<Content> => (reading ??= readShipped())

async function readShipped(): Promise<Content> {
  const loaded = await loadContent(shippedFolders, today)
  if (loaded.ok) return loaded.content
  throw new Error(loaded.faults.slice(0, 20).map(faultLine).join('\n'))
}
