import { describe, expect, test } from 'vitest'
import { smallDirs } from '../app/knowledge-folder.js'
import { interview, linesOf, type Judged } from './interviewing.js'
import { ownFolder } from './own-folder.js'
import { chizheng, chizhengHere, run } from './run.js'

const { pathOf, written } = ownFolder()

async function judged(answers: Readonly<Record<string, string>>): Promise<Judged> {
  const ran = await interview(['--answers', '-', '--json'], JSON.stringify(answers))
  expect(ran).toMatchObject({ code: 0, errors: '' })
  const [line, other] = linesOf(ran)
  expect(other).toBeUndefined()
  if (line === undefined) throw new Error('no verdict')
  return line
}

describe('with answers', () => {
  test('that meet the figure', async () => {
    expect(await judged({ coverage: '全国', capital: '1000万' })).toMatchObject({
      flow: 'capital',
      verdict: 'ready',
      outcomes: ['national'],
      requirements: [
        {
          id: 'capital.amount',
          severity: 'law',
          blocks: 'application',
          state: 'met',
          entry: 'capital.amount',
        },
      ],
      missing: [],
      asks: [],
      changes: [],
    })
  })

  test('that miss it: with the smallest changes', async () => {
    const { verdict, changes, text } = await judged({ coverage: '全国', capital: '500万' })
    expect(verdict).toBe('not-ready')
    expect(changes).toEqual([{ lead: 'weeks', set: [{ question: 'capital', to: '1000万元以上' }] }])
    expect(text).toContain('差500万元')
  })

  test.each([
    ['left out', { coverage: '全国' }],
    ['empty', { coverage: '全国', capital: ' ' }],
    ['not known', { coverage: '全国', capital: '不知道' }],
  ])('of which one is %s: unknown stays unknown', async (_, answers) => {
    expect(await judged(answers)).toMatchObject({ verdict: 'cannot-tell', missing: ['capital'], asks: [] })
  })

  test.each([
    ['10000000', 'which-unit'],
    ['1000万美元', 'foreign-currency'],
    ['几百万', 'how-many'],
    ['可能1000万', 'not-sure'],
    ['1000万够吗', 'question'],
    ['很多', 'how-many'],
    ['asdf', 'no-number'],
  ])('of which one would be asked back, %s: it counts as not known', async (capital, why) => {
    const { verdict, asks, missing, text } = await judged({ coverage: '全国', capital })
    expect({ verdict, asks, missing }).toEqual({
      verdict: 'cannot-tell',
      asks: [{ question: 'capital', why }],
      missing: ['capital'],
    })
    expect(text).toContain(`注册资本“${capital}”`)
  })

  test('written in a file: as text for people, as JSON for programs, the same bytes each time', async () => {
    const path = await written('v2.json', '\uFEFF{\n  "coverage": "全国",\n  "capital": "五百萬左右"\n}\n')
    const texts = [await interview(['--answers', path]), await interview(['--answers', path])]
    expect(texts[0]).toEqual(texts[1])
    const json = await interview(['--answers', path, '--json'])
    expect(await interview(['--answers', path, '--json'])).toEqual(json)
    const [line] = linesOf(json)
    expect(line?.text).toBe(texts[0]?.out.trimEnd())
    expect(line?.verdict).toBe('not-ready')
  })
})

describe('what is no answers file', () => {
  test.each([
    ['', '第 1 行'],
    ['{', '第 1 行'],
    ['{\n "coverage": "全国"\n "capital": "500万"\n}', '第 3 行'],
    ['{\n "coverage": "全国",\n "capital": 500万\n}', '第 3 行'],
    ['{\n \'coverage\': "全国"\n}', '第 2 行'],
    ['{\n "coverage": "全国",\n}', '第 3 行'],
    ['{\n "coverage": "全\n国"\n}', '第 2 行'],
    ['[]', '第 1 行'],
    ['"500万"', '第 1 行'],
    ['{\n "coverage": "全国",\n "capital": 500\n}', '第 3 行 capital'],
    ['{\n "coverage": "全国",\n "capital": null\n}', '第 3 行 capital'],
    ['{\n "coverage": "全国",\n "capitol": "500万"\n}', '第 3 行 capitol'],
  ])('%j is refused at its line', async (content, where) => {
    const path = await written('wrong.json', content)
    const { code, out, errors } = await interview(['--answers', path])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(errors).toContain(where)
    expect(errors).not.toMatch(/at .*\.ts|SyntaxError/)
  })

  test('a file that is not there, and one that is no text', async () => {
    const workbook = await written('table.csv', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))
    const bytes = await written('answers.json', new Uint8Array([0xff, 0xfe, 0xff]))
    for (const path of [pathOf('none.json'), workbook, bytes]) {
      const { code, out, errors } = await interview(['--answers', path])
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(errors).toContain(path)
    }
  })

  test('an unknown interview is answered with those there are, a wrong day with how to write it', async () => {
    const other = await chizhengHere(['interview', 'nothing'], { environment: smallDirs })
    expect(other).toMatchObject({ code: 1, out: '' })
    expect(other.errors).toContain('capital（注册资本够不够）')
    const wrong = await interview(['--as-of', '2026-02-30'])
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.errors).toContain('--as-of')
  })
})

describe('lines of standard input', () => {
  const two = '{"coverage":"全国","capital":"1000万"}\n\n{"coverage":"一个省","capital":"100万"}\n'

  test('get a verdict each, in their order; with an empty one between them or none at all', async () => {
    const ran = await interview(['--answers', '-', '--json'], two)
    expect(linesOf(ran).map(({ outcomes }) => outcomes)).toEqual([['national'], ['provincial']])
    expect((await interview(['--answers', '-'], two)).out.trim().split('\n')).toHaveLength(2)
    expect(await interview(['--answers', '-'], '')).toEqual({ code: 0, out: '', errors: '' })
  })

  test.each([
    ['{"coverage":"全国"', '第 4 行'],
    ['{"coverage":3}', '第 4 行 coverage'],
    [`{"coverage":"${'国'.repeat(1_000_001)}"}`, '第 4 行'],
  ])('go on behind a wrong one, which is named and makes the end a bad one', async (wrong, where) => {
    const ran = await interview(['--answers', '-', '--json'], `${two}${wrong}\n${two}`)
    expect(ran.code).toBe(1)
    const [before, after] = [linesOf(ran).slice(0, 2), linesOf(ran).slice(2)]
    expect(after).toEqual(before)
    expect(before).toHaveLength(2)
    expect(ran.errors).toContain(where)
    expect(ran.errors.length).toBeLessThan(200)
  })
})

test('every wrong line is named', async () => {
  const ran = await interview(['--answers', '-'], '[]\n{"coverage":"全国","capital":"1000万"}\n{\n')
  expect(ran.code).toBe(1)
  expect(ran.errors).toMatch(/第 1 行[^]*第 3 行/)
  expect(ran.out.trim().split('\n')).toHaveLength(1)
})

describe('asked in a terminal', () => {
  const said = async (...lines: readonly string[]): Promise<string> =>
    (await interview([], lines.map((line) => `${line}\n`).join(''))).out

  test('one question at a time, by number and as people write, to the verdict', async () => {
    const out = await said('2', '五百万')
    expect(out).toContain('第 1 题（最多 2 题）')
    expect(out).toContain('1 一个省　2 全国')
    expect(out).toContain('第 2 题（最多 2 题）')
    expect(out).toContain('全国证：还不行')
  })

  test('what cannot be taken is asked back, with an example, then a shorter one, then the way out', async () => {
    const out = await said('2', '1000万美元', 'asdf', 'asdf', 'asdf', '不知道')
    for (const text of ['人民币', '例如“680万元”', '例如：680万', '可以答“不知道”', '有待确认'])
      expect(out).toContain(text)
  })

  test('左右 is said back and waits for a yes', async () => {
    expect(await said('2', '五百万左右', '')).toMatch(/约450万到550万元，对吗？[^]*还不行/)
    expect(await said('2', '五百万左右', '1000万')).toMatch(/对吗？[^]*齐了/)
  })

  test('back keeps what was answered, and an empty line leaves it', async () => {
    const out = await said('上一步', '2', '上一步', '', '1000万')
    expect(out).toContain('这是第一题')
    expect(out).toContain('你之前答：全国（回车不变）')
    expect(out).toContain('全国证：法定条件看起来齐了')
    expect(await said('2', '上一步', '1', '100万')).toContain('省内证：法定条件看起来齐了')
  })

  test('why a question is asked is told from the rule it serves', async () => {
    expect(await said('2', '为什么问', '1000万')).toMatch(/为什么问：[^]*依据：/)
  })

  test('left, nothing is kept; ended early, it comes to what is known', async () => {
    expect(await said('2', '退出', '1000万')).toMatch(/没有给出结论，什么都没有保存。\n$/)
    expect(await said()).toMatch(/没有给出结论，什么都没有保存。\n$/)
    expect(await said('2')).toContain('有待确认')
  })

  test('with --json the result alone is on standard output', async () => {
    const ran = await interview(['--json'], '2\n1000万\n')
    expect(linesOf(ran)).toMatchObject([{ verdict: 'ready', outcomes: ['national'] }])
    expect(ran.errors).toContain('第 1 题')
  })
})

describe('built', () => {
  const line = '{"coverage":"全国","capital":"500万"}'

  test('the same bytes in another time zone and locale', async () => {
    const runs = await Promise.all(
      ['UTC', 'Pacific/Kiritimati'].map((TZ) =>
        chizheng(['interview', 'capital', '--answers', '-', '--json', '--as-of', '2026-11-21'], {
          input: line,
          environment: { ...smallDirs, TZ, LANG: TZ === 'UTC' ? 'C' : 'zh_CN.UTF-8' },
        }),
      ),
    )
    expect(new Set(runs.map(({ out }) => out)).size).toBe(1)
    expect(runs.flatMap(linesOf)[0]).toMatchObject({ verdict: 'not-ready', outcomes: ['national'] })
  })

  test('whoever reads no further ends it quietly', async () => {
    const command = `for i in {1..500}; do echo '${line}'; done | node dist/main.js interview capital --answers - --json | head -1`
    const ran = await run('bash', ['-c', command], { environment: smallDirs })
    expect(ran.code).toBe(0)
    expect(ran.errors).toBe('')
    expect(linesOf(ran)).toHaveLength(1)
  })
})
