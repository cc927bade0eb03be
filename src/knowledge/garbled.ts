import type { Fault } from './fault.js'

/** The complaint about a text that was saved in another encoding than UTF-8, which it was read as, and where that shows. */
export function garbledAt(text: string): GarbledAt | undefined {
  for (const { sign, complaint } of encodings) {
    const offset = text.indexOf(sign)
    if (offset >= 0) return { offset, complaint }
  }
  return undefined
}

interface GarbledAt {
  readonly offset: number
  readonly complaint: Pick<Fault, 'message' | 'remedy'>
}

const saveAgain = '用记事本之类的编辑器打开，看中文正常，再“另存为”，编码选 UTF-8'

/** UTF-16 first: read as UTF-8 it has both signs. */
const encodings = [
  {
    sign: '\u0000',
    complaint: { message: '这个文件存成了 UTF-16（有的编辑器叫“Unicode”），读不了', remedy: saveAgain },
  },
  {
    sign: '\uFFFD',
    complaint: { message: '这里是乱码：文件不是用 UTF-8 存的，多半是 GBK（GB18030）', remedy: saveAgain },
  },
] as const
