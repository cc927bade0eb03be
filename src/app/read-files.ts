import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rulesFrom } from '../deadlines/load-rules.js'
import { rulesOf, rulesOn } from '../deadlines/rules.js'
import { flowsOf } from '../interview/flow/flows.js'
import { flowsFrom, type Proof } from '../interview/load-flows.js'
import { inFileOrder, type Fault } from '../knowledge/fault.js'
import { knowledgeOf } from '../knowledge/knowledge.js'
import { knowledgeFrom } from '../knowledge/load.js'
import type { TextFile } from '../knowledge/yaml-file.js'
import type { CivilDate } from '../values/civil-date.js'
import type { Content, ReadContents } from './content.js'
import { keep, kept } from './kept-contents.js'

/** The knowledge shipped with the program: the same folder seen from src/ and from dist/. */
export const shippedKnowledge = fileURLToPath(new URL('../../knowledge/', import.meta.url))

/** Where what editors write is read from. */
export interface Folders {
  readonly knowledge: string
  readonly flows: string
}

export const shippedFolders: Folders = {
  knowledge: shippedKnowledge,
  flows: fileURLToPath(new URL('../../flows/', import.meta.url)),
}

export type Loaded =
  | {
      readonly ok: true
      readonly content: Content
      readonly read: ReadContents
      readonly notices: readonly Fault[]
      /** Of each interview. */
      readonly proofs: readonly Proof[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly proofs: readonly Proof[] }

/** Reads and checks both folders. What passes is kept, so that the next start need not check the same files again. */
export async function loadContent(folders: Folders, today: CivilDate): Promise<Loaded> {
  return checkedContent(await readFolders(folders), today)
}

/** What is read is checked whole. */
export async function checkedContent(read: FoldersRead, today: CivilDate): Promise<Loaded> {
  const loaded = contentFrom(read, today)
  if (loaded.ok) await keep(read.version, loaded.read)
  return loaded
}

/** Rules and flows name figures, sources and entries: what these are is known only once the knowledge is sound. */
function contentFrom({ knowledge: files, flows: flowFiles, version }: FoldersRead, today: CivilDate): Loaded {
  const loaded = knowledgeFrom(files, version, today)
  if (!loaded.ok) return { ...loaded, proofs: [] }
  const { knowledge, contents } = loaded
  const ruled = rulesFrom(files, knowledge, today)
  const flowing = flowsFrom(flowFiles, knowledge, today)
  const faults = [ruled, flowing].flatMap((one) => (one.ok ? [] : one.faults))
  if (!ruled.ok || !flowing.ok) return { ok: false, faults, proofs: flowing.proofs }
  return {
    ok: true,
    content: { knowledge, rules: ruled.rules, flows: flowing.flows },
    read: { contents, learnt: knowledge.learnt, rules: ruled.contents, flows: flowing.contents },
    notices: inFileOrder([...loaded.notices, ...ruled.notices, ...flowing.notices]),
    proofs: flowing.proofs,
  }
}

export type Ready = { readonly ok: true; readonly content: Content } | Extract<Loaded, { readonly ok: false }>

/** The same content, from what was kept if these very files passed every check before. */
export async function readyContent(folders: Folders, today: CivilDate): Promise<Ready> {
  const files = await readFolders(folders)
  const { version } = files
  const read = await kept(version)
  if (read === undefined) return checkedContent(files, today)
  const knowledge = knowledgeOf(read.contents, version, today, read.learnt)
  const rules = rulesOn(rulesOf(read.rules), today)
  return { ok: true, content: { knowledge, rules, flows: flowsOf(read.flows, knowledge) } }
}

export interface FoldersRead {
  /** Of all files together. */
  readonly version: string
  readonly knowledge: readonly TextFile[]
  /** Their paths begin with flows/, whatever the folder is called. */
  readonly flows: readonly TextFile[]
}

async function readFolders(folders: Folders): Promise<FoldersRead> {
  const knowledge = await yamlFiles(folders.knowledge)
  const flows = (await yamlFiles(folders.flows)).map(({ path, text }) => ({ path: `flows/${path}`, text }))
  return { version: versionOf([...knowledge, ...flows]), knowledge, flows }
}

/** All files as they stood at one moment; undefined when one of them was being written just then. */
export async function readAtOnce(folders: Folders): Promise<FoldersRead | undefined> {
  const before = await stampOf(folders)
  const read = await readFolders(folders)
  return before === (await stampOf(folders)) ? read : undefined
}

/** Another one whenever a file is written, renamed, added or removed: cheap enough to be asked for every second. */
export async function stampOf({ knowledge, flows }: Folders): Promise<string> {
  const paths = [...(await yamlPaths(knowledge)), ...(await yamlPaths(flows))]
  const stamps = paths.map(async (path) => {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path)
    return [path, ino, size, mtimeMs, ctimeMs].join(' ')
  })
  return (await Promise.all(stamps)).join('\n')
}

/** Which of the folders it was that the disk did not give. */
export function unreadable(error: Error, { knowledge, flows }: Folders): string {
  return 'path' in error && String(error.path).startsWith(flows) ? flows : knowledge
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
