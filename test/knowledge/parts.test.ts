import { expect, test } from 'vitest'
import { partsOf } from '../../src/knowledge/words/parts.js'
import { shipped } from './shipped.js'
import { small } from './small.js'

test.each([
  ['one question is one part', '注册资本要多少', ['注册资本要多少']],
  ['a comma parts two questions', '注册资本要多少，录音存多久', ['注册资本要多少', '录音存多久']],
  ['a scene stays with its question', '我们公司在北京，注册资本要多少', ['我们公司在北京，注册资本要多少']],
  ['行吗 stays with what it asks about', '录音存3天，行吗', ['录音存3天，行吗']],
  ['two subjects before one verb are two questions', '录音和场地要多久', ['录音要多久', '场地要多久']],
  ['also with 跟', '社保跟场地必须有吗', ['社保必须有吗', '场地必须有吗']],
  ['two names of one subject are one', '注册资本和注册资金要多少', ['注册资本和注册资金要多少']],
  ['no question after them, no parts', '录音和场地', ['录音和场地']],
])('%s', (_, text, parts) => {
  expect(partsOf(text, small.lexicon)).toEqual(parts)
})

/** In the shipped words 区别 is a way of asking of its own. */
test('asking for the difference of two is one question', () => {
  const { lexicon } = shipped
  expect(partsOf('全国证和省内证有什么区别', lexicon)).toEqual(['全国证和省内证有什么区别'])
  expect(partsOf('等保和编号公示都要做吗', lexicon)).toEqual(['等保都要做吗', '编号公示都要做吗'])
  expect(partsOf('场地和人员分别拿啥证明', lexicon)).toEqual(['场地拿啥证明', '人员拿啥证明'])
})
