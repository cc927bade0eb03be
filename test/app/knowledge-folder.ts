import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadContent, type Folders } from '../../src/app/read-files.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import { today } from '../knowledge/small.js'

const small = fileURLToPath(new URL('../knowledge/small', import.meta.url))
const smallFlows = fileURLToPath(new URL('../interview/small', import.meta.url))

/** The settings by which a program reads the small base. */
export const smallDirs = { KNOWLEDGE_DIR: small, FLOWS_DIR: smallFlows } as const

/** A copy of the small base that a test edits like an editor does: in place, several files one after the other. */
export interface KnowledgeFolder {
  readonly path: string
  /** With the interviews beside it. */
  readonly folders: Folders
  /** Replaces a text that stands in a file. */
  edit(file: string, from: string | RegExp, to: string): void
  write(file: string, text: string): void
  read(file: string): string
  /** The same in an interview's file. */
  editFlow(file: string, from: string, to: string): void
  /** Takes the whole folder away, until it is put back. */
  takeAway(): void
  putBack(): void
  /** What the folder holds now, as a fresh start would load it. */
  loaded(): Promise<Knowledge>
  remove(): void
}

export function knowledgeFolder(): KnowledgeFolder {
  const home = mkdtempSync(join(tmpdir(), 'knowledge-'))
  const path = join(home, 'knowledge')
  const away = join(home, 'away')
  const folders = { knowledge: path, flows: join(home, 'flows') }
  cpSync(small, path, { recursive: true })
  cpSync(smallFlows, folders.flows, { recursive: true })
  const read = (file: string): string => readFileSync(join(path, file), 'utf8')
  const write = (file: string, text: string): void => {
    writeFileSync(join(path, file), text)
  }
  return {
    path,
    folders,
    read,
    write,
    edit: (file, from, to) => {
      const text = read(file)
      const edited = text.replace(from, to)
      if (edited === text) throw new Error(`${file} has no ${String(from)}`)
      write(file, edited)
    },
    editFlow: (file, from, to) => {
      const at = join(folders.flows, file)
      const text = readFileSync(at, 'utf8')
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
      writeFileSync(at, text.replace(from, to))
    },
    takeAway: () => {
      renameSync(path, away)
    },
    putBack: () => {
      renameSync(away, path)
    },
    loaded: async () => {
      const loaded = await loadContent(folders, today)
      if (!loaded.ok) throw new Error('the folder does not pass')
      return loaded.content.knowledge
    },
    remove: () => {
      rmSync(home, { recursive: true, force: true })
    },
  }
}
