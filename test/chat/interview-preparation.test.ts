import { expect, test } from 'vitest'
import { plainText } from '../../src/reply/plain.js'
import { interviewee, stepsOn, type Interviewee } from './interviewed.js'
import { shippedContent } from './shipped.js'

const content = await shippedContent()

/** Through the whole interview with 不知道, up to a question. */
function upTo(ask: string, limit = 100): Interviewee {
  const person = interviewee('能不能申请', content)
  for (let left = limit; left > 0 && !plainText(person.card()).includes(ask); left -= 1) {
    const [further] = [...stepsOn(person.card(), 'whole'), ...stepsOn(person.card(), 'unknown')]
    if (further === undefined) throw new Error(`no way to ${ask}`)
    person.press(further)
  }
  return person
}

test('who does not know of the pledge hears what it is and is asked once more; then it counts as not known', () => {
  const person = upTo('禁呼承诺书')
  const before = person.kept().answers.size
  person.say('不知道')
  expect(plainText(person.card())).toMatch(/书面承诺不拨打骚扰电话[^]*能签《骚扰电话禁呼承诺书》吗/)
  expect(person.kept().answers.size).toBe(before)
  person.say('等保是什么')
  person.say('不清楚')
  expect(person.kept().answers.size).toBe(before + 1)
  expect(plainText(person.card())).toContain('希望最晚哪天拿到证')
})

test('the days for getting ready are changed by a button or in words, and the last day to begin with them', () => {
  const person = upTo('希望最晚哪天拿到证')
  person.say('2027-09-01')
  expect(plainText(person.card())).toContain('留30天准备，最晚 2027-05-13 动手')
  person.press(stepsOn(person.card(), 'preparation')[0] ?? never())
  expect(plainText(person.card())).toContain('准备材料要留几天')
  person.say('60天')
  expect(plainText(person.card())).toContain('留60天准备，最晚 2027-04-13 动手')
  person.say('准备45天')
  expect(plainText(person.card())).toContain('留45天准备，最晚 2027-04-28 动手')
  expect(person.kept()).toMatchObject({ state: 'finished', preparationDays: 45 })
  person.say('准备999天')
  expect(plainText(person.card())).toContain('准备材料要留几天')
  expect(person.kept().preparationDays).toBe(45)
})

test('where no day is wished for nothing is counted back, and nothing can be changed', () => {
  const person = upTo('希望最晚哪天拿到证')
  person.say('不知道')
  expect(stepsOn(person.card(), 'preparation')).toEqual([])
})

function never(): never {
  throw new Error('no such button')
}
