import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { smallDirs } from '../app/knowledge-folder.js'
import { chizhengHere } from './run.js'

interface Sitting {
  /** Whether somebody looks at what is printed, or a file takes it. */
  readonly isTTY?: boolean
  readonly options?: readonly string[]
}

/** What is printed to somebody who types this line and goes. */
async function printed(line: string, { isTTY = false, options = [] }: Sitting = {}): Promise<string> {
  const environment = smallDirs
  return (await chizhengHere(['chat', ...options], { input: `${line}\n`, environment, isTTY })).out
}

const escape = '\u001B['

test.each([
  ['a terminal shows what is bold', true],
  ['a file gets words and nothing else', false],
])('%s', async (_, isTTY) => {
  const out = await printed('注册资本要多少', { isTTY })
  expect(out).toContain('1000万元')
  expect(out.includes(escape)).toBe(isTTY)
})

describe('whoever sits at the console is an operator', () => {
  test.each([
    ['alone', '/hit 录音存多久', []],
    ['alone, in Chinese', '命中 录音存多久', []],
    ['in a group', '/hit 录音存多久', ['--group']],
  ])('%s', async (_, line, options) => {
    const out = await printed(line, { options })
    expect(out).toContain('recording.keep')
    expect(out).toContain('总分')
  })

  test('and help tells of it', async () => {
    expect(await printed('/help')).toContain('/hit（命中）')
  })
})

test.each([
  ['a digit', '2', '到期前 90日'],
  ['a Chinese numeral', '二', '到期前 90日'],
  ['which one it is', '第二个', '到期前 90日'],
  ['a number that is no button', '9', '没有第9个，只有1到6'],
])('the greeting is answered with %s', async (_, line, words) => {
  expect(await printed(line)).toContain(words)
})

describe(':file', () => {
  test('hands a table to the bot, which reads it before anything is registered', async () => {
    const home = await mkdtemp(join(tmpdir(), 'sent-'))
    const path = join(home, '客户.csv')
    await writeFile(path, '公司名,到期日期\n甲公司,2027-03-02\n乙公司,3/4/2027\n')
    const out = await printed(`:file ${path}\n1\n/licence`)
    expect(out).toMatch(/新的 1 张，有错 1 行[^]*第 3 行 B 列（到期日期）/)
    expect(out).toMatch(/\[1\] 只导入没有错的 1 张[^]*✓ 已导入 1 张[^]*这里登记了 1 项/)
    await rm(home, { recursive: true })
  })

  test('that is not there is said to be so', async () => {
    const { errors } = await chizhengHere(['chat'], {
      input: ':file /nowhere/客户.csv\n',
      environment: smallDirs,
    })
    expect(errors).toContain('读不到文件 /nowhere/客户.csv')
  })
})
