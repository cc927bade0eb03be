import type { StatedEvent, StatedMatter } from '../../reply/deadline-press.js'
import type { CivilDate } from '../../values/civil-date.js'
import { eventKind } from '../../values/ids.js'
import { isAssertion, withoutFillers } from './assertion.js'
import { daysSaid, type FoundDay } from './dates-said.js'
import { numberIn, provinces, readNumber } from './licence-number.js'

/** The events of a licence that a conversation has to know by name: what it begins with, and what begins it anew. */
export const expires = eventKind('expires')
export const issued = eventKind('issued')
export const granted = eventKind('renewal-granted')

/** Whose licence it is when nobody is named. */
export const ourselves = '我们'

/**
 * The licence that a sentence states: 我们的证2027年3月2日到期. Only where each word of it is understood: a question, or a
 * sentence that says anything else besides, is none.
 */
export function statedMatter(text: string, today: CivilDate): StatedMatter | undefined {
  const written = text.normalize('NFKC').trim()
  if (written.length > 200 || !isAssertion(written) || !namesLicence.test(written)) return undefined
  const { number, rest } = numberIn(written)
  const dated = datesOf(rest, today)
  if (dated === undefined) return undefined
  const described = descriptionOf(dated.rest)
  if (described === undefined) return undefined
  const read = number === undefined ? undefined : readNumber(number)
  const scope = described.scope ?? read?.scope
  const province = described.province ?? (scope === 'national' ? undefined : read?.province)
  return {
    kind: 'licence',
    holder: described.holder ?? ourselves,
    ...(number !== undefined && { number }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province }),
    ...dated.days,
  }
}

/** Much else expires. */
const namesLicence = /[证證]|许可|許可|牌照|资质|有效期|到期日|b24|[AB]\d-/i

interface Dated {
  readonly days: Pick<StatedMatter, 'events' | 'yearless'>
  /** The sentence without them. */
  readonly rest: string
}

const expiryBefore =
  /(?:\d[日号]?\s*[到至~](?=\s*$)|有效期限?(?:到|至|截止到?|截至)?|有效[到至]|到期[日时]?期?间?|截止(?:日期?|到)?|过期日|(?<=[证證照])[到至])\s*(?:是|为|在|到|至|:)?\s*$/
const expiryAfter = /^\s*(?:就|要|将)*(?:到期|過期|过期|期满|截止|失效)/
const issueBefore = /(?:发证|發證|颁发|核发|领证|拿证)[日时]?期?间?\s*(?:是|为|在|:)?\s*$/
const issueAfter = /^\s*(?:[到至~]\s*\d|发的?证|發證|颁发|核发|领的?证|拿的?证|发的)/

/** Exactly one day on which it expires and at most one on which it was issued; any other day would be left over. */
function datesOf(text: string, today: CivilDate): Dated | undefined {
  const found = daysSaid(text, today)
  const [ends, another] = found.filter((day) => roleOf(day, text) === 'expires')
  const [begins, third] = found.filter((day) => roleOf(day, text) === 'issued')
  const clear = ends !== undefined && another === undefined && third === undefined
  if (!clear || begins?.kind === 'yearless' || found.length !== (begins === undefined ? 1 : 2))
    return undefined
  const events: readonly StatedEvent[] = [
    ...(begins === undefined ? [] : [{ event: issued, on: begins.on }]),
    ...(ends.kind === 'day' ? [{ event: expires, on: ends.on }] : []),
  ]
  return {
    days: { events, ...(ends.kind === 'yearless' && { yearless: ends.monthDay }) },
    rest: without(found, text),
  }
}

/** What follows a day decides: in 2022-03-02发证 2027-03-02到期 the second day has a word of the first before it. */
function roleOf({ at, length }: FoundDay, text: string): 'expires' | 'issued' | undefined {
  const [before, after] = [text.slice(0, at), text.slice(at + length)]
  if (expiryAfter.test(after)) return 'expires'
  if (issueAfter.test(after)) return 'issued'
  if (expiryBefore.test(before)) return 'expires'
  return issueBefore.test(before) ? 'issued' : undefined
}

const roleWords = new RegExp(
  [expiryBefore, issueBefore].map(({ source }) => source.replace(/\$$/, '')).join('|') +
    '|有效期限?|[到至~]|到期|過期|过期|期满|截止|失效|发的?证|發證|颁发|核发|领的?证|拿的?证|发的',
  'g',
)

function without(found: readonly FoundDay[], text: string): string {
  const bare = [...found]
    .reverse()
    .reduce((rest, { at, length }) => `${rest.slice(0, at)} ${rest.slice(at + length)}`, text)
  return bare.replace(roleWords, ' ')
}

interface Description {
  readonly holder?: string
  readonly scope?: 'national' | 'provincial'
  readonly province?: string
}

const licenceWords =
  /(?:增值)?(?:电信|電信)?(?:业务|業務)?(?:经营|經營)?(?:许可证|許可證|许可|牌照|证书|资质)|呼叫中心(?:业务|業務)?(?:的?证|的?證)?|b24|(?:的)?[证證](?=$|[\s,，。的是为在])/gi
const nationwide = /全国性?|全國|跨地区|跨省|跨地區/g
const regional = /省内|本省|单省|省级|地方证/g
const provinceWord = new RegExp(`(?:仅|只)?(?:限)?(${provinces.join('|')})(?:省|市|自治区)?(?:范围)?(?:内)?`)

/** Whose it is and where it holds; undefined where something is left that is neither. */
function descriptionOf(text: string): Description | undefined {
  const scope = nationwide.test(text) ? 'national' : regional.test(text) ? 'provincial' : undefined
  const bare = text.replace(nationwide, ' ').replace(regional, ' ').replace(licenceWords, ' ')
  const words = bare.split(/[\s,，。;；、:：]+/).filter((word) => withoutFillers(word) !== '')
  const [first, second, third] = words
  if (third !== undefined || (second !== undefined && provinceIn(second) === undefined)) return undefined
  const province = provinceIn(second ?? first ?? '')
  const holder = second === undefined && province !== undefined ? undefined : holderIn(first)
  if (holder === undefined && first !== undefined && province === undefined) return undefined
  return {
    ...(holder !== undefined && { holder }),
    ...(scope !== undefined && { scope }),
    ...(province !== undefined && { province, scope: 'provincial' as const }),
  }
}

function provinceIn(word: string): string | undefined {
  const bare = word.replace(pronouns, '').replace(/的$/, '')
  const found = provinceWord.exec(bare)
  return found !== null && found[0] === bare ? found[1] : undefined
}

const holderShape = /(?:公司|集团|中心|有限|企业|厂|行|客服|科技|网络|通信|信息|服务|传媒|分公司|银行|保险)$/
const pronouns = /^(?:我们|我們|咱们|我司|我|本|这家|那家)(?:的)?/

function holderIn(word: string | undefined): string | undefined {
  if (word === undefined) return undefined
  const name = word.replace(/的$/, '')
  const ours = name.replace(pronouns, '')
  if (ours === '' || ours === '公司') return undefined
  return name.length <= 30 && holderShape.test(name) && ours === name ? name : undefined
}
