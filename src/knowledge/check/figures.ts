import type { CivilDate } from '../../values/civil-date.js'
import { figuresAt, textsAt, type TextAt } from '../entry-texts.js'
import type { FigureSource, Source } from '../entry.js'
import type { Fault } from '../fault.js'
import { figureOn, figureText, overlap, type Figures } from '../figures.js'
import type { Files } from '../files.js'
import { isOfficial, isTrade } from '../standing.js'

/** Figures that stand twice, under two names or typed into a text, and articles' figures that look like law. */
export function figureFaults(files: Files, figures: Figures, today: CivilDate): readonly Fault[] {
  const known = knownTexts(figures, today)
  return [
    ...figuresAt(files).flatMap((row) => [...rivalFault(row, files), ...nameFault(row, files)]),
    ...textsAt(files).flatMap((text) => typedFaults(text, known)),
  ]
}

interface FigureAt {
  readonly figure: FigureSource
  readonly at: number
}

/** Of one thing the law says one value at a time, and only one figure tells it. */
function rivalFault({ figure, at }: FigureAt, files: Files): readonly Fault[] {
  const authority = authoritiesOf(files)
  if (!isOfficial(authority.get(figure.source))) return []
  const rival = files.figures.value.figures
    .slice(0, at)
    .find(
      (other) =>
        other.id !== figure.id &&
        (thing(other) === thing(figure) || other.name === figure.name) &&
        isOfficial(authority.get(other.source)) &&
        overlap(other, figure),
    )
  if (rival === undefined) return []
  const [a, b] = [figureText(rival), figureText(figure)]
  const message =
    a === b
      ? `${figure.id} 和 ${rival.id} 是同一个数字`
      : `${figure.id} 和 ${rival.id} 说同一件事，值不同：${b} 和 ${a}`
  return [
    files.figures.faultAt(
      ['figures', at, 'id'],
      message,
      '留一个，改用它的编号；不是同一件事就改 name 或 of',
    ),
  ]
}

const thing = ({ id, of }: FigureSource): string => of ?? id

function authoritiesOf({ sources }: Files): ReadonlyMap<string, Source['authority']> {
  return new Map(sources.value.sources.map(({ id, authority }) => [id, authority]))
}

/** By its name anybody can see whether a figure is law or what an article says. */
function nameFault({ figure, at }: FigureAt, files: Files): readonly Fault[] {
  const authority = authoritiesOf(files).get(figure.source)
  if (authority === undefined || isTrade(authority) === figure.id.startsWith('claim.')) return []
  return [
    files.figures.faultAt(
      ['figures', at, 'id'],
      isTrade(authority)
        ? `${figure.id} 来自行业文章，编号却不以 claim. 开头`
        : `${figure.id} 以 claim. 开头，来源却不是行业文章`,
      '改编号或改 source',
    ),
  ]
}

const units =
  '万元|亿元|万|亿|元|个?工作日|个?自然日|日|天|周(?!岁)|个月|年|个?小时|分钟|秒钟?|名|人|位|个|平方米|平米|㎡|[%％]|倍|项|类|套|家|城市|省|席'
/** 2026年 is a year, 21日 in 11月21日 a day of the calendar: neither is a figure. */
const digits = new RegExp(`(?<![\\d.,月第〔])(?!\\d{4}年)\\d[\\d,]*(?:\\.\\d+)?\\s?(?:${units})`, 'gu')
/** Only measures: 两个省 and 一次 are plain words, as are 第二天 and 近三年. */
const spelled =
  /(?<![\d.第近前十百千万月每零〇一二两三四五六七八九])(?!一(?:天|年|日|周|人|名|元)|万元)[一二两三四五六七八九十百千万]+(?:多|余)?(?:万元|亿元|元|个?工作日|个?自然日|日|天|周(?!岁)|个月|年|个?小时|分钟|秒|名|人|个座席|平方米|平米|㎡|倍)/gu

/** Figures that are typed by hand instead of named. */
export function typedFaults({ text, fault }: TextAt, known: KnownTexts): readonly Fault[] {
  const outside = text.replace(/\{[^{}]*\}/g, (reference) => ' '.repeat(reference.length))
  const found = [...outside.matchAll(digits), ...outside.matchAll(spelled), ...daysOfTheYear(outside, known)]
  return [...new Set(found.map(([typed]) => typed))].map((typed) => fault(...bareFigure(typed, known)))
}

/** A day that a figure names, such as 3月31日, unless it is one day of one year. */
function daysOfTheYear(text: string, known: KnownTexts): readonly RegExpExecArray[] {
  return [...text.matchAll(/(?<!\d)(?<!\d年)\d{1,2}月\d{1,2}日/gu)].filter(([typed]) => known.has(typed))
}

/** Every figure in force by how it looks when it is typed by hand. */
export type KnownTexts = ReadonlyMap<string, readonly string[]>

export function knownTexts(figures: Figures, today: CivilDate): KnownTexts {
  const byText = new Map<string, string[]>()
  for (const id of figures.keys()) {
    const figure = figureOn(figures, id, today)
    if (figure === undefined) continue
    const text = figureText(figure)
    byText.set(text, [...(byText.get(text) ?? []), id])
  }
  return byText
}

function bareFigure(typed: string, known: KnownTexts): readonly [message: string, remedy: string] {
  const ids = known.get(typed.replaceAll(/[,\s]/g, '').replace(/天$/, '日')) ?? []
  const names = ids.slice(0, 3).map((id) => `{${id}}`)
  return [
    `直接写了数字“${typed}”`,
    names.length > 0
      ? `改成 ${names.join(' 或 ')}，数字只在 figures.yaml 写一次`
      : '在 figures.yaml 写这个数字和它的来源，这里引用 {编号}',
  ]
}
