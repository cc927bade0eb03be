import type { CivilDate } from '../values/civil-date.js'
import { scopeTexts, textsOf } from './entry-texts.js'
import { saysLimit, verdictLimit, type EntrySource } from './entry.js'
import type { Fault } from './fault.js'
import { figureOn, figureText, filled, type Figures } from './figures.js'
import type { Files } from './files.js'
import { traditionalIn } from './normalise.js'
import { conditionFault } from './condition.js'

type Path = readonly (string | number)[]
type Complaint = { readonly message: string; readonly remedy: string }
type At = (path: Path, complaint: Complaint) => Fault

/** What readers must never see: too long, figures typed by hand, two voices, words of our own workshop. */
export function wordingFaults(files: Files, figures: Figures, today: CivilDate): readonly Fault[] {
  const typed = typedFigures(figures, today)
  const inEntries = files.entries.flatMap((file) =>
    file.value.entries.flatMap((entry, index) => {
      const at: At = (path, { message, remedy }) => file.faultAt(['entries', index, ...path], message, remedy)
      return [
        ...lengthFaults(entry, figures, today, at),
        ...textsOf(entry).flatMap(({ text, path }) => textFaults(text, path, typed, at)),
        ...dateFaults(entry, at),
      ]
    }),
  )
  return [...inEntries, ...scopeFaults(files, typed)]
}

/** Cards of scope.yaml are read by people too. */
function scopeFaults(files: Files, typed: readonly TypedFigure[]): readonly Fault[] {
  const at: At = (path, { message, remedy }) => files.scope.faultAt(path, message, remedy)
  return scopeTexts(files).flatMap(({ text, path }) => textFaults(text, path, typed, at))
}

function lengthFaults(entry: EntrySource, figures: Figures, today: CivilDate, at: At): readonly Fault[] {
  const verdict = filled(entry.verdict, figures, today).length
  const says = filled(entry.says, figures, today).length
  return [
    ...(verdict > verdictLimit ? [at(['verdict'], tooLong('结论', verdict, verdictLimit))] : []),
    ...(says > saysLimit ? [at(['says'], tooLong('理由', says, saysLimit))] : []),
  ]
}

function tooLong(what: string, length: number, limit: number): Complaint {
  return { message: `${what}有 ${length} 个字，最多 ${limit} 个`, remedy: '删掉能省的字，细节移到 more' }
}

function textFaults(text: string, path: Path, typed: readonly TypedFigure[], at: At): readonly Fault[] {
  return [
    ...voice.flatMap(({ pattern, ...complaint }) => {
      const found = pattern.exec(text)
      return found === null
        ? []
        : [at(path, { ...complaint, message: `${complaint.message}：“${found[0]}”` })]
    }),
    ...typed.filter(({ pattern }) => pattern.test(text)).map((figure) => at(path, bareFigure(figure))),
    ...traditionalFault(text).map((complaint) => at(path, complaint)),
  ]
}

const voice: readonly (Complaint & { readonly pattern: RegExp })[] = [
  { pattern: /\{[^}]*$|^[^{]*\}/, message: '花括号不成对', remedy: '写成 {数字编号}' },
  { pattern: /您/, message: '称呼不统一', remedy: '改成“你”' },
  {
    pattern: /\p{Script=Han}[,;?!]|\p{Script=Han}:(?!\/)/u,
    message: '用了半角标点',
    remedy: '改成全角 ，；？！：',
  },
  {
    pattern: /资料[一二]|seed|[ABCD]级证据|证据等级/,
    message: '用了内部说法',
    remedy: '说“有文章称”或写出来源的名字',
  },
  {
    pattern: /(?<!“)(?:包过|百分百通过|保证拿证)/,
    message: '像广告或承诺',
    remedy: '改成中性的说法；若在讲别人的广告，加引号“包过”',
  },
]

function traditionalFault(text: string): readonly Complaint[] {
  const character = traditionalIn(text)
  return character === undefined ? [] : [{ message: `有繁体字“${character}”`, remedy: '改成简体字' }]
}

interface TypedFigure {
  readonly ids: readonly string[]
  readonly text: string
  readonly pattern: RegExp
}

/** How each figure looks when it is typed by hand. The day of a full date (2024年6月30日) is no period of 30日. */
function typedFigures(figures: Figures, today: CivilDate): readonly TypedFigure[] {
  const byText = new Map<string, string[]>()
  for (const id of figures.keys()) {
    const figure = figureOn(figures, id, today)
    if (figure === undefined) continue
    const text = figureText(figure)
    byText.set(text, [...(byText.get(text) ?? []), id])
  }
  return [...byText].map(([text, ids]) => ({
    ids,
    text,
    pattern: new RegExp(`(?<![\\d.{月])(?<!\\d年)${escaped(text)}`),
  }))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function bareFigure({ text, ids }: TypedFigure): Complaint {
  const names = ids.map((id) => `{${id}}`)
  return {
    message: `直接写了数字“${text}”`,
    remedy: `改成 ${names.slice(0, 3).join(' 或 ')}，数字只在 figures.yaml 写一次`,
  }
}

function dateFaults(entry: EntrySource, at: At): readonly Fault[] {
  const condition = entry.met === undefined ? undefined : conditionFault(entry.met)
  return [
    ...(entry.until !== undefined && entry.until < entry.since
      ? [at(['until'], { message: 'until 早于 since', remedy: '对调或改正日期' })]
      : []),
    ...(condition === undefined ? [] : [at(['met'], { message: condition, remedy: '照 CEL 的写法改正' })]),
  ]
}
