import { expect, test } from 'vitest'
import { overdueNews } from '../../src/app/reload/overdue.js'
import { plainText } from '../../src/reply/plain.js'
import { daysAfter, type CivilDate } from '../../src/values/civil-date.js'
import { small } from '../knowledge/small.js'
import { day } from '../chat/shipped.js'

const [some, other] = small.entries.values()
if (some === undefined || other === undefined) throw new Error('the small base has two entries')

const first = day('2027-07-01')
/** Overdue from the first day on, and from two days later on. */
const early = { ...some, reviewBy: daysAfter(first, -1) }
const late = { ...other, reviewBy: daysAfter(first, 1) }
const told = (news: ReturnType<typeof overdueNews>, today: CivilDate): readonly string[] =>
  news([early, late], today).map(({ card }) => String(card))

test.each([
  [-1, []],
  [0, ['overdue:2027-07-01']],
  [2, ['overdue:2027-07-01', 'overdue:2027-07-03']],
  [6, ['overdue:2027-07-01', 'overdue:2027-07-03']],
  [7, ['overdue:2027-07-03']],
  [9, []],
])('after %i days, a week is looked back on, in the order of the days', (days, cards) => {
  expect(told(overdueNews(), daysAfter(first, days))).toEqual(cards)
})

test('each is told once, but after a restart again on the same card', () => {
  const news = overdueNews()
  expect(told(news, first)).toEqual(['overdue:2027-07-01'])
  expect(told(news, first)).toEqual([])
  expect(told(news, daysAfter(first, 2))).toEqual(['overdue:2027-07-03'])
  expect(told(overdueNews(), first)).toEqual(['overdue:2027-07-01'])
})

test('what became overdue on a day is told anew once an edit adds to it', () => {
  const news = overdueNews()
  const [before] = news([early], first)
  const [after] = news([early, { ...late, reviewBy: daysAfter(first, -1) }], first)
  expect(after?.card).toBe(before?.card)
  expect(after && plainText(after.reply)).toContain(other.id)
})
