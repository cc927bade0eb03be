import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rulesFrom } from '../deadlines/load-rules.js'
import { rulesOf, rulesOn } from '../deadlines/rules.js'
import { inFileOrder, type Fault } from '../knowledge/fault.js'
import { knowledgeOf } from '../knowledge/knowledge.js'
import { knowledgeFrom } from '../knowledge/load.js'
import type { TextFile } from '../knowledge/yaml-file.js'
import type { CivilDate } from '../values/civil-date.js'
import type { Content, ReadContents } from './content.js'
import { keep, kept } from './kept-contents.js'

/** The knowledge shipped with the program: the same folder seen from src/ and from dist/. */
export const shippedKnowledge = fileURLToPath(new URL('../../knowledge/', import.meta.url))

export type Loaded =
  | {
      readonly ok: true
      readonly content: Content
      readonly read: ReadContents
      readonly notices: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Reads and checks a knowledge folder. What passes is kept, so that the next start need not check the same files again. */
export async function loadContent(folder: string, today: CivilDate): Promise<Loaded> {
  const files = await yamlFiles(folder)
  return checkedContent({ files, version: versionOf(files) }, today)
}

/** What is read is checked whole. */
export async function checkedContent(folder: FolderRead, today: CivilDate): Promise<Loaded> {
  const loaded = contentFrom(folder, today)
  if (loaded.ok) await keep(folder.version, loaded.read)
  return loaded
}

/** Rules name figures, sources and entries: what these are is known only once the knowledge is sound. */
function contentFrom({ files, version }: FolderRead, today: CivilDate): Loaded {
  const loaded = knowledgeFrom(files, version, today)
  if (!loaded.ok) return loaded
  const { knowledge, contents } = loaded
  const ruled = rulesFrom(files, knowledge, today)
  if (!ruled.ok) return ruled
  return {
    ok: true,
    content: { knowledge, rules: ruled.rules },
    read: { contents, rules: ruled.contents },
    notices: inFileOrder([...loaded.notices, ...ruled.notices]),
  }
}

export type Ready = { readonly ok: true; readonly content: Content } | Extract<Loaded, { readonly ok: false }>

/** The same content, from what was kept if these very files passed every check before. */
export async function readyContent(folder: string, today: CivilDate): Promise<Ready> {
  const files = await yamlFiles(folder)
  const version = versionOf(files)
  const read = await kept(version)
  if (read === undefined) return loadContent(folder, today)
  const knowledge = knowledgeOf(read.contents, version, today)
  return { ok: true, content: { knowledge, rules: rulesOn(rulesOf(read.rules), today) } }
}

export interface FolderRead {
  readonly version: string
  readonly files: readonly TextFile[]
}

/** All files as they stood at one moment; undefined when one of them was being written just then. */
export async function readAtOnce(folder: string): Promise<FolderRead | undefined> {
  const before = await stampOf(folder)
  const files = await yamlFiles(folder)
  return before === (await stampOf(folder)) ? { version: versionOf(files), files } : undefined
}

/** Another one whenever a file is written, renamed, added or removed: cheap enough to be asked for every second. */
export async function stampOf(folder: string): Promise<string> {
  const stamps = (await yamlPaths(folder)).map(async (path) => {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path)
    return [path, ino, size, mtimeMs, ctimeMs].join(' ')
  })
  return (await Promise.all(stamps)).join('\n')
}

async function yamlPaths(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function yamlFiles(folder: string): Promise<readonly TextFile[]> {
  const paths = await yamlPaths(folder)
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  )
}

/** Same files, same version: on every machine. */
function versionOf(files: readonly TextFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex').slice(0, 12)
}
