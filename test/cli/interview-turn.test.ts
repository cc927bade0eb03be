import { expect, test } from 'vitest'
import { askingText, turned, type Asked } from '../../src/cli/interview-turn.js'
import { inputId } from '../../src/values/ids.js'
import { caseNamed } from '../interview/judged-cases.js'

const { answers, flow, knowledge, asking } = caseNamed('V1')
const judging = { flow, knowledge, asOf: asking.asOf }
const pledge = inputId('pledge')

/** All was answered but whether the company signs, which somebody has to have explained. */
const asked: Asked = {
  answers: new Map([...answers].filter(([input]) => input !== pledge)),
  whole: true,
  failed: 0,
}

test('who does not know what a question means hears it, and is asked once more, as in a chat', () => {
  expect(askingText(asked, judging)).toContain('能签《骚扰电话禁呼承诺书》吗？')
  const first = turned('不知道', asked, judging)
  expect(first.says).toContain('签它就是公司书面承诺不拨打骚扰电话')
  expect(first.says).toContain('能签《骚扰电话禁呼承诺书》吗？')
  expect(first.asked.answers.has(pledge)).toBe(false)
  const second = turned('不知道', first.asked, judging)
  expect(second.says).toBeUndefined()
  expect(second.asked.answers.get(pledge)).toEqual({ kind: 'unknown' })
})
