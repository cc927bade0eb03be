import { describe, expect, test } from 'vitest'
import { readCondition } from '../../src/knowledge/condition/read-condition.js'
import { figure, judge, names } from './conditions.js'

describe('a condition that cannot be read says where and what to write', () => {
  test.each([
    ['capital >= ', 11, 'CEL'],
    ['capital >= 1000000', 11, 'figures.yaml'],
    ['capital >= "much"', 11, '文字 "much"'],
    ['reach == "natonal"', 0, 'reach 要写出哪个选项'],
    ['reach.natonwide', 0, '想写 reach.nationwide'],
    ['reach', 0, 'reach.one_province、reach.nationwide'],
    ['capitel >= figure.capital.nationwide', 0, '想写 capital'],
    ['capital >= figure.capital.nationwid', 11, '想写 figure.capital.nationwide'],
    ['capital >= capital.nationwide', 11, '想写 figure.capital.nationwide'],
    ['opened && capital', 10, '是数量'],
    ['opened >= figure.staff.few', 0, 'opened 不是数量'],
    ['opened == insured', 0, 'opened 不是数量'],
    ['capital >= figure.staff.few', 0, '单位不同'],
    ['expiry >= figure.renewal.lead', 0, '单位不同'],
    ['expiry > 0', 0, '单位不同'],
    ['expiry - opened >= figure.renewal.lead', 0, '日期减 today'],
    ['capital >= figure.capital.payment-years', 11, '下划线'],
    ['people >= figure.slow.seconds', 10, '比不了'],
    ['figure.staff.few >= figure.staff.many', 0, '两边'],
    ['capital >= people', 0, '两边'],
    ['people + people >= figure.staff.few', 0, 'people + people'],
    ['size(papers) > 0', 0, 'size(papers)'],
    ['papers.exists(x, x)', 0, 'papers.exists'],
    ['opened && figure.staff.few', 10, '不是“是”或“否”'],
    ['true', 0, '不能直接写 true'],
  ])('%s', (text, at, says) => {
    const read = readCondition(text, names)
    const faults = read.ok ? [] : read.faults
    expect(faults.map((fault) => fault.at)).toEqual([at, ...faults.slice(1).map((fault) => fault.at)])
    expect(faults.map(({ message, remedy }) => `${message} → ${remedy}`).join('\n')).toContain(says)
  })

  test('all faults of a condition are told at once', () => {
    const read = readCondition('opend && capital >= 5 || reach.one', names)
    expect(read.ok ? [] : read.faults.map((fault) => fault.at)).toEqual([0, 20, 25])
  })
})

test('a figure whose id begins a part with a digit, or holds a hyphen, can be named', () => {
  expect(judge('people >= figure.number._95.per_seat', { people: 2 }).state).toBe('met')
  expect(figure('number.95.per-seat')).toBeDefined()
})
