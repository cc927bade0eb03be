import { describe, expect, test } from 'vitest'
import { withDigits } from '../../src/knowledge/words/numerals.js'

const rows = (table: string): readonly (readonly [string, string])[] =>
  table
    .trim()
    .split('\n')
    .map((line): readonly [string, string] => {
      const [from = '', to = ''] = line.split('→').map((part) => part.trim())
      return [from, to]
    })

describe('one number has one form', () => {
  test.each(
    rows(`
      一千万 → 1000万
      1000w → 1000万
      1000 w → 1000万
      1000 万 → 1000万
      1,000万 → 1000万
      10000000 → 1000万
      10,000,000元 → 1000万元
      10 million → 1000万
      10million → 1000万
      1.5 million → 150万
      0.5 million → 50万
      1千万 → 1000万
      两千万 → 2000万
      2千万 → 2000万
      二千万 → 2000万
      一百万 → 100万
      1百万 → 100万
      3 百万 → 300万
      1000000元 → 100万元
      1,000,000 → 100万
      壹仟万元整 → 1000万元整
      贰佰万元 → 200万元
      十万元 → 10万元
      10w块 → 10万块
      50000元 → 5万元
      一千零五十万 → 1050万
      二万五千 → 25000
      两万五千元 → 25000元
      二万五 → 25000
      一万人 → 1万人
      三千元 → 3000元
      一亿两千万 → 12000万
      一亿 → 1亿
      1亿 → 1亿
      1.5万 → 1.5万
    `),
  )('%s is %s', (from, to) => {
    expect(withDigits(from)).toBe(to)
  })
})

describe('counted things', () => {
  test.each(
    rows(`
      半年 → 6个月
      三个月 → 3个月
      两个工作日 → 2个工作日
      半个月 → 15天
      半小时 → 30分钟
      半个小时 → 30分钟
      俩月 → 2个月
      仨人 → 3个人
      十五天 → 15天
      六十日 → 60日
      叁拾日 → 30日
      五年 → 5年
      十个人 → 10个人
      二十个座席 → 20个座席
      一百零五人 → 105人
      二十四小时 → 24小时
      三月三十一日 → 3月31日
      二〇二六年 → 2026年
      第二类 → 第2类
      第六条 → 第6条
      第十二条 → 第12条
      第一百二十条 → 第120条
      不少于三名 → 不少于3名
    `),
  )('%s is %s', (from, to) => {
    expect(withDigits(from)).toBe(to)
  })
})

describe('words that only look like numbers stay', () => {
  test.each([
    ['万一'],
    ['上万'],
    ['成千上万'],
    ['千万别忘了'],
    ['几千万'],
    ['统一'],
    ['唯一'],
    ['十分'],
    ['一般'],
    ['二级'],
    ['三方'],
    ['四川'],
    ['双十一'],
    ['百分之五十'],
    ['三五个人'],
    ['两三天'],
    ['一两个'],
    ['4008'],
    ['10086'],
    ['95188'],
    ['10wb'],
    ['105000'],
    ['0.10000'],
    ['100000.5'],
  ])('%s', (word) => {
    expect(withDigits(word)).toBe(word)
  })
})
