import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText, readCsv } from '../../src/values/csv.js'

test.each<readonly [string, string, readonly (readonly string[])[]]>([
  [
    'commas',
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'semicolons, as Excel writes them where a comma is in numbers',
    'a;b\n1,5;2\n',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'tabs, as Excel’s Unicode text',
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a separator named on a line of its own', 'sep=;\r\na,x;b\r\n', [['a,x', 'b']]],
  ['a byte order mark', '\uFEFFa,b\n', [['a', 'b']]],
  [
    'old line ends',
    'a,b\r1,2\r',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'separators, line breaks and quotation marks in quotes',
    '"甲,""乙""\r\n公司",2\n',
    [['甲,"乙"\r\n公司', '2']],
  ],
  ['a quotation mark inside a plain cell', 'a"b,c\n', [['a"b', 'c']]],
  ['blanks around quotes and cells', ' "a" , b \n', [['a', 'b']]],
  [
    'an empty last cell',
    'a,b,\n1,,\n',
    [
      ['a', 'b', ''],
      ['1', '', ''],
    ],
  ],
  [
    'no line end at the end',
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a text that a spreadsheet would have computed', "'=1+1,'@x,''-2,'abc\n", [['=1+1', '@x', "'-2", "'abc"]]],
  ['nothing', '', []],
])('reads %s', (_, text, cells) => {
  const read = readCsv(text)
  expect(read.ok && read.rows.map((row) => row.cells)).toEqual(cells)
})

test('rows have the numbers of the spreadsheet: empty ones count, line breaks in a cell do not', () => {
  const read = readCsv('a,b\n"1\n2",3\n\n,\n4,5\n')
  expect(read.ok && read.rows.map(({ row }) => row)).toEqual([1, 2, 5])
})

test.each([
  ['a quotation mark without a partner', 'a,b\n"1,2\n3,4\n', 2],
  ['something behind a closing quotation mark', 'a\n1\n"2"x\n', 3],
])('refuses %s', (_, text, row) => {
  expect(readCsv(text)).toEqual({ ok: false, row })
})

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(',', ';', '\t', '"', '\n', '\r', '=', '+', '-', '@', "'", '甲', ' ') }),
)

test('what was written is read back, whatever stands in it, but for blanks around it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const all = [['name', 'number'], ...rows]
      const read = readCsv(csvText(all))
      const trimmed = all.map((cells) => cells.map((one) => one.trim()))
      expect(read.ok && read.rows.map(({ cells }) => cells)).toEqual(
        trimmed.filter((cells) => cells.some((one) => one !== '')),
      )
    }),
  )
})

test('nothing that is written begins like a formula', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', "'=1"])
    expect(csvText([['x', text]])).toMatch(/^\uFEFFx,"?'/)
})
