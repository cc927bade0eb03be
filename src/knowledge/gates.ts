import type { Scope } from './asking-files.js'
import { aspect } from './words/lexicon.js'
import { han, normalise } from './words/normalise.js'
import { syllablesIn } from './words/pinyin.js'
import type { Question } from './words/question.js'

type Neighbour = Scope['neighbours'][number]
type Refusal = Scope['refusals'][number]

/** Why a question is not even searched for. Each is a rule with a name, not a score. */
export type Gate =
  | { readonly kind: 'empty' }
  | { readonly kind: 'command'; readonly says: string }
  | { readonly kind: 'refusal'; readonly card: Refusal }
  | { readonly kind: 'neighbour'; readonly card: Neighbour }
  | { readonly kind: 'foreign-licence'; readonly name: string }
  | { readonly kind: 'small-talk'; readonly says: string }

export interface Gates {
  (question: Question): Gate | undefined
}

export function gatesOf(scope: Scope): Gates {
  const commands = wordFinder(scope.commands.forms)
  const smallTalk = wordFinder(scope.smallTalk.forms)
  const smallTalkWhole = new Set(scope.smallTalk.forms.map(normalise))
  const unhappy = new Set(scope.smallTalk.unhappy.map(normalise))
  const refusals = scope.refusals.map((card) => ({
    card,
    names: wordFinder(card.forms),
    wants: doingFinder(card),
  }))
  const neighbours = scope.neighbours.map(neighbourFinder)
  return (question) => {
    const { text } = question
    const plain = normalise(question.original)
    // Nothing but a greeting is no question, but no silence either.
    if (!anyWord.test(text))
      return anyWord.test(plain) ? { kind: 'small-talk', says: scope.smallTalk.hello } : { kind: 'empty' }
    const whole = withoutMarks(plain)
    if (unhappy.has(whole)) return { kind: 'small-talk', says: scope.smallTalk.sorry }
    // Before the search mends it: 今天星期几 sounds like a question about 刑期.
    if (interjection.test(whole) || smallTalkWhole.has(whole))
      return { kind: 'small-talk', says: scope.smallTalk.says }
    if (commands(plain)) return { kind: 'command', says: scope.commands.says }
    const refusal =
      refusals.find(({ names }) => names(text) || names(plain)) ??
      (asksOfConsequence(question) ? undefined : refusals.find(({ wants }) => wants(text) || wants(plain)))
    if (refusal !== undefined) return { kind: 'refusal', card: refusal.card }
    return (
      outside(question, plain, neighbours) ??
      (smallTalk(plain) && question.subjects.length === 0
        ? { kind: 'small-talk', says: scope.smallTalk.says }
        : undefined)
    )
  }
}

const withoutMarks = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

const anyWord = /[\p{L}\p{N}]/u

/** 嗯嗯好的 asks nothing. */
const interjection = /^(?:[嗯哦噢喔呃啊哈呵嘿哇诶哎唉]|好的|好嘞|好吧|行吧|收到|ok)+$/

/** Whoever names our licence as well wants to hear about ours: 有ICP证还要办呼叫中心证吗. */
const ours = /呼叫中心|call ?cent(?:er|re)|b24|呼叫证/

interface NeighbourFinder {
  readonly card: Neighbour
  /** Whether the licence itself is named. */
  readonly isNamed: (text: string) => boolean
  /** Whether only its trade is, or something else that it is about. */
  readonly isTouched: (text: string) => boolean
}

function neighbourFinder(card: Neighbour): NeighbourFinder {
  const isLicence = (name: string): boolean => licenceName.test(normalise(name))
  return {
    card,
    isNamed: wordFinder(card.names.filter(isLicence)),
    isTouched: wordFinder(card.names.filter((name) => !isLicence(name))),
  }
}

/** A trade that is named beside a call centre's own work says only for whom that is done; a licence is another one. */
const licenceName = /[证牌]|[驾执]照|许可|资质|备案|登记|licen[cs]e|permit/

function outside(
  question: Question,
  plain: string,
  neighbours: readonly NeighbourFinder[],
): Gate | undefined {
  if (ours.test(question.text)) return undefined
  const isIn = (finds: (text: string) => boolean): boolean => finds(question.text) || finds(plain)
  const neighbour =
    neighbours.find(({ isNamed }) => isIn(isNamed)) ??
    (ourTrade.test(question.text) ? undefined : neighbours.find(({ isTouched }) => isIn(isTouched)))
  if (neighbour !== undefined) return { kind: 'neighbour', card: neighbour.card }
  const name = foreignLicence(question)
  return name === undefined ? undefined : { kind: 'foreign-licence', name }
}

/** Any trade may take calls or have them taken: 餐饮公司的客服外包要许可吗 is about that, not about food. */
const ourTrade = new RegExp(
  [
    '客服|热线|话务|[坐座]席|外呼|呼[出入]|电销|外包|催收|回访|录音|名单|加密',
    '[接打拨].{0,6}电话|(?:咨询|报名|招生|报修|退款|[退换]货)电话|来电|拨号',
    '客户(?!端)|售后|甲方|(?:个人|用户|的)信息',
  ].join('|'),
)

const licenceWords = /(?:经营)?(?:许可证|许可|牌照|备案|执照|资格证)/g

/** A licence whose name is made of words that nothing here explains: 烟草许可证, but not 办理许可证. */
function foreignLicence({ text, strange }: Question): string | undefined {
  return [...text.matchAll(licenceWords)]
    .map((found) => text.slice(0, found.index).trimEnd())
    .map((before) => strange.find((word) => isName(word) && before.endsWith(word)))
    .find((name) => name !== undefined)
}

/**
 * Han characters, or pinyin: shipin xukezheng. English words before it say how it is, not what it is for; 是否 and 卡不卡
 * belong to the question.
 */
const isName = (word: string): boolean =>
  !/[不否]/.test(word) && (han.test(word) || syllablesIn(word) !== undefined)

/** 伪造许可证怎么罚 wants to know, not to do. */
const asksOfConsequence = ({ text, aspects }: Question): boolean =>
  aspects.includes(aspect.consequence) || /罚|后果|犯法|违法|坐牢/.test(text)

const apart = 6

/** Whether somebody wants one of the acts done to one of the things: the two stand near each other, in either order. */
function doingFinder({ together }: Refusal): (text: string) => boolean {
  if (together === undefined) return () => false
  const acts = anyOf(together.acts)
  const things = anyOf(together.things)
  const pattern = new RegExp(`(?:${acts}).{0,${apart}}(?:${things})|(?:${things}).{0,${apart}}(?:${acts})`)
  return (text) => pattern.test(text)
}

const anyOf = (forms: readonly string[]): string => forms.map(normalise).map(escaped).join('|')

/** Whether one of the forms stands in a text: 'sp许可证' is not in isp许可证. One pattern, since every question meets them all. */
function wordFinder(forms: readonly string[]): (text: string) => boolean {
  const normal = forms.map(normalise).filter(Boolean)
  const pattern = new RegExp(normal.map(wholeWord).join('|'))
  return (text) => normal.length > 0 && pattern.test(text)
}

/** Latin letters and digits at an end must not go on beyond it. */
function wholeWord(form: string): string {
  const before = /^[a-z0-9]/.test(form) ? '(?<![a-z0-9])' : ''
  const after = /[a-z0-9]$/.test(form) ? '(?![a-z0-9])' : ''
  return before + escaped(form) + after
}

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
