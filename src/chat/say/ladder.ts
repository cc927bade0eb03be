import type { Rule, Rung, RungWhen } from '../../deadlines/rule.js'
import type { Rules } from '../../deadlines/rules.js'
import type { LadderWish } from '../../reply/deadline-press.js'

interface Part {
  /** What stands before and after the numbers; those of one kind are told together. */
  readonly lead: string
  readonly number?: number
  readonly tail: string
}

/** A ladder in words: 许可证到期前 210、180 天；最后一日前 7、3、1 天；当天；过后每天，到第 30 天. */
export function ladderText(rule: Rule, to: LadderWish, rules: Rules): string {
  switch (to.kind) {
    case 'off':
      return '关着'
    case 'days':
      return chosenText(rule, to.days, rules)
    case 'dates': {
      const { dates, days } = to
      const others =
        days === undefined ? ladderText(rule, { kind: 'usual' }, rules) : chosenText(rule, days, rules)
      return `${dates.map((date) => `每年 ${date}`).join('；')}；${others}`
    }
    case 'on':
    case 'usual':
      return joined(rule.ladder.map((rung) => partOf(rung, rules)))
  }
}

/** The days that were chosen, and what of the rule's own stays with them. */
function chosenText(rule: Rule, days: readonly number[], rules: Rules): string {
  const own = days.map((day): Part => ({
    lead: `最后一日${day < 0 ? '前' : '后'} `,
    number: Math.abs(day),
    tail: ' 天',
  }))
  const kept = rule.ladder.filter(({ when }) => staysWith(when, rule)).map((rung) => partOf(rung, rules))
  return joined([...own, ...kept])
}

/** The last day itself and what follows it, where that is so for every matter. */
function staysWith(when: RungWhen, { due }: Rule): boolean {
  if (when.kind === 'repeated') return when.from === 'due' && when.first >= 0
  if (when.kind !== 'counted') return false
  if (when.from === 'due') return when.span.amount >= 0
  const isLikeDue = due.kind === 'counted' && due.from === when.from && due.span.unit === when.span.unit
  return isLikeDue && when.span.amount >= due.span.amount
}

const units = { day: '天', 'working-day': '个工作日', hour: '小时', month: '个月', year: '年' } as const

function partOf({ when }: Rung, rules: Rules): Part {
  switch (when.kind) {
    case 'counted': {
      const { unit, amount } = when.span
      const from = fromText(when.from, rules)
      if (amount === 0) return { lead: unit === 'hour' ? `${from}时` : `${from}当天`, tail: '' }
      return {
        lead: `${from}${amount < 0 ? '前' : '后'} `,
        number: Math.abs(amount),
        tail: ` ${units[unit]}`,
      }
    }
    case 'repeated': {
      const { every, first, last, until } = when
      const end = last === undefined ? (until === undefined ? '' : `，到 ${until}`) : `，到第 ${last} 天`
      const rhythm = every === 'day' ? '每天' : '每周'
      return { lead: `${fromText(when.from, rules)}后第 ${first} 天起${rhythm}${end}`, tail: '' }
    }
    case 'month-day':
      return { lead: `每年 ${when.on}`, tail: '' }
    case 'monthly':
      return { lead: `每月 ${when.day} 日`, tail: '' }
    case 'quarterly':
      return { lead: `每季度一次，从 ${when.month} 月 ${when.day} 日起`, tail: '' }
    case 'date':
      return { lead: when.on, tail: '' }
  }
}

const fromText = (from: string, { events }: Rules): string =>
  from === 'due' ? '最后一日' : ([...events.values()].find(({ kind }) => kind === from)?.name ?? from)

function joined(parts: readonly Part[]): string {
  const groups = new Map<string, Part & { readonly numbers: readonly number[] }>()
  for (const part of parts) {
    const key = `${part.lead}|${part.tail}`
    const numbers = [...(groups.get(key)?.numbers ?? []), ...(part.number === undefined ? [] : [part.number])]
    groups.set(key, { ...part, numbers })
  }
  return [...groups.values()]
    .map(({ lead, numbers, tail }) => `${lead}${numbers.join('、')}${tail}`)
    .join('；')
}
