import { normalise } from '../../knowledge/words/normalise.js'
import { isAssertion } from './assertion.js'

/** What is to be corrected of what is known of a matter: its number or its holder. */
export interface MendRequest {
  readonly kind: 'mend'
  /** The name by which it is known here; empty where none was said. */
  readonly about: string
  readonly fix: { readonly number: string } | { readonly holder: string }
}

const licence = '(?:的)?(?:呼叫中心)?(?:许可证|许可|证书|证照|证|牌照)?(?:的)?'
const becomes = '(?:改成了?|改为了?|改到|换成了?|换为|变成了?|变更为|更正为|更正成|写错了,?(?:是|改成|改为))'
const numbered = new RegExp(
  `^(?:把|请把|麻烦把)?(.*?)${licence}(?:编号|证号|号码|号)\\s*(?:${becomes}|是|为|:)\\s*((?:[\\u4e00-\\u9fff]{0,2})[A-Za-z0-9][A-Za-z0-9.、\\-]{3,20})(?:了|吧)?[。!]?$`,
)
const held = new RegExp(
  `^(?:把|请把|麻烦把)?(.*?)${licence}(?:持证人|持证单位|持有人|公司名称?|企业名称|名称|名字|主体)${becomes}\\s*(.{2,30}?)(?:了|吧)?[。!]?$`,
)
const renamed = /^(.*?)(?:已经?)?(?:改名|更名)(?:叫|为|成|到)了?\s*(.{2,30}?)(?:了|吧)?[。!]?$/

/** XX公司的证编号改成B2-20220123, XX公司改名叫YY公司. */
export function particularsSaid(text: string): MendRequest | undefined {
  const written = text.normalize('NFKC').trim().replace(/,\s*/g, ',')
  if (!isAssertion(written) || elsewhere.test(written)) return undefined
  const number = numbered.exec(written)
  if (number !== null)
    return { kind: 'mend', about: named(number[1]), fix: { number: (number[2] ?? '').toUpperCase() } }
  const holder = held.exec(written) ?? renamed.exec(written)
  const name = holder?.[2]?.trim()
  return name === undefined || !nameShape.test(name)
    ? undefined
    : { kind: 'mend', about: named(holder?.[1]), fix: { holder: name } }
}

/** Numbers that are not a licence's, and sentences that say something before. */
const elsewhere = /受理|回执|申请|电话|手机|热线|接入|码号/

const nameShape =
  /^[\u4e00-\u9fffA-Za-z0-9()·&-]*(?:公司|集团|中心|有限|企业|厂|银行|保险|科技|网络|通信|信息|服务|传媒)$/

const named = (words = ''): string =>
  normalise(words.replace(/的$/, '')).replace(/^(?:我们|我司|咱们|本公司|我公司|公司|你们)(?:公司)?$/, '')
