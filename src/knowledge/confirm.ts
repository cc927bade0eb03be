import type { Answer, Confirmed, Stated } from './answer-kinds.js'
import type { EntrySource as Entry } from './entry.js'
import { blank, isMadeOf } from './judge/words.js'
import type { Question } from './words/question.js'

type Stance = NonNullable<Entry['confirms']>[number]

/**
 * The answer, with yes or no before its verdict if the question does nothing but put to its entry what the entry says
 * yes or no to. As with judged values every word must be known to leave it that: a wrong yes is worse than none.
 */
export function withConfirmation(answer: Answer, { text }: Question): Answer {
  if (answer.kind !== 'found' || answer.judgement !== undefined) return answer
  const [only, second] = (answer.entry.confirms ?? []).flatMap((stance) => confirmedBy(stance, text) ?? [])
  return only === undefined || second !== undefined ? answer : { ...answer, confirmed: only }
}

function confirmedBy(stance: Stance, question: string): Confirmed | undefined {
  if (unread.test(blanked(question, stance.names))) return undefined
  const asked = askedIn(withoutNames(question, stance))
  if (asked === undefined) return undefined
  const mood = moodOf(asked.statement)
  if (mood === undefined || !mood.rest.includes(blank)) return undefined
  if (!isMadeOf(mood.rest, [...besideAnything, ...stance.beside])) return undefined
  const { matters, holds } = meanings[stance.is]
  const { matter, isDenied } = mood
  // Where no rule forbids a thing, 不行 is wrong, but nobody has said that it is allowed.
  const isUnsaid = stance.is === 'not-forbidden' && (asked.how === 'plain' || !isDenied)
  return isUnsaid || !matters.includes(matter)
    ? undefined
    : { matter, how: asked.how, holds, agrees: isDenied !== holds }
}

/**
 * Words that turn a statement in ways which are not read here: 只能认缴, 非必须, 提前60天不晚, 不会违法, 5年多. What is so
 * of 5年 need not be so of 5年以上.
 */
const unread =
  /只(?:能|可以|许|准|限|要)|非|会|晚|迟|够|去|违法|违规|犯法|(?<!才)合[法规]|禁止|超|多(?!久|少)|不到|不足|不满|将近|差不多|左右|大约|大概|接近|内|以[上下]|少于|[大小高低]于|最[少低]|至少|起码|顶多|\d/

interface Meaning {
  readonly matters: readonly Stated[]
  readonly holds: boolean
}

const meanings: Readonly<Record<Stance['is'], Meaning>> = {
  needed: { matters: ['need', 'do-without'], holds: true },
  'not-needed': { matters: ['need', 'do-without'], holds: false },
  allowed: { matters: ['can'], holds: true },
  'not-allowed': { matters: ['can'], holds: false },
  'not-forbidden': { matters: ['can'], holds: true },
  so: { matters: ['be'], holds: true },
  'not-so': { matters: ['be'], holds: false },
}

/**
 * The question with a blank for the thing and a gap for what may stand beside it. A single character stays: 用 may
 * belong to 不用, 是 to 是吧.
 */
function withoutNames(question: string, { names, beside }: Stance): string {
  const known = [...names, ...beside.filter((word) => word.length > 1)]
  return question.replace(anyOf(known), (word) =>
    names.some((name) => new RegExp(`^${pattern(name)}$`, 'u').test(word)) ? blank : ' ',
  )
}

const blanked = (question: string, names: readonly string[]): string => question.replace(anyOf(names), blank)

/** The longest first. */
function anyOf(words: readonly string[]): RegExp {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return new RegExp(longestFirst.map(pattern).join('|'), 'gu')
}

/** # stands for any number. */
const pattern = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('#', '\\d+')

interface AskedStatement {
  readonly how: Confirmed['how']
  readonly statement: string
}

/** What is stated, without the words that ask whether it is true; undefined for what asks nothing. */
function askedIn(question: string): AskedStatement | undefined {
  const text = question.replace(/[\s\p{P}~]+$/u, '')
  for (const [how, words] of asking)
    if (words.test(text)) return { how, statement: text.replace(words, '').replace(/(?:啊|呀|呢)$/, '') }
  const doubled = doublings.find(([words]) => words.test(text))
  if (doubled !== undefined) return { how: 'plain', statement: text.replace(doubled[0], doubled[1]) }
  if (ruled.test(text)) return { how: 'so', statement: text.slice(0, -1) }
  if (/[吗么嘛不]$/.test(text)) return { how: 'plain', statement: text.slice(0, -1) }
  return /\?\s*$/.test(question) ? { how: 'right', statement: text } : undefined
}

// 是不是……吧 asks with the first, so that goes first.
const asking: readonly (readonly [Confirmed['how'], RegExp])[] = [
  ['so', /是不是|是否|是[吗吧么嘛]$/],
  ['right', /(?:对[吗吧么嘛]|对不对?|没错[吧吗]?|吧)$/],
]

/** 是硬性要求吗 asks whether it is so, though it tells of a need. */
const ruled = /是(?:[^,，]*(?:规定|要求|强制)|必[须需]|真)的?[吗么嘛]$/

const doublings: readonly (readonly [RegExp, string])[] = [
  [/需不需要?|要不要|用不用|有没有必要/, '要'],
  [/可以不可以|可不可以|能不能|能否|可否|行不行/, '可以'],
]

type Mood = 'without' | 'not-needed' | 'not-allowed' | 'needed' | 'allowed' | 'not'

// In this order: what a longer word says goes before the words it is made of.
const moods: readonly (readonly [Mood, RegExp])[] = [
  ['without', new RegExp(`(?:可以|能)不(?=\\s*${blank})`, 'g')],
  [
    'not-needed',
    /(?:不是|没有?|不)(?:强制|硬性|明确)?(?:要求|规定)|不是?(?:必[须需]|强制)的?|不(?:一定|见得|是)(?:得|要)|不(?:用|必|需要?|要)|无[需须]|用不着|没有?必要/g,
  ],
  ['not-allowed', /不(?:可以|能|行|准|许|允许|得|成|合法|合规)|禁止|违法|违规/g],
  [
    'needed',
    /才(?:可以|能|行|合法|合规|给批|批|算|有效|过)|必[须需]得?的?|非得?|一定[要得]|(?:强制|硬性)(?:要求|规定)?的?|需要?|要求|规定|应当|得|要/g,
  ],
  ['allowed', /可以|能|行|没事|没关系|没问题|无所谓|合法|合规|允许/g],
  // Only of the thing itself: in 3个月不交社保 the 不 is not about the months.
  ['not', new RegExp(`(?:不是?|没有?)(?=\\s*${blank})`, 'g')],
]

interface StatedMood {
  readonly matter: Stated
  readonly isDenied: boolean
  /** The statement without the words of its mood. */
  readonly rest: string
}

/** Whether the statement calls the thing needed, allowed or so, and whether it denies that. */
function moodOf(statement: string): StatedMood | undefined {
  let rest = statement.replaceAll('不要紧', '没事')
  const found = moods.flatMap(([mood, words]) => {
    const without = rest.replace(words, ' ')
    const isSaid = without !== rest
    rest = without
    return isSaid ? [mood] : []
  })
  const read = readings[found.join(' ')]
  if (read === undefined) return undefined
  return { ...read, rest }
}

/** Moods that stand together, in the order above: 不实缴也行 does without, 不实缴不行 needs it. Other mixtures are not read. */
const readings: Readonly<Record<string, Pick<StatedMood, 'matter' | 'isDenied'> | undefined>> = {
  '': { matter: 'be', isDenied: false },
  not: { matter: 'be', isDenied: true },
  needed: { matter: 'need', isDenied: false },
  'not-needed': { matter: 'need', isDenied: true },
  'not-needed needed': { matter: 'need', isDenied: true },
  'not-needed allowed': { matter: 'need', isDenied: true },
  'not-allowed needed': { matter: 'need', isDenied: false },
  'not-allowed not': { matter: 'need', isDenied: false },
  without: { matter: 'do-without', isDenied: true },
  'allowed not': { matter: 'do-without', isDenied: true },
  allowed: { matter: 'can', isDenied: false },
  'not-allowed': { matter: 'can', isDenied: true },
}

const besideAnything: readonly string[] =
  '法律 法规 条文 按规定 法定 上 里 才 肯定 应该 一定 真的 其实 听说 据说 别人说 网上说 代办说 文章说 有人说 根本 完全 反正 着 说 给 给批 过 让 着 直接 硬 真 也就 那种 那'.split(
    ' ',
  )
