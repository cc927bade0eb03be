import { readAtOnce, stampOf, unreadable, type Folders } from '../read-files.js'

export type Look =
  | { readonly kind: 'as-before' }
  | { readonly kind: 'changed'; readonly version: string }
  | { readonly kind: 'unreadable'; readonly folder: string; readonly code: string }

/**
 * Looks at the files of both folders. A change is told once, when two looks in a row saw the same: editors save several files,
 * and some of them in pieces. Looking every second is as quick as an editor needs and works on every mount, which file
 * events do not.
 */
export function foldersLook(folders: Folders): () => Promise<Look> {
  let seen: string | undefined
  let told = false
  return async () => {
    const stamp = await readable(stampOf(folders), folders)
    const name = stamp.kind === 'read' ? stamp.value : `${stamp.code} ${stamp.folder}`
    if (name !== seen) {
      seen = name
      told = false
      return asBefore
    }
    if (told) return asBefore
    const look = stamp.kind === 'read' ? await versionIn(folders) : stamp
    told = look.kind !== 'as-before'
    return look
  }
}

const asBefore: Look = { kind: 'as-before' }

async function versionIn(folders: Folders): Promise<Look> {
  const read = await readable(readAtOnce(folders), folders)
  if (read.kind === 'unreadable') return read
  return read.value === undefined ? asBefore : { kind: 'changed', version: read.value.version }
}

type Readable<T> =
  { readonly kind: 'read'; readonly value: T } | Extract<Look, { readonly kind: 'unreadable' }>

/** What the disk says no to has a code; everything else is a bug. */
async function readable<T>(reading: Promise<T>, folders: Folders): Promise<Readable<T>> {
  try {
    return { kind: 'read', value: await reading }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return { kind: 'unreadable', folder: unreadable(error, folders), code: String(error.code) }
  }
}
