import { normalise } from '../../knowledge/words/normalise.js'
import { daysAfter, nextMonday, type CivilDate } from '../../values/civil-date.js'
import { daysSaid, type FoundDay } from './dates-said.js'
import { asksSomething } from './request.js'
import { reportedDay } from './stated-report.js'

/** One thing said of many: 这12家今天都提交了, 广东的都准备中, 全部延后一周. */
export interface BulkRequest {
  readonly kind: 'bulk'
  readonly scope: BulkScope
  readonly deed: SaidDeed
}

/** Who is meant, as far as words tell. */
export type BulkScope =
  /** What was last listed here. */
  | { readonly kind: 'listed'; readonly count?: number }
  /** Nobody is named at all: the reminder that was just told. */
  | { readonly kind: 'told' }
  /** All that fit these words, which name clients, provinces or kinds; empty: all. `days`: what falls due in so many. */
  | { readonly kind: 'named'; readonly about: string; readonly days?: number }

export type SaidDeed =
  | { readonly kind: 'done'; readonly what: 'submitted' | 'any'; readonly on?: CivilDate | undefined }
  | { readonly kind: 'mark'; readonly mark: 'seen' | 'preparing' | 'given-up' }
  | { readonly kind: 'put-off'; readonly until: CivilDate }
  /** 延后 alone: nobody said until when. */
  | { readonly kind: 'put-off-until-when' }

const longestRequest = 120

/** Undefined unless every word of it is understood, but for names: whether there are such is known only later. */
export function bulkSaid(text: string, today: CivilDate): BulkRequest | undefined {
  const words = normalise(text)
  if (words.length > longestRequest || asksSomething(words)) return undefined
  const [day, another] = daysSaid(words, today)
  if (another !== undefined) return undefined
  const rest = trimmed(withoutDay(words, day))
  const on = day === undefined ? undefined : reportedDay(day, today)
  const said = deedIn(rest, on, today)
  if (said === undefined || (day !== undefined && on === undefined)) return undefined
  const isVague = said.deed.kind === 'done' && day === undefined && rest.length < shortestDeed
  const scope = said.before === '' ? (isVague ? undefined : justTold) : scopeIn(said.before)
  return scope === undefined ? undefined : { kind: 'bulk', scope, deed: said.deed }
}

/** 交了 alone may answer anything, 提交了 hardly. */
const shortestDeed = 3
const justTold: BulkScope = { kind: 'told' }

const trimmed = (words: string): string =>
  words
    .replace(/\s+/g, '')
    .replace(/^(?:请|麻烦|帮我|帮忙|把)+/, '')
    .replace(/[。.!！,，]+$|[吧啦哦啊]$/g, '')

function withoutDay(words: string, day: FoundDay | undefined): string {
  return day === undefined ? words : words.slice(0, day.at) + words.slice(day.at + day.length)
}

interface FoundDeed {
  readonly deed: SaidDeed
  /** What stands before it. */
  readonly before: string
}

const submitting =
  /(?:把?材料|续期材料|申请)?(?:已经?)?(?:提交|递交|上交|报送|上报|交|报)(?:上去|出去|材料|申请|完|好|掉)*了$|已(?:提交|报送|上报)$/
const finishing = /(?:已经?)?(?:办|做|弄|搞|处理|完成|办理)(?:完|好|妥|掉|定)*了$|已(?:办完|办好|完成)$/
const seeing = /(?:已经?)?(?:看到|看过|看见|知道|已阅)了?$|^(?:好的?,?)?收到了?$/
const preparing = /(?:已经?|正在|在|开始)*准备(?:材料)?(?:中|了|着|起来)+$/
const givingUp = /(?:不(?:办|做|弄|搞)了?|放弃了?)$/
const puttingOff =
  /(?:延后|推迟|推后|顺延)(?:到|至)?(?:(\d{1,3})(天|周|个?星期|个?礼拜)|(下周1|下周一))?(?:再提醒)?$/
const againThen = /^(?:过|等)?(?:(\d{1,3})(天|周|个?星期|个?礼拜)(?:之?后)?|(下周1|下周一))再提醒我?$/

function deedIn(rest: string, on: CivilDate | undefined, today: CivilDate): FoundDeed | undefined {
  const off = againThen.exec(rest) ?? puttingOff.exec(rest)
  if (off !== null) {
    const before = rest.slice(0, off.index)
    if (saysNoDay(off) && on === undefined) return { deed: { kind: 'put-off-until-when' }, before }
    const until = untilSaid(off, on, today)
    return until === undefined ? undefined : { deed: { kind: 'put-off', until }, before }
  }
  const mark = markIn(rest)
  // What is only marked has no day of its own.
  if (mark !== undefined) return on === undefined ? mark : undefined
  const submitted = submitting.exec(rest)
  const done = submitted ?? finishing.exec(rest)
  if (done === null) return undefined
  const what = submitted === null ? 'any' : 'submitted'
  return {
    deed: { kind: 'done', what, ...(on !== undefined && { on }) },
    before: rest.slice(0, done.index),
  }
}

const saysNoDay = ([, count, , monday]: RegExpExecArray): boolean =>
  count === undefined && monday === undefined

function markIn(rest: string): FoundDeed | undefined {
  const found = (
    [
      ['seen', seeing],
      ['preparing', preparing],
      ['given-up', givingUp],
    ] as const
  ).flatMap(([mark, words]) => {
    const at = words.exec(rest)
    return at === null ? [] : [{ deed: { kind: 'mark' as const, mark }, before: rest.slice(0, at.index) }]
  })
  return found[0]
}

/** 延后3天, 延后到12月1日, 推迟到下周一. */
function untilSaid(
  [, count, unit, monday]: RegExpExecArray,
  on: CivilDate | undefined,
  today: CivilDate,
): CivilDate | undefined {
  if (monday !== undefined) return on === undefined ? nextMonday(today) : undefined
  if (count === undefined) return on
  if (on !== undefined) return undefined
  return daysAfter(today, Number(count) * (unit === '天' ? 1 : daysOfWeek))
}

const daysOfWeek = 7

const counters = '(?:家|个|项|张|户|条|件|批)?'
const nouns = '(?:公司|客户|证照|许可证|证|期限|提醒)?'
const listed = new RegExp(
  `^(?:(?:上面|以上|上述|刚才|列表里?|清单里?)(?:列?出?来?)?的?[这那]?|[这那])(\\d{1,3}|几|些|批)?${counters}${nouns}的?(?:里的?)?$`,
)
const everything = new RegExp(`^(?:全部|全体|所有|一切|每家|各家)的?${nouns}的?$`)
const within = /^(?:全部|所有)?(\d{1,3})天(?:之?内|以内|里)(?:要?到期)?的?(.*)$/
const plural = /(?:也|就)?(?:全都|全部|都|全|均|一起)$/

/** Whom the words before a deed mean; nothing but 都 means what was listed. Undefined where there are none at all. */
export function scopeIn(before: string): BulkScope | undefined {
  const words = before.replace(/[,，、。:：]+$/, '').replace(/(?:已经?|今天)$/, '')
  const all = plural.exec(words)
  const bare = all === null ? words : words.slice(0, all.index)
  if (bare === '') return scopeOfPlural(all?.[0] ?? '')
  const days = within.exec(bare)
  if (days !== null) return { kind: 'named', about: nameWords(days[2] ?? ''), days: Number(days[1]) }
  const these = listed.exec(bare)
  if (these !== null)
    return { kind: 'listed', ...(/^\d/.test(these[1] ?? '') && { count: Number(these[1]) }) }
  if (everything.test(bare)) return { kind: 'named', about: '' }
  return { kind: 'named', about: nameWords(bare) }
}

function scopeOfPlural(all: string): BulkScope | undefined {
  if (all === '') return undefined
  return /全部/.test(all) ? { kind: 'named', about: '' } : { kind: 'listed' }
}

const nameWords = (words: string): string => words.replace(/^的|(?:这些|这几家|那几家|所有|全部)$|的$/g, '')
