import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { ask } from '../../src/cli/ask.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { chizhengHere } from './run.js'

test.each([
  ['nothing is known', '宇宙有多大', '· 注册资本要多少'],
  ['it is another licence', 'ICP证怎么办', '· 注册资本要多少'],
  ['it is refused', '能帮我垫资吗', '· 注册资本要实缴吗'],
])('where %s, the topics to go on with are listed', async (_, question, line) => {
  const { code, out } = await chizhengHere(['ask', question], { environment: smallDirs })
  expect(code).toBe(0)
  expect(out.split('\n')).toContain(line)
})

test('the mark that Windows puts in front of UTF-8 is no part of the question', async () => {
  const { out } = await chizhengHere(['ask', '--json'], {
    environment: smallDirs,
    input: '\uFEFF注册资本要多少\n',
  })
  expect(JSON.parse(out)).toMatchObject({ question: '注册资本要多少', entries: ['capital.amount'] })
})

test('another encoding is said once, with its line, and each line has its answer', async () => {
  const { code, out, errors } = await chizhengHere(['ask'], {
    environment: smallDirs,
    input: '录音要存多久\n\uFFFD\uFFFD\n\uFFFD\n',
  })
  expect(code).toBe(0)
  expect(out.trim().split('\n')).toHaveLength(3)
  expect(errors.match(/UTF-8 文字/g)).toHaveLength(1)
  expect(errors).toContain('第 2 行')
})

test('asked to end, it ends, though its input does not', async () => {
  const stopping = new AbortController()
  const input = new PassThrough()
  const out: string[] = []
  const console = {
    environment: smallDirs,
    input,
    output: {
      write: (text: string) => {
        out.push(text)
        stopping.abort()
      },
    },
    errors: { write: (text: string) => out.push(text) },
    stopping: stopping.signal,
  }
  const running = ask(console, { question: undefined, json: false, asOf: undefined, explain: false })
  input.write('录音存多久\n录音存多久\n')
  expect(await running).toBe(0)
  expect(out).toHaveLength(1)
}, 5_000)
