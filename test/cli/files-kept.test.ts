import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { filesKeptIn } from '../../src/cli/files-kept.js'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function fresh(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'files-kept-'))
  folders.push(folder)
  return folder
}

const file = (name: string, text: string) => ({ kind: 'file', name, text }) as const

test('a file is written into the folder, which is made, for its owner alone', async () => {
  const folder = join(await fresh(), 'made', 'here')
  const path = await filesKeptIn(folder)(file('表.csv', '甲'))
  expect(path).toBe(join(folder, '表.csv'))
  expect(await readFile(path, 'utf8')).toBe('甲')
  expect((await stat(path)).mode & 0o077).toBe(0)
})

test('none is written over another', async () => {
  const keep = filesKeptIn(await fresh())
  const paths = [
    await keep(file('表.csv', '一')),
    await keep(file('表.csv', '二')),
    await keep(file('表.csv', '三')),
  ]
  expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['一', '二', '三'])
  expect(paths.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual([
    '表.csv',
    '表-2.csv',
    '表-3.csv',
  ])
})

test('no name leads out of the folder', async () => {
  const folder = await fresh()
  const path = await filesKeptIn(folder)(file('../../表.csv', '甲'))
  expect(dirname(path)).toBe(folder)
  expect(await readdir(folder)).toEqual(['表.csv'])
})

test('without a folder all of them go into one of their own', async () => {
  const keep = filesKeptIn(undefined)
  const [one, other] = [await keep(file('一.csv', '')), await keep(file('二.csv', ''))]
  folders.push(dirname(one))
  expect(dirname(other)).toBe(dirname(one))
})

test('a picture is a PNG', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
  const path = await filesKeptIn(await fresh())({ kind: 'picture', name: '图.png', svg, alt: '' })
  expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG')
})
