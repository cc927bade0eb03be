import { expect, test } from 'vitest'
import { rulesOn, type Rules } from '../../src/deadlines/rules.js'
import type { Due } from '../../src/deadlines/rule.js'
import { day } from '../chat/shipped.js'
import { ruleNamed, shippedRules } from '../deadlines/shipped-rules.js'
import { dailyBots } from './daily-bot.js'
import { daysOf, licence, registered, settled } from './watching.js'

const botAt = dailyBots()

/** The rules that ship, as if renewals had to be filed so many days ahead from that day on. */
function withLead(since: string, amount: number): Rules {
  const rule = ruleNamed('renewal-filing')
  const { due, ladder } = rule
  if (due.kind !== 'counted') throw new Error('the renewal is counted from the expiry')
  const longer: Due = { ...due, span: { unit: 'day', amount: -amount } }
  const versions = [
    { since: day('2017-09-01'), due, ladder },
    { since: day(since), due: longer, ladder },
  ]
  return { ...shippedRules, all: new Map(shippedRules.all).set(rule.id, { ...rule, versions }) }
}

test('a longer lead that an editor writes ahead is told at once, and nothing more on the day it begins', async () => {
  const bot = await botAt('2026-08-05', '10:00')
  const at = bot.clock.now()
  await bot.store.change([registered(licence({ expires: '2027-03-02' }, at))], at)
  await settled(bot)
  await bot.round()
  const rules = withLead('2026-11-15', 120)
  bot.serve(rulesOn(rules, day('2026-08-05')))
  await bot.round()
  const told = () => bot.shown('c1').filter((text) => text.includes('期限规则改了'))
  expect(told()).toHaveLength(1)
  expect(told()[0]).toContain('m1公司 许可证续期申请：最后一日从 12-02 周三 改到 11-14 周六')
  const written = await daysOf(bot, 102)
  expect(written.get(day('2026-11-14'))?.join()).toContain('今天是法定最后一日')
  expect(written.get(day('2026-11-15'))).toBeUndefined()
  bot.serve(rulesOn(rules, day('2026-11-15')))
  await bot.round()
  expect(told()).toHaveLength(1)
})
