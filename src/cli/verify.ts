import { sha256 } from '../app/sha256.js'
import { firstBroken, type Broken } from '../deadlines/proof.js'
import { complain, print, type Console } from './console.js'
import { namedFile } from './named-file.js'

/** Whether a proof is as it was written. Exit code 1 if it is not, and what breaks it first. */
export async function verify(console: Console, path: string): Promise<number> {
  const named = await namedFile(path)
  if (!named.ok) {
    complain(console, named.fault)
    return 1
  }
  const text = named.bytes.toString()
  const broken = firstBroken(text, sha256)
  if (broken !== undefined) {
    complain(console, `${path} 第 ${broken.line} 行${brokenTexts[broken.how]}。这一行以前的没有变。`)
    return 1
  }
  const lines = text.split('\n').length - 1
  print(console, `完整：${lines} 行都和写下时一样。整份的校验值 ${sha256(text)}`)
  return 0
}

const brokenTexts: Readonly<Record<Broken['how'], string>> = {
  altered: '被改过，或者不是证据文件',
  missing: '不见了',
  moved: '换了位置',
  added: '是多出来的',
}
