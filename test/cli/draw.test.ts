import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallDirs as environment } from '../app/knowledge-folder.js'
import { chizhengHere } from './run.js'

test('a flow is drawn as Mermaid, the same every time', async () => {
  const [first, second] = [
    await chizhengHere(['draw', 'capital'], { environment }),
    await chizhengHere(['draw', 'capital'], { environment }),
  ]
  expect(first).toMatchObject({ code: 0, errors: '' })
  expect(first.out).toContain('flowchart TB')
  expect(first.out).toContain('q1 -.-> r0')
  expect(second.out).toBe(first.out)
})

test('a picture is written once and never over another file', async () => {
  const home = await mkdtemp(join(tmpdir(), 'chizheng-draw-'))
  const svg = join(home, 'capital.svg')
  const draw = () => chizhengHere(['draw', 'capital', '--svg', svg], { environment })
  expect((await draw()).code).toBe(0)
  expect(await readFile(svg, 'utf8')).toMatch(/^<svg .*<\/svg>$/s)
  const again = await draw()
  expect(again.code).toBe(1)
  expect(again.errors).toContain('已经有了')
  await rm(home, { recursive: true })
})

test('a flow that is not there is told with those that are', async () => {
  const { code, errors } = await chizhengHere(['draw', 'capitals'], { environment })
  expect(code).toBe(1)
  expect(errors).toContain('没有叫 capitals 的面谈，有：capital')
})

test('check tells what it walked and what the cases reach', async () => {
  const { code, out } = await chizhengHere(['check'], { environment })
  expect(code).toBe(0)
  expect(out).toContain('面谈 capital：2 题，1 个要求，2 种结局')
  expect(out).toContain('每一种都恰好有一个结论')
  expect(out).toContain('3 个例题走到了全部')
})
