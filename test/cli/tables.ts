import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStoreAt } from '../../src/storage/open-store.js'
import type { Store } from '../../src/ports.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { chizhengHere, type Ran } from './run.js'

/** A few entries, which are read in no time. */

/** A folder with a database of its own, to carry licences in and out of. */
export interface Bench {
  readonly run: (...args: readonly string[]) => Promise<Ran>
  /** The same on another, empty database. */
  readonly elsewhere: (...args: readonly string[]) => Promise<Ran>
  readonly path: (name: string) => string
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>
  readonly read: (name: string) => Promise<string>
  readonly inStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>
  readonly clear: () => Promise<void>
}

export async function bench(): Promise<Bench> {
  const home = await mkdtemp(join(tmpdir(), 'tables-'))
  const path = (name: string): string => join(home, name)
  const urlOf = (name: string): string => `file:${path(name)}`
  const runOn =
    (name: string) =>
    (...args: readonly string[]) =>
      chizhengHere(args, { environment: { DATABASE_URL: urlOf(name), ...smallDirs } })
  return {
    run: runOn('here.db'),
    elsewhere: runOn('elsewhere.db'),
    path,
    write: async (name, content) => {
      await writeFile(path(name), content)
      return path(name)
    },
    read: (name) => readFile(path(name), 'utf8'),
    inStore: async (work) => {
      const store = await openStoreAt(urlOf('here.db'))
      try {
        return await work(store)
      } finally {
        await store.close()
      }
    },
    clear: () => rm(home, { recursive: true }),
  }
}

export const head = '公司名,许可证编号,覆盖范围,省份,发证日期,到期日期,聊天'

/** A table of licences that are right, and rows put in after them. */
export function tableOf(count: number, ...more: readonly string[]): string {
  const rows = Array.from(
    { length: count },
    (_, at) => `客户${at},B2-${20220000 + at},全国,,2022-03-02,2027-03-02,telegram:-${100 + at}`,
  )
  return [head, ...rows, ...more].map((row) => `${row}\r\n`).join('')
}
