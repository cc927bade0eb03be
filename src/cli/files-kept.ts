import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, parse } from 'node:path'
import { bytesOf } from '../app/drawing.js'
import type { Attachment } from '../reply/attachment.js'

/** Writes attachments into a folder, none over another, and says under which path. Without a folder: into a fresh one. */
export function filesKeptIn(folder: string | undefined): (attachment: Attachment) => Promise<string> {
  let opened: Promise<string> | undefined
  return async (attachment) => {
    opened ??= folder === undefined ? mkdtemp(join(tmpdir(), 'chizheng-')) : madeFolder(folder)
    return written(join(await opened, basename(attachment.name)), await bytesOf(attachment))
  }
}

async function madeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  return folder
}

/** Under the first name that is free: 图.png, 图-2.png. */
async function written(path: string, content: Uint8Array, number = 1): Promise<string> {
  const { dir, name, ext } = parse(path)
  const named = number === 1 ? path : join(dir, `${name}-${number}${ext}`)
  try {
    await writeFile(named, content, { flag: 'wx', mode: 0o600 })
    return named
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return written(path, content, number + 1)
    throw error
  }
}
