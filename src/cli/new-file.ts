import { writeFile } from 'node:fs/promises'

/** Writes a file that only its owner may read, and never over another; or says why it could not. */
export async function writeNew(path: string, text: string): Promise<string | undefined> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 })
    return undefined
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    return exists ? `${path} 已经有了：请换一个名字` : `写不了 ${path}：请检查文件夹和权限`
  }
}
