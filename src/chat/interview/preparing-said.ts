import { paperNames, type Naming } from '../../interview/papers.js'
import type { InterviewStep, PaperNote } from '../../reply/interview-press.js'
import { yearOf, type CivilDate } from '../../values/civil-date.js'
import { numeral } from '../../values/typed-input/numeral.js'
import { isAssertion } from '../said/assertion.js'
import { daysSaid, inYear, type FoundDay } from '../said/dates-said.js'

/** What is longer says something else. */
const longest = 40

/**
 * What was typed about one thing on the list of materials: 第3项给小王, 技术方案 小王, 第3项 3月10日前, 公司章程有了. It is
 * named by its number on the list that was shown, or by words that fit no other one.
 */
export function paperSaid(
  text: string,
  papers: readonly string[],
  { today, ...naming }: Naming & { readonly today: CivilDate },
): InterviewStep | undefined {
  // 准备好了 is no plan here.
  const typed = text
    .normalize('NFKC')
    .replaceAll('准备好', '备好')
    .trim()
    .replace(/[。.!]+$/, '')
  if (typed.length > longest || !isAssertion(typed)) return undefined
  const about = byNumber(typed, papers) ?? byName(typed, papers, naming)
  if (about === undefined) return undefined
  const note = noteIn(about, today)
  return note && { step: 'paper', paper: about.paper, ...note }
}

interface About {
  readonly paper: string
  readonly rest: string
  /** Named by its number, it is this list that is meant. */
  readonly surely: boolean
}

const numbered = /^第\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[项項样樣条條个個份][\s:,、]*(.+)$/

function byNumber(typed: string, papers: readonly string[]): About | undefined {
  const [, number = '', rest = ''] = numbered.exec(typed) ?? []
  const at = /^\d+$/.test(number) ? Number(number) : numeral(number)
  const paper = at === undefined ? undefined : papers[at - 1]
  return paper === undefined ? undefined : { paper, rest, surely: true }
}

/** The words that name it end with a space, or where it is said who does it or what became of it. */
const named =
  /^(\S{2,20}?)(?:[\s:,、]+|(?=给|給|交给|交給|归|歸|由|还没|還沒|没|沒|已|都|备|備|好了|齐|齊|有了))(.+)$/

function byName(typed: string, papers: readonly string[], naming: Naming): About | undefined {
  const [, words, rest] = named.exec(typed) ?? []
  if (words === undefined || rest === undefined) return undefined
  const [paper, other] = papers.filter((id) => paperNames(id, naming).some((name) => name.includes(words)))
  return paper === undefined || other !== undefined ? undefined : { paper, rest, surely: false }
}

const gotReady = '(?:备好|備好|备齐|備齊|办好|辦好|弄好|写好|寫好|找好|拿到|收到|完成|搞定|齐|齊|好|有)'
const isDone = new RegExp(`^(?:(?:已经|已經|已|都)*${gotReady}(?:了|啦)?|打勾|勾上|✓|√)$`)
const isNotDone = new RegExp(
  `^(?:(?:还|還|又)?(?:没有|沒有|没|沒|未)${gotReady}?(?:呢|了)?|(?:去掉|取消)勾选?)$`,
)

function noteIn({ rest, surely }: About, today: CivilDate): PaperNote | undefined {
  const words = rest.trim()
  if (isDone.test(words)) return { done: true }
  if (isNotDone.test(words)) return { done: false }
  const [day, more] = daysSaid(words, today)
  if (day === undefined) return ownerNote(words, surely)
  const due = more === undefined ? dueOn(day, today) : undefined
  if (due === undefined) return undefined
  const beside = `${words.slice(0, day.at)} ${words.slice(day.at + day.length).replace(/^\s*(?:之前|以前|前)/, '')}`
  const left = beside.replaceAll(/截止|截至|最晚|最迟|到期|期限|[到在,、:]/g, ' ').trim()
  if (left === '') return { due }
  const owner = ownerNote(left, surely)
  return owner && { ...owner, due }
}

/** A day to come: without its year the next one of that name. */
function dueOn(day: FoundDay, today: CivilDate): CivilDate | undefined {
  if (day.kind === 'day') return day.on
  const years = [0, 1, 2, 3, 4].flatMap((later) => inYear(day.monthDay, yearOf(today) + later) ?? [])
  return years.find((on) => on >= today)
}

const handed = /^(?:交给|交給|给|給|由|归|歸|负责人是?|負責人是?)\s*[:：]?\s*(.+)$/
const does = /(?:来)?(?:负责|負責|去办|来办|跟进|跟進|办|管)$/

/** A word behind the name of a paper is who does it only if it looks like somebody: 技术方案 模板 asks for something. */
function ownerNote(words: string, surely: boolean): PaperNote | undefined {
  const behind = handed.exec(words)?.[1]
  const owner = (behind ?? words).replace(does, '').trim()
  const isSaid = surely || behind !== undefined || owner !== words
  return couldBeName.test(owner) && (isSaid || isPerson.test(owner)) ? { owner } : undefined
}

const couldBeName = /^[\p{Script=Han}a-zA-Z·. @-]{1,12}$/u

const surnames =
  '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁沈任姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯'
const roles =
  '总|總|经理|經理|主管|主任|老师|老師|工|姐|哥|部|科|室|组|組|律师|会计|會計|行政|人事|法务|法務|财务|財務|前台|老板'
const noPerson = '(?!范[本文例围]|程序|任[意何]|金额|余额|石材|向|万一|高|严格|段落|叶|史)'
const isPerson = new RegExp(
  `^(?:[小老阿]\\p{Script=Han}{1,2}|${noPerson}[${surnames}]\\p{Script=Han}{1,2}|\\p{Script=Han}{0,5}(?:${roles})|[A-Z][a-z]+|我)$`,
  'u',
)
