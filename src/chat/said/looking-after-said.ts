import { normalise } from '../../knowledge/words/normalise.js'

/** Who has to act is asked for or named: people join by a button of their own. */
export interface KeepersRequest {
  readonly kind: 'keepers'
}

/** A licence expires on another day than was said; `about` is what it is called. With the day it is a report. */
export interface RedateRequest {
  readonly kind: 'redate'
  readonly about?: string
}

const someone = '[^\\s,，。]{1,12}'
const what = '(?:续期|年报|这个|这张证)?'
const keepers = new RegExp(
  [
    '^(?:现在)?(?:是)?谁(?:在|来)?负责(?:提醒)?$',
    '^负责人(?:是|有)谁$',
    '^(?:怎么|我要|请|帮我)?(?:设置?|安排|指定|换|改|加|添加)(?:一个|1个)?负责人$',
    `^负责人(?:设为|设成|改成|改为|换成|是)${someone}$`,
    `^(?:让|请|由)?@${someone}\\s?(?:来)?负责${what}$`,
    `^(?:让|由)${someone}(?:来)?负责${what}$`,
  ].join('|'),
)

/** 谁负责, 设置负责人, 负责人是小赵, 让小赵负责. */
export const keepersSaid = (text: string): KeepersRequest | undefined =>
  keepers.test(normalise(text).replace(/[?？。!！]$/, '')) ? { kind: 'keepers' } : undefined

const wrong = /^(?:把)?(.{0,20}?)(?:的)?(?:证照|许可证|证)?(?:的)?到期(?:日期?|时间)(?:登记|写|填|记)?错$/
const changed = /^(?:修改|更改|更正|改)(?:一下)?(?:到期(?:日期?|时间))$/

/** 改到期日, 到期日写错了. */
export function redateSaid(text: string): RedateRequest | undefined {
  const words = normalise(text)
    .trim()
    .replace(/[。.!！了吧]+$/, '')
  if (changed.test(words)) return { kind: 'redate' }
  const [found, about = ''] = wrong.exec(words) ?? []
  if (found === undefined) return undefined
  return /^(?:我们?|我司|本公司|你们)?$/.test(about) ? { kind: 'redate' } : { kind: 'redate', about }
}
