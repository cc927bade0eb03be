import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DiskNews } from '../chat/say/disk.js'

/** Watches the room on the disk that holds the database, so that what is watched can still be told when it runs short. */
export interface DiskRoom {
  /** What changed since the last look. */
  readonly look: () => Promise<DiskNews | undefined>
  /** Whether nothing new is to be taken on. */
  readonly isShort: () => boolean
}

export const leastFreeBytes = 200 * 1024 * 1024
/** More than what makes it short, or each deleted file would be news. */
const enoughBytes = 1.5 * leastFreeBytes

/** `freeBytes`: undefined where that cannot be known, which changes nothing. */
export function diskRoom(freeBytes: () => Promise<number | undefined>): DiskRoom {
  let short = false
  return {
    look: async () => {
      const free = await freeBytes()
      const changed = free !== undefined && (short ? free >= enoughBytes : free < leastFreeBytes)
      if (!changed) return undefined
      short = !short
      return { short, freeBytes: free }
    },
    isShort: () => short,
  }
}

/** Room on the disk that holds an SQLite file; undefined for a PostgreSQL server, or a folder that is not there. */
export async function freeBytesFor(databaseUrl: string): Promise<number | undefined> {
  if (!databaseUrl.startsWith('file:')) return undefined
  try {
    const { bavail, bsize } = await statfs(dirname(databaseUrl.slice('file:'.length)))
    return bavail * bsize
  } catch {
    return undefined
  }
}
