import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { knowledgeFrom } from '../../src/knowledge/load.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { civilDate, type CivilDate } from '../../src/values/civil-date.js'

const folder = fileURLToPath(new URL('small/', import.meta.url))

/** The base that these tests ask: eleven short entries, so that each can be held in the head. */
export const smallFiles: readonly TextFile[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, text: readFileSync(folder + path, 'utf8') }))

export function day(text: string): CivilDate {
  const date = civilDate(text)
  if (date === undefined) throw new Error(`${text} is no day`)
  return date
}

export const today = day('2026-11-21')

export function knowledgeOf(files: readonly TextFile[]): Knowledge {
  const loaded = knowledgeFrom(files, 'small', today)
  if (loaded.ok) return loaded.knowledge
  throw new Error(loaded.faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
}

export const small = knowledgeOf(smallFiles)
