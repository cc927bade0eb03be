import type { Input } from '../../knowledge/condition/inputs.js'
import { fieldText } from '../../values/typed-input/spelling.js'
import type { Question } from '../flow/flow.js'
import type { TypedAnswer } from './typed.js'

const yesNo = (yes: boolean): TypedAnswer => ({ kind: 'answer', answer: { kind: 'yes-no', yes } })
const ask = (why: 'which-option' | 'not-sure' | 'not-yet'): TypedAnswer => ({ kind: 'ask', why })
const noOption: TypedAnswer = { kind: 'refused', why: 'no-option' }

/** Yes or no: by number, in the words of the buttons or of the question, or in those that people use. */
export function yesSaid(text: string, question: Question, input: Input): TypedAnswer {
  const said = fieldText(text)
  const first = bareSaid(said, question, input)
  if (first !== undefined) return first
  const [opening = '', ...rest] = said.split(/[,。;]/)
  if (rest.length === 0) return vaguelySaid(said, question, input)
  const opened = bareSaid(opening, question, input)
  if (opened?.kind !== 'answer') return noOption
  // 有，在朝阳 says where; 有，但是还没签 takes something back.
  return /但|不过|可是|只是|没|不|还|除|可能/.test(rest.join('')) ? ask('which-option') : opened
}

const unsure = /^(?:可能|也许|好像|似乎|应该|估计|貌似|大概|大致|差不多|基本上?|大部分|多数)/
const onTheWay =
  /正在|在(?:办|装|做|申请|弄|谈|走|测|备|找|招)|马上|快[要了好]|打算|计划|筹备|准备(?!好)|下周|下个?月|即将/
const inPart = /^有?(?:一?部分|一些|有些|个别|不全|没全|不完全)/

/** What is no bare yes or no, and yet says something of one. */
function vaguelySaid(said: string, question: Question, input: Input): TypedAnswer {
  const certain = said.replace(unsure, '')
  if (certain !== said && (certain === '' || bareSaid(certain, question, input) !== undefined))
    return ask('not-sure')
  if (onTheWay.test(said)) return ask('not-yet')
  return inPart.test(said) && /都|每/.test(question.ask) ? yesNo(false) : noOption
}

const agreed = /^(?:1|是|对|没错|正确|当然|肯定|嗯+|yes|y|yep|yeah|ok|√|✓|✔️?|✅|👍|👌|是对|对对|是是)$/u
const disagreed = /^(?:2|不是|不对|否|非|no|n|nope|×|✗|✘|❌|👎)$/u
const has = /^[都全]?有$/
const hasNot = /^(?:[都全]?(?:没|无|未|不)|一[个样]也?都?没)$/

function bareSaid(said: string, question: Question, input: Input): TypedAnswer | undefined {
  const key = keyOf(said)
  const { yes, no } = labelKeys(question)
  if (key === yes || key === no) return yesNo(key === yes)
  // 没进过 where a button says 进过.
  if (/^[没不未]/.test(key) && key.slice(1) === yes) return yesNo(false)
  if (agreed.test(key)) return yesNo(true)
  if (disagreed.test(key)) return yesNo(false)
  if (has.test(key) || hasNot.test(key))
    return isTwisted(question) ? ask('which-option') : yesNo(has.test(key))
  return inItsWords(key, question, input)
}

const labelKeys = ({ labels }: Question): { readonly yes: string; readonly no: string } => ({
  yes: keyOf(labels.get('yes') ?? '是'),
  no: keyOf(labels.get('no') ?? '否'),
})

/** One form of what is said in many: 还没有呢, 我们没有, 没 are one. */
function keyOf(text: string): string {
  return fieldText(text)
    .replace(/^(?:我们?|咱们?|公司|目前|现在|这个|暂时|暂|早|就|其实)+/, '')
    .replace(/没有/g, '没')
    .replace(/(?<=.)[的了过呢啦]/g, '')
    .replace(/已经?|还(?=没|不|未)|尚(?=未|无)|(?<=有)啊/g, '')
}

/** Where 有 and 没有 may be taken for either: 一直没有断吗, 一致 or 有不一致. */
function isTwisted(question: Question): boolean {
  const { yes, no } = labelKeys(question)
  return /^[没不无未]/.test(yes) || /^有/.test(no)
}

const predicate =
  /^(?:在|能|会|有|做|装|签|备|交|报|变|定|留|存|带|用|开通|登录|合格|一致|一样|按时|拿到|继续|提交|评测|受理|登记)/

/** In these the character of a verb is none: 交了 says nothing of 交换机. */
const nouns = /交换|用户|能力/g

/** 装了, 没装, 不在北京: the question's own verb, with or without not. */
function inItsWords(key: string, question: Question, input: Input): TypedAnswer | undefined {
  const { yes, no } = labelKeys(question)
  if (/^[没不无未]/.test(yes)) return undefined
  const [, not, rest = ''] = /^都?(没|不|未)?(.+)$/.exec(key) ?? []
  const own = [question.ask, input.zh].map((text) => keyOf(text.replace(nouns, ''))).concat(yes, no)
  const word = /^可以/.test(rest) ? rest.replace('可以', '能') : rest
  if (!predicate.test(word) || !own.some((text) => text.includes(word))) return undefined
  return yesNo(not === undefined)
}
