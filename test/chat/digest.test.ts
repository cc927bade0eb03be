import { expect, test } from 'vitest'
import { render as renderFeishu } from '../../src/channels/feishu/render.js'
import { render as renderTelegram } from '../../src/channels/telegram/render.js'
import { digestReply } from '../../src/chat/say/reminder.js'
import type { DueLine } from '../../src/deadlines/due-line.js'
import { remindersOf } from '../../src/deadlines/rungs.js'
import { deadlinesOf } from '../../src/deadlines/schedule.js'
import { plainText } from '../../src/reply/plain.js'
import { daysAfter, type CivilDate } from '../../src/values/civil-date.js'
import { matterId, pressToken } from '../../src/values/ids.js'
import { day, matter, rule, rulesWith, type SmallRule } from '../deadlines/small.js'
import { small as knowledge } from '../knowledge/small.js'

const today = day('2026-11-25')

/** As many lines as days, each of a licence that expires so many days from today; spoken of today. */
function linesFor(expiries: readonly CivilDate[], like: Partial<SmallRule> = {}): readonly DueLine[] {
  const rules = rulesOf(like)
  return expiries.flatMap((expiry, at) => {
    const one = {
      ...matter(`expires ${expiry}`),
      id: matterId(`m${at}`),
      holder: `第${at + 1}家客户服务外包有限公司`,
    }
    const span = { from: daysAfter(today, -400), to: daysAfter(today, 400) }
    return deadlinesOf(one, rules, span).flatMap((deadline): readonly DueLine[] => {
      const [reminder] = remindersOf(deadline, one, { rules, ladders: [], today })
      return reminder === undefined ? [] : [{ matter: one, deadline, reminder, missed: [] }]
    })
  })
}

function rulesOf(like: Partial<SmallRule>) {
  return rulesWith([
    rule({
      due: 'expires -90d',
      safe: -1,
      done: 'filed',
      rungs: { first: 'due -30d', last: 'due +0d' },
      ...like,
    }),
  ])
}

const digestOf = (lines: readonly DueLine[], group = true) =>
  digestReply(lines, { today, knowledge, rules: rulesOf({}), group })

const daysFrom = (first: string, count: number): readonly CivilDate[] =>
  Array.from({ length: count }, (_, at) => daysAfter(day(first), at))

const labelsOf = (reply: ReturnType<typeof digestOf>): readonly string[] =>
  (reply.buttons ?? []).flat().map(({ label }) => label)

test('twenty lines stand on a card, the nearest last day first, and the others are counted', () => {
  const shuffled = [...daysFrom('2027-03-01', 25)].reverse()
  const reply = digestOf(linesFor(shuffled))
  const [all, ...labels] = labelsOf(reply)
  expect(all).toBe('全部已看到')
  expect(labels).toHaveLength(20)
  expect(new Set(labels).size).toBe(20)
  expect(labels[0]).toContain('第25家')
  expect(Math.max(...labels.map(({ length }) => length))).toBeLessThanOrEqual(34)
  expect(plainText(reply)).toContain('还有 5 项没有列出')
})

test('a full card is one message on both platforms', () => {
  const reply = digestOf(linesFor(daysFrom('2027-03-01', 25)))
  const token = () => pressToken('x'.repeat(24))
  expect(renderTelegram(reply, token)).toHaveLength(1)
  expect(renderFeishu(reply, token)).toHaveLength(1)
})

test.each([
  ['the day before the last', '2027-02-24', /还有 1 天/],
  ['the last day itself', '2027-02-23', /今天是法定最后一日/],
  ['the day after', '2027-02-22', /已过 1 天/],
])('on %s the words fit', (_, expiry, words) => {
  const text = plainText(digestOf(linesFor([day(expiry)])))
  expect(text).toMatch(words)
  expect(text.includes('已过')).toBe(words.source.includes('已过'))
})

test.each([
  ['hard-legal', '法定期限', '法定最后一日'],
  ['authority-duty', '机关的期限', '机关应办完的日子'],
  ['as-notice-says', '以通知书为准', '通知书上的最后一日'],
  ['internal-target', '内部目标', '目标日'],
  ['practice', '代办口径', '目标日'],
  ['advice', '建议', '目标日'],
] as const)('how firm a deadline is shows in the words: %s', (hardness, firmness, lastDay) => {
  const text = plainText(digestOf(linesFor([day('2027-03-05')], { hardness })))
  expect(text).toContain(`（${firmness}）`)
  expect(text).toContain(lastDay)
  expect(text.includes('法定')).toBe(hardness === 'hard-legal')
})

test('whose turn it is is rung in a group and only there', () => {
  const person = { channel: 'telegram', person: '7' } as const
  const keeper = { person, name: '小赵', reached: true, after: 0 }
  const lines = linesFor([day('2027-03-05')]).map((line) => ({ ...line, keeper }))
  const rung = (group: boolean) =>
    digestOf(lines, group).blocks.flatMap((block) => (block.kind === 'paragraph' ? block.text : []))
  expect(rung(true)).toContainEqual({ mention: '7', name: '小赵' })
  expect(rung(false)).not.toContainEqual({ mention: '7', name: '小赵' })
})

test('what was missed is told in one line, each day once', () => {
  const missed = [day('2026-11-20'), day('2026-11-23')]
  const lines = linesFor(daysFrom('2027-03-05', 2)).map((line) => ({ ...line, missed }))
  const text = plainText(digestOf(lines))
  expect(text.match(/停机期间错过：11-20、11-23 的提醒/g)).toHaveLength(1)
})

/** The same lines, whose rule says what follows from being late. */
const withOverdue = (lines: readonly DueLine[], name: string, overdue: string): readonly DueLine[] =>
  lines.map((line) => {
    const { deadline } = line
    return { ...line, deadline: { ...deadline, rule: { ...deadline.rule, name, overdue } } }
  })

test('what follows from being late stands under a list, of each rule once and of three at most', () => {
  const late = linesFor(daysFrom('2027-02-19', 2))
  const names = ['甲', '乙', '丙', '丁']
  const lines = names.flatMap((name) => withOverdue(late, name, `${name}的后果。`))
  expect(plainText(digestOf(lines)).match(/[甲乙丙丁]：[甲乙丙丁]的后果。/g)).toEqual([
    '甲：甲的后果。',
    '乙：乙的后果。',
    '丙：丙的后果。',
  ])
})

test.each([
  ['the last day itself', '2027-02-23', false],
  ['the day after', '2027-02-22', true],
])('on %s a list tells it or not', (_, expiry, told) => {
  const lines = withOverdue(linesFor([day(expiry), day('2027-03-05')]), '续期', '可能不予延续。')
  expect(plainText(digestOf(lines)).includes('续期：可能不予延续。')).toBe(told)
})
