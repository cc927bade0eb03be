import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** A folder of a test file's own, which goes when its tests are over. */
export interface OwnFolder {
  readonly pathOf: (name: string) => string
  /** Resolves with the path of what was written. */
  readonly written: (name: string, content: string | Uint8Array) => Promise<string>
}

export function ownFolder(): OwnFolder {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chizheng-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const pathOf = (name: string): string => join(folder, name)
  return {
    pathOf,
    written: async (name, content) => {
      await writeFile(pathOf(name), content)
      return pathOf(name)
    },
  }
}
