import type { Choosing } from '../../knowledge/condition/inputs.js'
import { numeral } from '../../values/typed-input/numeral.js'
import { fieldText } from '../../values/typed-input/spelling.js'
import type { Question } from '../flow/flow.js'
import type { TypedAnswer } from './typed.js'

const noOption = { kind: 'refused', why: 'no-option' } as const
const whichOption = { kind: 'ask', why: 'which-option' } as const
type NotRead = typeof noOption | typeof whichOption

/** One option, or several where several may be chosen: by number, by its name, by a part of it, or as people call it. */
export function optionsSaid(text: string, question: Question, input: Choosing): TypedAnswer {
  const certain = text.replace(unsure, '')
  const read = input.type === 'choice' ? oneOf(certain, question, input) : severalOf(certain, question, input)
  return certain === text || read.kind !== 'answer' ? read : { kind: 'ask', why: 'not-sure' }
}

const unsure = /^\s*(?:可能|也许|好像|似乎|应该|估计|貌似|大概|差不多)/

function oneOf(text: string, question: Question, input: Choosing): TypedAnswer {
  const one = optionSaid(optionText(text), namedOptions(question, input))
  return 'kind' in one ? one : { kind: 'answer', answer: { kind: 'choice', option: one.id } }
}

function severalOf(text: string, question: Question, input: Choosing): TypedAnswer {
  const options = optionsNamed(text, namedOptions(question, input))
  if ('kind' in options) return options
  return { kind: 'answer', answer: { kind: 'many', options: new Set(options.map(({ id }) => id)) } }
}

interface Named {
  readonly id: string
  readonly names: readonly string[]
  /** What stands for it as a number; none where a number would more likely be what was asked for. */
  readonly number: string | undefined
}

function namedOptions({ ask, labels }: Question, { options }: Choosing): readonly Named[] {
  return options.map(({ id, zh, when, also }, at) => {
    const said = [labels.get(id), zh, zh.replace(/（.*）$/, ''), when, ...also]
    const names = said.flatMap((name) => (name === undefined ? [] : nameOf(optionText(name))))
    const number = String(at + 1)
    const isClear = !asksHowMany.test(ask) || names.some((name) => name.startsWith(number))
    return { id, names, number: isClear ? number : undefined }
  })
}

/** 几个省, 几级: 3 may be meant as the third option and as three. Not so 可以选几个, 有哪几种. */
const asksHowMany = /(?<![选哪有])几/

/** 1️⃣ and ① are 1 as well. */
const optionText = (text: string): string => fieldText(text.replace(/[\ufe0f\u20e3]/g, '').normalize('NFKC'))

const fillers = /^(?:我们?|咱们?|公司|主要|目前|现在|一共|就|只|是|属于|选|做|办|要|有|用|在|替)+(?=.)/
const endings = /(?<=.)(?:市|省|(?:壮族|回族|维吾尔)?自治区|的|了|[那这][种个])+$/

/** What makes the name: 我们是分公司的 is 分公司, 一个省 is 1个. */
function nameOf(said: string): string {
  return said
    .replace(fillers, '')
    .replace(endings, '')
    .replace(/[一二两三四五六七八九十]+(?=[个级样])/g, (digits) => String(numeral(digits) ?? digits))
}

/** The option that is meant, or why nobody can say which. */
function optionSaid(said: string, named: readonly Named[]): Named | NotRead {
  const place = /^第(.+?)[个项条种]?$/.exec(said)?.[1]
  const ordinal = place === undefined ? undefined : named[(numeral(place) ?? 0) - 1]
  if (ordinal !== undefined) return ordinal
  const name = nameOf(said)
  const exact = named.filter(({ names }) => names.includes(name))
  const found = exact.length > 0 ? exact : [...numbered(said, named), ...alike(name, named)]
  const [only, other] = new Set(found)
  if (only !== undefined) return other === undefined ? only : whichOption
  return isNumberOf(said, named) ? whichOption : noOption
}

/** Not 3个, which may be three of them. */
const bareNumber = /^\(?(.+?)[.、)]*$/
const numberSaid = (said: string): string => String(numeral(bareNumber.exec(said)?.[1] ?? '') ?? '')

const numbered = (said: string, named: readonly Named[]): readonly Named[] =>
  named.filter(({ number }) => number !== undefined && number === numberSaid(said))

/** Whether it would be an option's number, if numbers were not unclear here. */
const isNumberOf = (said: string, named: readonly Named[]): boolean =>
  named[Number(numberSaid(said)) - 1] !== undefined

/** 有限责任 for 有限责任公司, 95 for 95号码. */
function alike(name: string, named: readonly Named[]): readonly Named[] {
  if (name.length < 2) return []
  const isIn = /^\d+$/.test(name) ? new RegExp(`^${name}(?!\\d)`) : undefined
  return named.filter(({ names }) => names.some((one) => isIn?.test(one) ?? one.includes(name)))
}

const all = /^(?:[都全](?:部|都)?(?:有|是|要|选|做|备好?|准备好?|齐)?了?|齐了?|齐全)$/
const none =
  /^(?:(?:什么|哪个|啥|一[个样项套份种])?[也都全]?(?:没有?|无|不|未)(?:变化?|改|变更|处理|涉及|收集|准备|备|做|办|有)?过?了?|没什么|没啥|零|0)$/
const allBut = /^除了?(.+?)(?:以外|之外)?[、,]?(?:其[他它余]的?|别的)?[也都全]+(?:有|是|要|做|备好?了?)$/
const through = /^([1-9])(?:-|~|到|至)(\d)$/

/** The options that a text names; all of them, or none, where it says that. */
function optionsNamed(text: string, named: readonly Named[]): readonly Named[] | NotRead {
  const said = optionText(text)
  if (all.test(said)) return named
  if (none.test(said)) return []
  const [, but] = allBut.exec(said) ?? []
  if (but !== undefined) {
    const left = eachNamed(partsOf(but), named)
    return 'kind' in left ? left : named.filter((one) => !left.includes(one))
  }
  const [, first = '', last = ''] = through.exec(said) ?? []
  if (first < last && Number(last) <= named.length) return named.slice(Number(first) - 1, Number(last))
  // 1 2 is two of them, and not the twelfth.
  const whole = /\d\s+\d/.test(text) ? noOption : optionSaid(said, named)
  return 'kind' in whole ? eachNamed(partsOf(text), named) : [whole]
}

const partsOf = (text: string): readonly string[] =>
  text.split(/[、，,；;。\s+&/]+|和|以及|还有|跟/).flatMap((part) => optionText(part) || [])

function eachNamed(parts: readonly string[], named: readonly Named[]): readonly Named[] | NotRead {
  const found = parts.map((part) => optionSaid(part, named))
  const options = found.flatMap((one) => ('kind' in one ? [] : one))
  if (options.length === found.length && found.length > 0) return named.filter((one) => options.includes(one))
  return found.some((one) => one === noOption) || found.length === 0 ? noOption : whichOption
}
