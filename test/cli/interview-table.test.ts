import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { interview as judge } from '../../src/cli/interview.js'
import { readCsv } from '../../src/values/csv.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { interview, judgedLine } from './interviewing.js'
import { ownFolder } from './own-folder.js'
import { run } from './run.js'

const { pathOf, written } = ownFolder()

describe('a table', () => {
  const table = [
    '公司,覆盖几个省,capital',
    '甲,全国,1000万',
    '乙,一个省,50万',
    '丙,全国,',
    '"丁, 戊",全国,1000万美元',
  ]

  async function rowsOf(content: string | Uint8Array): Promise<readonly (readonly string[])[]> {
    const { code, out } = await interview(['--answers', await written('companies.csv', content)])
    expect(code).toBe(0)
    const read = readCsv(out)
    return read.ok ? read.rows.map(({ cells }) => cells) : []
  }

  test('gets a row a company, and a summary beside it', async () => {
    const [head = [], ...rows] = await rowsOf(table.join('\n'))
    expect(head).toEqual([
      '公司',
      '结论',
      '可能的结局',
      '还要查',
      '没做到的法规要求',
      '没做到的其他要求',
      '没有记下的答案',
    ])
    expect(rows.map((cells) => cells.filter((_, at) => at !== 1 && at !== 4))).toEqual([
      ['甲', '全国证', '', '', ''],
      ['乙', '省内证', '', '', ''],
      ['丙', '全国证', '注册资本', '', ''],
      ['丁, 戊', '全国证', '注册资本', '', '注册资本“1000万美元”'],
    ])
    expect(rows.map(([, , , , unmet]) => unmet !== '')).toEqual([false, true, false, false])
    const { errors } = await interview(['--answers', pathOf('companies.csv')])
    expect(errors.trim()).toBe('共 4 家：有待确认 2，还不行 1，法定条件看起来齐了 1。')
  })

  test('is the same saved by Excel on a Chinese Windows, with tabs, or in another order', async () => {
    const rows = await rowsOf(table.join('\n'))
    const encoded = await run('iconv', [
      '-f',
      'utf-8',
      '-t',
      'gb18030',
      pathOf('companies.csv'),
      '-o',
      pathOf('gb.csv'),
    ])
    expect(encoded.code).toBe(0)
    expect((await interview(['--answers', pathOf('gb.csv')])).out).toBe(
      (await interview(['--answers', pathOf('companies.csv')])).out,
    )
    expect(await rowsOf(`\uFEFF${table.join('\r\n').replaceAll(',', ';').replace('丁;', '丁,')}`)).toEqual(
      rows,
    )
  })

  test('as JSON has the contract with the company before it', async () => {
    const { out } = await interview(['--answers', await written('companies.csv', table.join('\n')), '--json'])
    const lines = out
      .trim()
      .split('\n')
      .map((line) => judgedLine.extend({ company: z.string() }).parse(JSON.parse(line)))
    expect(lines.map(({ company, verdict }) => `${company} ${verdict}`)).toEqual([
      '甲 ready',
      '乙 not-ready',
      '丙 cannot-tell',
      '丁, 戊 cannot-tell',
    ])
  })

  test.each([
    ['公司,覆盖几个省,电话\n甲,全国,1', '第 1 行“电话”'],
    ['公司,coverage,覆盖几个省\n甲,全国,全国', '第 1 行“覆盖几个省”'],
    ['公司\n甲', '题号有'],
    ['', '空'],
    ['capital\n500万,000\n', '第 2 行'],
    ['capital\n"500万\n', '第 2 行'],
  ])('%j is refused where it is wrong', async (content, where) => {
    const { code, out, errors } = await interview(['--answers', await written('wrong.csv', content)])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(errors).toContain(where)
  })

  test.each([0, 100, 10_000])('of %i companies is judged to its last row', async (count) => {
    const rows = Array.from({ length: count }, (_, at) => `公司${at},${at % 2 === 0 ? '全国' : ''},${at}万`)
    const path = await written('many.csv', ['公司,coverage,capital', ...rows].join('\n'))
    const { code, out, errors } = await interview(['--answers', path])
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(count + 1)
    expect(errors).toContain(`共 ${count} 家`)
  })

  test('that nobody reads to its end is not judged to its end', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `公司${at},全国,500万`)
    const answers = await written('many.csv', ['公司,coverage,capital', ...rows].join('\n'))
    const stopping = new AbortController()
    const out: string[] = []
    const console = {
      environment: smallDirs,
      input: Readable.from([]),
      output: {
        write: (text: string) => {
          out.push(text)
          if (out.length === 3)
            setImmediate(() => {
              stopping.abort()
            })
        },
      },
      errors: { write: (text: string) => out.push(text) },
      stopping: stopping.signal,
    }
    expect(await judge(console, { flow: 'capital', answers, asOf: '2026-11-21', json: false })).toBe(0)
    expect(out.length).toBeLessThan(10)
  })
})
