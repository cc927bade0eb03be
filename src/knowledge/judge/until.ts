import type { Quantity } from '../../values/typed-input/quantities.js'
import { blank } from './words.js'

/**
 * That a time is one until a day, or a day the last one: 还有70天到期, 提前3个月, but not 到期70天了. What is done 年后 is
 * not done today.
 */
export function untilExpiry({ units: [unit] }: Quantity): RegExp {
  if (unit === 'date') return lastDay
  return unit === 'year' ? timeLeft : timeLeftOrAhead
}
const notLater = '^(?!.*(?<!(?:天|日|月|周|期|拜)(?:以|之)?)后).*'
const timeWords = '(?:天|日|个月|个?星期|个?礼拜|周)'
const lastDay = new RegExp(
  `${notLater}(?:${blank}[日号月底末]*(?:就|才|要)?(?:到期|届满|过期)|(?:到期日?|有效期)(?:期|是|为|到|至|在)*${blank})`,
)
const left = `(?:还有|还剩|只剩|剩|离到期|距到期|距离到期)[^${blank}后]*${blank}`
const ahead = `(?:提前|早|(?:到期日?|[届期]满)[以之]?前)[^${blank}后]*${blank}`
const expiresIn = `${blank}${timeWords}(?:左右|多)*(?:后|以后|之后)?(?:就|要|才|快)*到期`
const timeLeft = new RegExp(notLater + left)
const timeLeftOrAhead = new RegExp(`${notLater}(?:${left}|${ahead}|${expiresIn})`)
