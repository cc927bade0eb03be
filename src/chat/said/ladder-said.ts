/** How somebody wants to be reminded; `about` names a deadline, a matter or both. */
export type LadderRequest =
  | {
      readonly kind: 'days'
      readonly about: string
      /** As they were said. */
      readonly days: readonly number[]
      /** The usual days from there on, as against these days only. */
      readonly from: boolean
      /** Counted from the day on which the licence expires, as against the last day to act. */
      readonly beforeExpiry: boolean
      /** Besides all others, once that day has passed. */
      readonly after: boolean
    }
  /** Every year on these days ('01-10'), besides all others. */
  | { readonly kind: 'dates'; readonly about: string; readonly dates: readonly string[] }
  | { readonly kind: 'switch'; readonly about: string; readonly to: 'on' | 'usual' }

export function ladderSaid(words: string): LadderRequest | undefined {
  const said = inDays(words)
  if (!/提醒|阶梯|通知我|恢复默认|(?:改|默认).*(?:提前|到期日?前|过期前).*天(?:开始|起)/.test(said))
    return undefined
  return switchSaid(said) ?? datesSaid(said) ?? afterSaid(said) ?? daysSaid(said)
}

const longer = /(半年)|(?<!\d)(\d{1,2})(个月|个星期|星期|周|年(?!\d))/g

/** 提前半年 and 提前3个月 as so many days: the card shows them before anything is changed. */
function inDays(words: string): string {
  if (!/提前|提早|到期前|过期前/.test(words)) return words
  return words.replace(longer, (_, half: string | undefined, count: string, unit: string) =>
    half === undefined ? `${Number(count) * daysOf(unit)}天` : '180天',
  )
}

const daysOf = (unit: string): number => daysIn.find(([name]) => unit.includes(name))?.[1] ?? 1

const daysIn = [
  ['月', 30],
  ['星期', 7],
  ['周', 7],
  ['年', 365],
] as const

const yearly = /每年的?((?:\d{1,2}月\d{1,2}[日号]?[、,，和及]?)+)/

/** 每年1月10日提醒报年报; 年报每年1月10日、3月1日提醒. */
function datesSaid(words: string): LadderRequest | undefined {
  const found = yearly.exec(words)
  if (found === null) return undefined
  const dates = [...(found[1] ?? '').matchAll(/(\d{1,2})月(\d{1,2})/g)]
  const rest = `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`
  return {
    kind: 'dates',
    about: aboutIn(rest).replace(doing, ''),
    dates: dates.map(([, month = '', day = '']) => `${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
  }
}

/** Before what is to be done: 报年报 is 年报. */
const doing = /^(?:应该|该|去)?(?:申报|报送|提交|办理|准备|检查|交|办|做|报(?!告))/

const numbers = String.raw`\d{1,4}(?:\s?天)?(?:\s?(?:[、,，./和及跟与]|以及|\s)\s?\d{1,4}(?:\s?天)?)*`

const passed = new RegExp(
  `(到期日?|过期|逾期|超期|截止日?期?|最后1?[天日])(?:之|以)?后(?:的?第)?\\s?(${numbers})\\s?[天日]?`,
)

/** 续期过了最后一天以后第3天提醒; 年报截止后5天、10天也提醒. */
function afterSaid(words: string): LadderRequest | undefined {
  const found = passed.exec(words)
  if (found === null || !/天|日/.test(found[2] ?? '')) return undefined
  const rest = `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`
  return {
    kind: 'days',
    about: aboutIn(rest).replace(/过?(?:再|还)?$/, ''),
    days: numbersIn(found[2] ?? ''),
    from: false,
    beforeExpiry: /到期|过期/.test(found[1] ?? ''),
    after: true,
  }
}

const numbersIn = (said: string): readonly number[] =>
  [...said.matchAll(/\d+/g)].map(([number]) => Number(number))

const ahead = new RegExp(
  `(到期日?前|到期之前|过期前|提前|提早|截止前|最后1?[天日]前|前)?\\s?(${numbers})\\s?[天日]?(?:之?前|以前)?(?:的时候)?(开始|起)?`,
)

/** 提前200、120、60、10天提醒续期; 把续期提醒改成提前180天开始. */
function daysSaid(words: string): LadderRequest | undefined {
  const found = ahead.exec(words)
  const [whole = '', counted, said = '', begins] = found ?? []
  if (found === null || !/天|日/.test(whole) || (counted === undefined && !/前/.test(whole))) return undefined
  const rest = `${words.slice(0, found.index)} ${words.slice(found.index + whole.length)}`
  const days = numbersIn(said)
  const from = begins !== undefined || /开始/.test(rest)
  return {
    kind: 'days',
    about: aboutIn(rest),
    days,
    from,
    beforeExpiry: counted !== undefined && /到期|过期/.test(counted),
    after: false,
  }
}

const turning =
  /^(?:请|麻烦|帮我|把|我要|给我)*(打开|开启|启用|恢复|开)(.+?)(?:的)?提醒(?:吧|了)?$|^(?:请|麻烦|帮我|把)*(.+?)(?:的)?提醒(?:都|给我)?(打开|开启|启用|恢复)(?:吧|了)?$/
const usual =
  /^(?:请|麻烦|帮我|把)*(.*?)(?:的)?(?:提醒|阶梯)?(?:的)?(?:提醒|阶梯)?(?:恢复|改回|换回|用回|用|按)(?:成|到|为)?(?:默认|原来|原样)(?:的)?(?:提醒|阶梯|样子|天数)?$/

function switchSaid(words: string): LadderRequest | undefined {
  const asUsual = usual.exec(words)?.[1]
  if (asUsual !== undefined) return { kind: 'switch', about: aboutIn(asUsual), to: 'usual' }
  const found = turning.exec(words)
  const about = found?.[2] ?? found?.[3]
  const verb = found?.[1] ?? found?.[4]
  if (about === undefined) return undefined
  return { kind: 'switch', about: aboutIn(about), to: verb === '恢复' ? 'usual' : 'on' }
}

const around =
  /所有|默认|每家|各家|客户|从|提醒时间|提醒|通知|阶梯|改成|改为|改到|改|换成|设成|设为|设置成|设置|调成|调到|调整为|变成|要求|开始|我们?|请|麻烦|帮|把|给|都|就|也|只|全部|一律|统一|以后|每次|分别|各|1次|一次|1下|一下|在|对|的|了|吧|要|,|，|、|。|:|\s/g

/** What is left names something; 客户甲公司 does, 所有客户的证 does not. */
function aboutIn(words: string): string {
  const about = words.replace(around, '')
  return /^(?:许可证|证照|证|公司|期限)$/.test(about) ? '' : about
}
