import { partsPerOne, type Spread } from './number.js'
import { typedMeasure, type End, type Measure } from './measured.js'
import { fieldText } from './spelling.js'
import { ask, refused, type Problem, type Typed } from './typed.js'

/** What a number without 元 or 万 counts: 万元 where the question says so, and otherwise nobody knows. */
export type BareAmount = 'ten-thousand-yuan' | 'unclear'

/** Signs of money that is not yuan. */
export const foreignMoney =
  '美元|美金|美刀|刀|欧元?|英镑|镑|日元|日币|日圆|港[币元纸]|澳元|澳门元|加元|新元|新币|韩[元币]|台币|新台币|卢布|瑞郎|法郎|泰铢|越南盾|比特币|us\\$|hk\\$|nt\\$|\\$|usd|usdt|eur|€|gbp|£|jpy|円|hkd|twd|krw|sgd|aud|cad'
const foreign = new RegExp(foreignMoney)
const large = /[万亿w]|illion/
const yuan = /^(?:元|块钱?|rmb|cny|yuan)?(?:人民币|rmb|cny)?[整正]?$/

/** An amount of money in yuan: 1000万, 壹仟万元整, 9,999,999元, 300到500万. */
export function typedAmount(text: string, bare: BareAmount): Typed {
  const typed = typedMeasure(text.replace(/元\s*人民币/, '元'), amount(bare))
  const counted = typed.kind !== 'unknown' && !(typed.kind === 'refused' && typed.why === 'no-number')
  return counted && foreign.test(fieldText(text)) ? ask('foreign-currency') : typed
}

const amount = (bare: BareAmount): Measure => ({
  unit: 'yuan',
  subject: '注册资本金?|注册资金|注册|资本金?|资金|实缴|认缴|实收|已缴|出资|投资',
  steps: (end, spread) => centsPerOne(end, spread, bare),
})

function centsPerOne({ sign, number, unit }: End, spread: Spread, bare: BareAmount): bigint | Problem {
  if (!yuan.test(unit)) return refused('unreadable')
  if (sign !== '' || unit !== '' || large.test(number)) return 100n
  if (bare === 'ten-thousand-yuan' && spread.hi === 0n) return 100n
  // 5千 and 500k have a unit of their own, which may or may not stand for the whole.
  if (bare === 'unclear' || /\d.*[十百千k]/.test(number)) return ask('which-unit')
  return spread.hi < 100_000n * partsPerOne ? 1_000_000n : ask('which-unit')
}
