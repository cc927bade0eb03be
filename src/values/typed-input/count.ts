import { typedMeasure, type Measure } from './measured.js'
import { fieldText } from './spelling.js'
import { ask, refused, type Problem, type Typed } from './typed.js'

export type Counted = 'person' | 'seat' | 'item'

const named: Readonly<Record<Counted, RegExp>> = {
  person:
    /^[个名位口]?(?:全职|专职|正式|在职|专业|技术|客服|运营)*(?:人|人员|员工|职工|客服|话务员|[座坐]席员|同事|技术员|工作人员)$/,
  seat: /^[个台张套]?(?:[座坐]席|席位?|工位|座位|台席)$/,
  item: /^(?:[项份条家次件种类本枚]|号码|系统)$/,
}
const generic: Readonly<Record<Counted, RegExp>> = {
  person: /^[个名位]?$/,
  seat: /^[个台张套座]?$/,
  item: /^[个套台张]?$/,
}
const subject: Readonly<Record<Counted, string>> = {
  person: '专职|员工|人员|人数|社保|客服|团队',
  seat: '[座坐]席数?|工位|席位',
  item: '数量',
}

/** A whole number of persons, seats or things: 5, 五个人, 仨人, 二三十人, 八个坐席. */
export function typedCount(text: string, counted: Counted): Typed {
  if (/^(?:一[个名]?[也都])?(?:没有?|无)(?:人|员工|[座坐]席|工位)?$/.test(fieldText(text)))
    return { kind: 'value', unit: counted, range: { lo: 0n, hi: 0n } }
  return typedMeasure(text, count(counted))
}

const count = (counted: Counted): Measure => ({
  unit: counted,
  subject: subject[counted],
  steps: ({ sign, unit }) => (sign === '' ? onePer(unit, counted) : refused('unreadable')),
})

function onePer(unit: string, counted: Counted): bigint | Problem {
  if (named[counted].test(unit) || generic[counted].test(unit)) return 1n
  if (/^个?半/.test(unit)) return refused('not-whole')
  return Object.values(named).some((other) => other.test(unit)) ? ask('which-unit') : refused('unreadable')
}
