import { readFile } from 'node:fs/promises'

export type NamedFile =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly fault: string }

/** A file that somebody named on the command line; the fault says what to do, whatever keeps it from being read. */
export async function namedFile(path: string): Promise<NamedFile> {
  try {
    return { ok: true, bytes: await readFile(path) }
  } catch {
    return { ok: false, fault: `读不到文件 ${path}：请检查名字和权限` }
  }
}
