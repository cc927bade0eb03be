import { readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import type { ReadContents } from './content.js'

/**
 * Beside the built program, so that a new build starts without it: what an older program let pass may be a fault now.
 * Run from its sources the program has no such place and checks at every start.
 */
const place = fileURLToPath(new URL('../kept-knowledge', import.meta.url))
const built = basename(dirname(place)) === 'dist'

interface Kept {
  readonly version: string
  readonly read: ReadContents
}

/** The contents that passed every check under this version; undefined when these files were not the last to pass. */
export async function kept(version: string): Promise<ReadContents | undefined> {
  if (!built) return undefined
  const last = await lastKept()
  return last?.version === version ? last.read : undefined
}

/** Best effort: a program in a folder that cannot be written starts more slowly and is right all the same. */
export async function keep(version: string, read: ReadContents): Promise<void> {
  if (!built) return
  const written = `${place}.${process.pid}`
  try {
    await writeFile(written, serialize({ version, read } satisfies Kept))
    await rename(written, place)
  } catch {
    return
  }
}

/** The one cast: only `keep` of this very build writes the file, and its version is a digest of all it came from. */
async function lastKept(): Promise<Kept | undefined> {
  try {
    return deserialize(await readFile(place)) as Kept
  } catch {
    return undefined
  }
}
