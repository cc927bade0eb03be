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
    }
  | { readonly kind: 'switch'; readonly about: string; readonly to: 'on' | 'usual' }

export function ladderSaid(words: string): LadderRequest | undefined {
  if (!/提醒|阶梯|通知我|改.*(?:提前|到期日?前|过期前).*天(?:开始|起)/.test(words)) return undefined
  return switchSaid(words) ?? daysSaid(words)
}

const numbers = String.raw`\d{1,4}(?:\s?天)?(?:\s?(?:[、,，./和及跟与]|以及|\s)\s?\d{1,4}(?:\s?天)?)*`
const ahead = new RegExp(
  `(到期日?前|到期之前|过期前|提前|提早|截止前|最后1?[天日]前|前)?\\s?(${numbers})\\s?[天日]?(?:之?前|以前)?(?:的时候)?(开始|起)?`,
)

/** 提前200、120、60、10天提醒续期; 把续期提醒改成提前180天开始. */
function daysSaid(words: string): LadderRequest | undefined {
  const found = ahead.exec(words)
  const [whole = '', counted, said = '', begins] = found ?? []
  if (found === null || !/天|日/.test(whole) || (counted === undefined && !/前/.test(whole))) return undefined
  const rest = `${words.slice(0, found.index)} ${words.slice(found.index + whole.length)}`
  const days = [...said.matchAll(/\d+/g)].map(([number]) => Number(number))
  const from = begins !== undefined || /开始/.test(rest)
  return {
    kind: 'days',
    about: aboutIn(rest),
    days,
    from,
    beforeExpiry: counted !== undefined && /到期|过期/.test(counted),
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
  /提醒时间|提醒|通知|阶梯|改成|改为|改到|改|换成|设成|设为|设置成|设置|调成|调到|调整为|变成|要求|开始|我们?|请|麻烦|帮|把|给|都|就|也|只|全部|一律|统一|以后|每次|分别|各|1次|一次|1下|一下|在|对|的|了|吧|要|,|，|、|。|:|\s/g

const aboutIn = (words: string): string => words.replace(around, '')
