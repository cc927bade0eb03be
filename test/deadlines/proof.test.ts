import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstBroken, sealed } from '../../src/deadlines/proof.js'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const broken = (text: string) => firstBroken(text, digest)

const contents = [
  { holder: '甲公司' },
  ...['登记', '发送', '已看到\u2028', '�', ''].map((what) => ({ record: { what } })),
]
const text = sealed(contents, digest)
const lines = text.split('\n').slice(0, -1)
const joined = (some: readonly string[]): string => some.map((line) => `${line}\n`).join('')
const without = (at: number): readonly string[] => lines.filter((_, one) => one !== at)

test('what was written is whole, also with nothing in it', () => {
  expect(broken(text)).toBeUndefined()
  expect(broken(sealed([], digest))).toBeUndefined()
  expect(lines).toHaveLength(contents.length + 1)
})

test('a byte that is another byte is found in its line, whichever it is', () => {
  const bytes = Buffer.from(text)
  const anywhere = fc.nat(bytes.length - 1)
  fc.assert(
    fc.property(anywhere, fc.integer({ min: 1, max: 255 }), (place, by) => {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(place) ^ by, place)
      const line = bytes.subarray(0, place).toString().split('\n').length
      expect(broken(changed.toString('utf8'))).toEqual({ line, how: 'altered' })
    }),
    { numRuns: 3_000 },
  )
})

describe.each(lines.map((_, at) => at))('line %#', (at) => {
  test('left out is missing', () => {
    expect(broken(joined(without(at)))).toEqual({ line: at + 1, how: 'missing' })
  })

  test('written twice is one too many', () => {
    const twice = lines.flatMap((line, one) => (one === at ? [line, line] : [line]))
    expect(broken(joined(twice))).toEqual({ line: at + 2, how: 'added' })
  })

  test('is the last: all behind it was cut off', () => {
    const cut = broken(joined(lines.slice(0, at + 1)))
    expect(cut).toEqual(at + 1 === lines.length ? undefined : { line: at + 2, how: 'missing' })
  })
})

test.each(lines.slice(0, -1).map((_, at) => at))('line %# put behind the next one has moved', (at) => {
  const moved = [...lines.slice(0, at), lines[at + 1] ?? '', lines[at] ?? '', ...lines.slice(at + 2)]
  expect(broken(joined(moved))).toEqual({ line: at + 1, how: 'moved' })
})

test.each([
  ['nothing', '', { line: 1, how: 'missing' }],
  ['any other text', '你好\n', { line: 1, how: 'altered' }],
  ['a byte order mark before it', `\uFEFF${text}`, { line: 1, how: 'altered' }],
  ['other line ends', text.replaceAll('\n', '\r\n'), { line: 1, how: 'altered' }],
  ['no last line end', text.slice(0, -1), { line: lines.length, how: 'altered' }],
  ['something behind it', `${text} `, { line: lines.length + 1, how: 'added' }],
  ['another proof behind it', text + text, { line: lines.length + 1, how: 'added' }],
])('%s is none', (_, other, how) => {
  expect(broken(other)).toEqual(how)
})

test('one more line that hangs on the one before it breaks the next', () => {
  const open = `{"line":3,"previous":"${lines[1]?.slice(-66, -2) ?? ''}","record":{}`
  const forged = `${open},"hash":"${digest(open)}"}`
  expect(broken(joined([...lines.slice(0, 2), forged, ...lines.slice(2)]))).toEqual({ line: 4, how: 'added' })
})
