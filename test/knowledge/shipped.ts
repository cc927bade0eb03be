import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { entryReply } from '../../src/chat/say/ask.js'
import type { EntrySource } from '../../src/knowledge/entry.js'
import { contentsOf, readFiles, type Files } from '../../src/knowledge/files.js'
import { knowledgeOf } from '../../src/knowledge/knowledge.js'
import type { TextFile } from '../../src/knowledge/yaml-file.js'
import { plainText } from '../../src/reply/plain.js'
import { today } from './small.js'

const folder = fileURLToPath(new URL('../../knowledge/', import.meta.url))

/** Every YAML file that ships, schemas left out. */
export const shippedTexts: readonly TextFile[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, text: readFileSync(folder + path, 'utf8') }))

export const shippedFiles: Files = parsed()

/** The knowledge that ships, read but not asked its golden questions. */
export const shipped = knowledgeOf(contentsOf(shippedFiles), 'shipped', today)

export const shippedEntries: readonly EntrySource[] = [...shipped.entries.values()]

/** An entry as a person reads it on a text channel. */
export function answerText(entry: EntrySource): string {
  return plainText(entryReply(entry, { knowledge: shipped, asOf: today }))
}

export function entryNamed(id: string): EntrySource {
  const entry = shippedEntries.find((one) => one.id === id)
  if (entry === undefined) throw new Error(`no entry ${id}`)
  return entry
}

function parsed(): Files {
  const { files, faults } = readFiles(shippedTexts)
  if (files === undefined)
    throw new Error(faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
  return files
}
