import { configFrom, type Config } from '../app/config.js'
import { systemClock } from '../app/outside.js'
import type { Content } from '../app/content.js'
import {
  loadContent,
  readyContent,
  shippedFolders,
  unreadable,
  type Folders,
  type Loaded,
} from '../app/read-files.js'
import { faultLine } from '../knowledge/fault.js'
import { dayAt, type CivilDate } from '../values/civil-date.js'
import { complain, type Console } from './console.js'

/** The settings, or undefined after saying what is wrong with them. */
export function settings(console: Console): Config | undefined {
  const read = configFrom(console.environment)
  if (read.ok) return read.config
  for (const fault of read.faults) complain(console, fault)
  return undefined
}

export function today(config: Config): CivilDate {
  return dayAt(systemClock.now(), config.timeZone)
}

/** What every answer needs. */
export interface Ready {
  readonly config: Config
  readonly content: Content
}

/** The settings and the knowledge they name, or undefined after saying what is wrong with either. */
export async function ready(console: Console): Promise<Ready | undefined> {
  const config = settings(console)
  const content = config && (await soundContent(console, config))
  return config && content && { config, content }
}

export type KnowledgeRead = Loaded | Unreadable
interface Unreadable {
  readonly ok: false
  readonly unreadable: string
}

/** Reads and checks the folders the settings name, or the shipped ones. */
export function readKnowledge(config: Config, on: CivilDate): Promise<KnowledgeRead> {
  return readable(config, (folders) => loadContent(folders, on))
}

/** What passed every check, or undefined after listing the faults: a bad edit never reaches a user. */
export async function soundContent(console: Console, config: Config): Promise<Content | undefined> {
  const read = await readable(config, (folders) => readyContent(folders, today(config)))
  if (read.ok) return read.content
  for (const line of faultsOf(read)) complain(console, line)
  return undefined
}

/** Where what editors write is read from. */
export function foldersOf({ knowledgeDir, flowsDir }: Config): Folders {
  return { knowledge: knowledgeDir ?? shippedFolders.knowledge, flows: flowsDir ?? shippedFolders.flows }
}

async function readable<T>(config: Config, read: (folders: Folders) => Promise<T>): Promise<T | Unreadable> {
  const folders = foldersOf(config)
  try {
    return await read(folders)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const folder = unreadable(error, folders)
    const name = folder === folders.flows ? 'FLOWS_DIR' : 'KNOWLEDGE_DIR'
    return { ok: false, unreadable: `读不到文件夹 ${folder}：请检查 ${name}` }
  }
}

export function faultsOf(read: Unreadable | Extract<Loaded, { readonly ok: false }>): readonly string[] {
  return 'unreadable' in read ? [read.unreadable] : read.faults.map(faultLine)
}
