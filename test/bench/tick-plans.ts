import { planOf } from '../../src/deadlines/plan.js'
import type { Rules } from '../../src/deadlines/rules.js'
import { daysAfter, instant } from '../../src/values/civil-date.js'
import { matterId, ruleId } from '../../src/values/ids.js'
import { day } from '../deadlines/small.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { used } from './used.js'
import { happened } from './year-town.js'

const today = day('2026-03-02')
const renewal = ruleId('renewal-filing')
const ahead = 550

/** The renewal alone, and all that a licence hears of unasked. */
export function plannedLadders(licences: number) {
  return [
    plannedBy('renewal', onlyRenewal(shippedRules), licences),
    plannedBy('all of a licence', shippedRules, licences),
  ]
}

function onlyRenewal(rules: Rules): Rules {
  return { ...rules, all: new Map([...rules.all].filter(([id]) => id === renewal)) }
}

function plannedBy(name: string, rules: Rules, licences: number) {
  const span = { from: today, to: daysAfter(today, ahead) }
  const { made: reminders, ...cost } = used(() => {
    let reminders = 0
    for (let number = 0; number < licences; number++) {
      const log = [happened('expires', daysAfter(today, 310 + (number % 90)), instant(0))]
      const matter = { id: matterId(`m${number}`), kind: 'licence', holder: '甲公司', has: [], log } as const
      reminders += planOf(matter, { rules, ladders: [], ...span }).length
    }
    return reminders
  })
  return { name, reminders, ...cost }
}
