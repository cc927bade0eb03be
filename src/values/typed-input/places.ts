import { foreignMoney } from './amount.js'
import { localAreas } from './area.js'
import { hedgeAfter, hedgeBefore } from './hedge.js'
import { numeralSigns, vagueSigns } from './number.js'

/** Where in a levelled sentence a quantity may stand. Generous: what a piece says is for the readers to decide. */

const sign = `[\\d.${numeralSigns}${vagueSigns}点半]`
const chinese = `[${numeralSigns}半点多余几]`
const digits = String.raw`\d[\d,]*(?:\.\d+)?`
const large = '[十百千]?[万亿](?![一二三四五六七八九])|[十百千]|kw|[wk](?![a-z])|million|billion'
const number = `(?:${digits}(?:\\s?[多余]?(?:${large}))?(?:\\d+万|[多余])?|${chinese}{1,30}(?:(?<=亿)\\d+万)?)`
const join = String.raw`\s?(?:-|~|到|至)\s?`

// A digit or a letter before it makes it part of a name (B24), 第 a rank, a dash the end of something else.
const noName = `(?<![a-z\\d第每][.,]?|(?<![提期日满之以])前|[-/.:]|不是|没有|并非)`
const notInside = `(?!(?<=[${numeralSigns}${vagueSigns}半])[${numeralSigns}半])`
// Half of 几百万到1000万 or 500万到1000万人 says something else than the whole.
const notUpperEnd = `(?<![\\d${numeralSigns}元人平席个月年天%米]\\s?[到至~])`
const goesOn = `${join}[\\d${numeralSigns}]`
const before = `(?:(?:${hedgeBefore})(?:是|有)?\\s?)?`
const start = noName + notInside + notUpperEnd + before
const after = `(?:\\s?(?:${hedgeAfter}))?`

/** Numbers with one of these units behind, the lower end of a range with or without it. `unless` must not follow. */
function counted(unit: string, unless: string): RegExp {
  const one = `${number}\\s?(?:${unit})`
  const lowerEnd = `(?:${number}(?:\\s?(?:${unit}))?${join})?`
  return new RegExp(`${start}${lowerEnd}${one}(?!${unless}|${goesOn})${after}`, 'g')
}

const thingsNotMoney =
  '用户|客户|人|个|名|位|户|条|次|通|部|台|号|平|㎡|家|件|[座坐]席|席|套|分|小时|秒|倍|字|步|里|公里|米|吨|度|瓦'
const money = `(?:元(?![化素旦宇桥论])|圆|块钱|块(?![业地牌屏显硬儿])|rmb|cny|人民币)(?:人民币)?整?`
const notYuan = `\\s?(?:${foreignMoney}|${thingsNotMoney}|${localAreas})`
const yuanSign = `(?<!\\$|€|£)(?:人民币|rmb|cny|¥)?\\s?`

export const amounts = new RegExp(
  `${start}${yuanSign}(?:${number}(?:\\s?${money})?${join})?${number}(?:\\s?${money})?` +
    `(?!${sign}|${notYuan}|[a-z%月年天日]|分之|元[化素旦宇桥论]|${goesOn})${after}`,
  'g',
)

/** Sums of money that is not yuan: 100万美元, US$500,000. */
export const foreignAmounts = new RegExp(
  `${start}(?:${number}\\s?(?:${foreignMoney})|(?:us\\$|hk\\$|nt\\$|[$€£]|usd|hkd|eur)\\s?${number})(?!${sign}|[a-z]|${goesOn})${after}`,
  'g',
)

const person =
  '(?:个|名|位|口)?(?:专职|全职|正式|在职|技术|客服|专业)*(?:员工|话务员|[座坐]席员|同事|职工|工作人员|人员|客服|人)|名'
export const persons = counted(person, '[民次力工均月天份才手格级]|公司|有限|数|称|单')
export const seats = counted('(?:个|台|张)?(?:[座坐]席位?|席位?|工位|座位|台席)', '员')
const squareMetre = '平方米|平方公尺|平米|平方(?!公里|千米|英尺|尺)|平|㎡|m2|m²|公顷|平方公里'
export const areas = counted(squareMetre, '方|台|均|安|常|时|坦|凡')

export const percents = counted('%', '(?!)')
export const fractions = new RegExp(`${start}(?:百|千|十|三|四|五)分之${sign}+${after}`, 'g')

// Longer ones first: 一年零三个月 must not be read as three months.
const time = [
  `年[零又加]?${number}个半?月`,
  `(?:年|个月)[零又加]?${number}天`,
  '年半|个半月|(?:年|个月)多(?!少)|个多?月|(?<=[俩仨])月',
  '多?年(?![报检审度级代底初月龄末]|\\d)',
  '个?(?:星期|礼拜)|周(?![年一二三四五六日末])|个季度|个?自然日|日历日|天(?![津猫然线河])',
  // 15日 may be a day of a month, 60日 is not.
  '(?<=(?:[4-9]\\d|3[2-9]|\\d{3}|[四五六七八九百]十))日',
].join('|')
export const times = counted(time, '后天')

const wordEnd = '(?=\\s*(?:$|[,。?!;、)够行能可吧吗呢的就也]|左右|以上|以下|以内))'
/** 8个够不够, but not 编一个 or 8个省. */
export const bareCounts = counted('(?<![一1])个', `(?!${wordEnd})`)

/** 座席有8个, 员工只有3个. */
export function countedAfter(noun: string): RegExp {
  return new RegExp(`(?:${noun})[只就才]?[有是]?\\s?${before}${number}\\s?个${wordEnd}${after}`, 'g')
}

const year = '(?:\\d{4}|[〇零一二三四五六七八九]{4}|今|明|后|去|前)年'
const dayOrMonth = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})'
const partOfMonth = '(?:份?的?(?:上旬|中旬|下旬|月?底|月?末|初))?'
const fromYear = `${year}\\s?(?:${dayOrMonth}\\s?月(?:份?\\s?${dayOrMonth}\\s?[日号]|${partOfMonth})|年?[底末])`
const fromMonth = `(?:本|这个?|下个?|上个?)月(?:${dayOrMonth}\\s?[日号]|[底末])`
// 20550201元 and ¥20550201 are no days.
const eightDigits = `(?<!(?:人民币|rmb|cny|[¥$€£])\\s?)[12]\\d{7}(?!\\s?(?:${money}|${foreignMoney}|[万亿个人名户条平席座]))`
export const dates = new RegExp(
  `(?<![\\d./-])(?:${fromYear}|${fromMonth}|\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}|${eightDigits})(?![\\d./-]*\\d)`,
  'g',
)

/** Without one of these a sentence names no quantity. */
export const anyNumber = new RegExp(`[\\d${numeralSigns}半]|[今明后去前年月][年月底末]`)
