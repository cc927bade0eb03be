import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { editorsDesk, type Desk } from './editors-desk.js'

let desk: Desk
beforeEach(async () => {
  desk = await editorsDesk()
})
afterEach(() => desk.clear())

const byteOrderMark = '\uFEFF'
const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** As another program saves it. */
test.each<readonly [string, (text: Buffer) => Buffer, RegExp]>([
  [
    'in GB18030',
    // 注册资本, where the base has it in UTF-8.
    (text) => replaced(text, Buffer.from('注册资本要多少'), bytesOf('d7a2b2e1d7cab1be')),
    /capital\.yaml:3:\d+ 这里是乱码.*GBK.*UTF-8/,
  ],
  [
    'in UTF-16',
    (text) => Buffer.from(byteOrderMark + text.toString(), 'utf16le'),
    /capital\.yaml:1:\d+ .*UTF-16.*UTF-8/,
  ],
  ['in UTF-16 without a mark', (text) => Buffer.from(text.toString(), 'utf16le'), /UTF-16.*UTF-8/],
  ['emptied', () => Buffer.alloc(0), /capital\.yaml:1:1 这个文件是空的/],
  [
    'with a byte order mark, which does no harm',
    (text) => Buffer.concat([Buffer.from(byteOrderMark), text]),
    /没有错误/,
  ],
])('a file saved %s', async (_, saved, says) => {
  const file = join(desk.folder, 'requirements/capital.yaml')
  await writeFile(file, saved(await readFile(file)))
  const { code, out } = await desk.chizheng('check')
  expect(out).toMatch(says)
  const faults = out.split('\n').filter((line) => /^[\w/]+\.yaml:/.test(line))
  expect(faults, out).toHaveLength(out.includes('没有错误') ? 0 : 1)
  expect(code).toBe(faults.length)
})

function replaced(text: Buffer, from: Buffer, to: Buffer): Buffer {
  const at = text.indexOf(from)
  return Buffer.concat([text.subarray(0, at), to, text.subarray(at + from.length)])
}
