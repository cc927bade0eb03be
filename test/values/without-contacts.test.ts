import { expect, test } from 'vitest'
import { withoutContacts } from '../../src/values/without-contacts.js'

test.each([
  ['电话13800138000问一下', '电话〔电话〕问一下'],
  ['打我 138-0013-8000', '打我 〔电话〕'],
  ['+86 138 0013 8000', '〔电话〕'],
  ['１３８００１３８０００', '〔电话〕'],
  ['座机010-12345678', '座机〔电话〕'],
  ['身份证11010119900307123X办得了吗', '身份证〔证件号〕办得了吗'],
  ['统一代码91110108MA01ABCD2E', '统一代码〔证件号〕'],
  ['发到li.lei+1@example.com.cn', '发到〔邮箱〕'],
  ['@李雷 录音存多久', '〔某人〕 录音存多久'],
  ['加我微信: lilei_2020', '加我微信: 〔账号〕'],
  ['我叫\n\u202E李雷\u0000', '我叫 李雷'],
])('%j is shown as %j', (text, shown) => {
  expect(withoutContacts(text)).toBe(shown)
})

test.each([
  '注册资本10000000够吗',
  '9,999,999元办全国',
  '1000000000000元',
  '95号段和400号码',
  '许可证编号B2-20260001',
  '2026年11月22日',
  '第二十九条 7x24',
])('%s stays', (text) => {
  expect(withoutContacts(text)).toBe(text)
})
