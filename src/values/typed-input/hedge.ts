import type { QuantityUnit, Range } from '../range.js'
import { ceilingOf, roughly } from './limits.js'
import { ask, refused, type Typed } from './typed.js'

// In the order in which they may stand: 可能大约不到100万.
const hedges = ['unsure', 'about', 'nearly', 'at-most', 'at-least', 'less-than', 'more-than'] as const
/** How a number is qualified: 大约, 将近, 至少, 超过, 最多, 不到, 可能. */
export type Hedge = (typeof hedges)[number]

// 以上, 以下, 以内 include the number itself, 超过 and 不满 do not (Civil Code, article 1259).
const before: Readonly<Record<Hedge, string>> = {
  'at-most': '最多|至多|顶多|不超过|不多于|不高于|不大于|<=|≤',
  'at-least': '至少|最少|最低|起码|不少于|不低于|不小于|满|>=|≥',
  'less-than': '不到|不足|不满|还?没到|未到|未满|低于|少于|小于|<',
  'more-than': '超过|多于|大于|高于|不止|>',
  about: '大约莫?|大概|大致|约莫|差不多|约|~|≈',
  nearly: '将近|接近|(?<![最附远靠亲邻])近',
  unsure: '可能|也许|好像|似乎|应该|估计|貌似',
}
const after: Readonly<Record<Hedge, string>> = {
  'at-least': '(?:及|或)?以上|起步?|\\+',
  'at-most': '(?:及|或)?以下|以内|之内|封顶',
  'less-than': '都?不到',
  'more-than': '开外',
  about: '左右|上下|差不多|的?样子',
  nearly: '(?!)',
  unsure: '(?!)',
}

const alternatives = (words: Readonly<Record<Hedge, string>>): string =>
  hedges.map((hedge) => words[hedge]).join('|')
/** For regular expressions: what may stand before and after a number with its unit. */
export const hedgeBefore = alternatives(before)
export const hedgeAfter = `${alternatives(after)}|之间`

const edges = hedges.map((hedge) => ({
  hedge,
  before: new RegExp(`^(?:是|有)?(?:${before[hedge]})(?:是|有)?`),
  after: new RegExp(`(?:${after[hedge]})$`),
}))

export interface Hedged {
  readonly text: string
  readonly hedges: ReadonlySet<Hedge>
}

/** The text without its qualifying words, and these: 大约500万左右 is 500万 and about. */
export function unhedged(text: string): Hedged {
  const found = new Set<Hedge>()
  let rest = text.replace(/之间$/, '')
  for (const { hedge, before, after } of edges) {
    const bare = rest.replace(before, '').replace(after, '')
    if (bare !== rest) found.add(hedge)
    rest = bare
  }
  return { text: rest, hedges: found }
}

/** A value with its qualifying words applied, or a problem: too large, or words that contradict each other. */
export function applied(range: Range, unit: Exclude<QuantityUnit, 'date'>, found: ReadonlySet<Hedge>): Typed {
  const ceiling = ceilingOf(unit)
  const [hedge, second] = [...found]
  if (range.hi > ceiling) return refused('too-large')
  if (second !== undefined) return ask('how-many')
  if (hedge === 'unsure') return ask('not-sure')
  if (hedge === undefined) return { kind: 'value', unit, range }
  const meant = bounded(range, hedge, ceiling)
  if (meant.hi < 0n) return refused('negative')
  return {
    kind: 'value',
    unit,
    range: meant,
    ...((hedge === 'about' || hedge === 'nearly') && { about: true }),
  }
}

function bounded({ lo, hi }: Range, hedge: Exclude<Hedge, 'unsure'>, ceiling: bigint): Range {
  switch (hedge) {
    case 'about':
      return roughly({ lo, hi })
    case 'nearly':
      return { lo: roughly({ lo, hi }).lo, hi: hi - 1n }
    case 'at-least':
      return { lo, hi: ceiling }
    case 'more-than':
      return { lo: lo + 1n, hi: ceiling }
    case 'at-most':
      return { lo: 0n, hi }
    case 'less-than':
      return { lo: 0n, hi: hi - 1n }
  }
}
