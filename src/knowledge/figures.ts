import type { CivilDate } from '../values/civil-date.js'
import { figureId, sourceId, type FigureId } from '../values/ids.js'
import type { FigureSource, Unit } from './entry.js'

/** The source of what we set ourselves and no law asks. */
export const ownAdvice = sourceId('house-practice')

/** Every figure by name, each with the periods it is or was in force. */
export type Figures = ReadonlyMap<FigureId, readonly FigureSource[]>

export function figuresOf(rows: readonly FigureSource[]): Figures {
  const byId = new Map<FigureId, FigureSource[]>()
  for (const row of rows) byId.set(row.id, [...(byId.get(row.id) ?? []), row])
  return byId
}

/** The days from the first to the last, which need not be known. */
export interface Period {
  readonly since: CivilDate
  readonly until?: CivilDate | undefined
}

/** Whether there is a day of both. */
export const overlap = (a: Period, b: Period): boolean =>
  (b.until === undefined || a.since <= b.until) && (a.until === undefined || b.since <= a.until)

/** The figure as it stood on `asOf`; undefined when none was in force. */
export function figureOn(figures: Figures, id: FigureId, asOf: CivilDate): FigureSource | undefined {
  return figures.get(id)?.find((row) => inForce(row, asOf))
}

export function inForce({ since, until }: Period, asOf: CivilDate): boolean {
  return since <= asOf && (until === undefined || asOf <= until)
}

const unitNames: Readonly<Record<Exclude<Unit, 'yuan' | 'month-day' | 'percent'>, string>> = {
  day: '日',
  'working-day': '个工作日',
  week: '周',
  month: '个月',
  year: '年',
  hour: '小时',
  minute: '分钟',
  second: '秒',
  person: '名',
  seat: '个',
  'square-metre': '平方米',
  times: '倍',
  item: '项',
  kind: '类',
  set: '套',
  city: '个城市',
  province: '个省',
  company: '家',
}

/** A figure as people write it: 10000000 yuan is 1000万元, '03-31' is 3月31日. */
export function figureText({ value, unit }: Pick<FigureSource, 'value' | 'unit'>): string {
  switch (unit) {
    case 'yuan':
      return yuanText(Number(value))
    case 'percent':
      return `${value}%`
    case 'month-day': {
      const [month, day] = String(value).split('-')
      return `${Number(month)}月${Number(day)}日`
    }
    default:
      return `${value}${unitNames[unit]}`
  }
}

function yuanText(yuan: number): string {
  if (yuan >= 1e8 && yuan % 1e7 === 0) return `${yuan / 1e8}亿元`
  return yuan >= 1e4 && yuan % 1e3 === 0 ? `${yuan / 1e4}万元` : `${yuan}元`
}

const reference = /\{([^{}]*)\}/g

/** Not figures, but what the day itself says: the year before it is 2025年. */
const ofTheDay: ReadonlyMap<string, (asOf: CivilDate) => string> = new Map([
  ['last-year', (asOf) => `${Number(asOf.slice(0, 4)) - 1}年`],
])

/** The names of the figures a text refers to, with where in the text. */
export function figuresIn(text: string): readonly FigureId[] {
  const named = [...text.matchAll(reference)].map((found) => found[1] ?? '')
  return named.filter((id) => !ofTheDay.has(id)).map(figureId)
}

/** A text with its figures filled in as of a day. A figure not in force then says so instead of guessing. */
export function filled(text: string, figures: Figures, asOf: CivilDate): string {
  return text.replace(reference, (_, id: string) => {
    const said = ofTheDay.get(id)
    if (said !== undefined) return said(asOf)
    const figure = figureOn(figures, figureId(id), asOf)
    return figure === undefined ? '（这一天没有对应的数字）' : figureText(figure)
  })
}
