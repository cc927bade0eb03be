import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { knowledgeFrom, type Loaded } from '../knowledge/knowledge.js'
import type { TextFile } from '../knowledge/yaml-file.js'
import type { CivilDate } from '../values/civil-date.js'

/** The knowledge shipped with the program: the same folder seen from src/ and from dist/. */
export const shippedKnowledge = fileURLToPath(new URL('../../knowledge/', import.meta.url))

/** Reads and checks a knowledge folder. Same files, same version: on every machine. */
export async function loadKnowledge(folder: string, today: CivilDate): Promise<Loaded> {
  const files = await yamlFiles(folder)
  return knowledgeFrom(files, versionOf(files), today)
}

async function yamlFiles(folder: string): Promise<readonly TextFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  )
}

function versionOf(files: readonly TextFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex').slice(0, 12)
}
