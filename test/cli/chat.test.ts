import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { chizhengHere } from './run.js'

const small = fileURLToPath(new URL('../knowledge/small', import.meta.url))

interface Sitting {
  /** Whether somebody looks at what is printed, or a file takes it. */
  readonly isTTY?: boolean
  readonly options?: readonly string[]
}

/** What is printed to somebody who types this line and goes. */
async function printed(line: string, { isTTY = false, options = [] }: Sitting = {}): Promise<string> {
  const environment = { KNOWLEDGE_DIR: small }
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
  ['a number that is no button', '9', '没有第9个，只有1到4'],
])('the greeting is answered with %s', async (_, line, words) => {
  expect(await printed(line)).toContain(words)
})
