import type { CivilDate } from '../../values/civil-date.js'
import { entriesAt, textsAt, type EntryAt, type TextAt } from '../entry-texts.js'
import { saysLimit, verdictLimit } from '../entry.js'
import type { Fault } from '../fault.js'
import { filled, type Figures } from '../figures.js'
import type { Files } from '../files.js'
import { traditionalIn } from '../words/normalise.js'

/** What readers must never see: too long, two voices, words of our own workshop, somebody's telephone number. */
export function wordingFaults(files: Files, figures: Figures, today: CivilDate): readonly Fault[] {
  const ids = internalIds(files)
  return [
    ...entriesAt(files).flatMap((at) => [...lengthFaults(at, figures, today), ...dateFaults(at)]),
    ...textsAt(files).flatMap((text) => [
      ...voiceFaults(text),
      ...traditionalFault(text),
      ...internalIdFault(text, ids),
    ]),
  ]
}

function lengthFaults({ entry, faultAt }: EntryAt, figures: Figures, today: CivilDate): readonly Fault[] {
  const verdict = filled(entry.verdict, figures, today).length
  const says = filled(entry.says, figures, today).length
  const remedy = '删掉能省的字，细节移到 more'
  return [
    ...(verdict > verdictLimit ? [faultAt(['verdict'], tooLong('结论', verdict, verdictLimit), remedy)] : []),
    ...(says > saysLimit ? [faultAt(['says'], tooLong('理由', says, saysLimit), remedy)] : []),
    ...entry.means.flatMap((one, at) => {
      const { length } = filled(one.says, figures, today)
      return length > verdictLimit
        ? [faultAt(['means', at, 'says'], tooLong('词义', length, verdictLimit), remedy)]
        : []
    }),
  ]
}

function tooLong(what: string, length: number, limit: number): string {
  return `${what}有 ${length} 个字，最多 ${limit} 个`
}

function dateFaults({ entry, faultAt }: EntryAt): readonly Fault[] {
  return entry.until !== undefined && entry.until < entry.since
    ? [faultAt(['until'], 'until 早于 since', '对调或改正日期')]
    : []
}

export function voiceFaults({ text, fault }: TextAt): readonly Fault[] {
  return voice.flatMap(({ pattern, message, remedy }) => {
    const found = pattern.exec(text)
    return found === null ? [] : [fault(`${message}：“${found[0]}”`, remedy)]
  })
}

const voice: readonly { readonly pattern: RegExp; readonly message: string; readonly remedy: string }[] = [
  { pattern: /\{[^}]*$|^[^{]*\}/, message: '花括号不成对', remedy: '写成 {数字编号}' },
  { pattern: /您/, message: '称呼不统一', remedy: '改成“你”' },
  {
    pattern: /\p{Script=Han}[,;?!]|\p{Script=Han}:(?!\/)/u,
    message: '用了半角标点',
    remedy: '改成全角 ，；？！：',
  },
  {
    pattern: /资料[一二]|种子(?:文|资|事)|阶梯代号|seed|(?<![A-Za-z])[ABCD]\s?级|证据等级|证据\s?[ABCD]/,
    message: '用了内部说法',
    remedy: '说“有文章称”或写出来源的名字；证据用“读到原文”“转述”这样的词',
  },
  {
    pattern: /(?<!“)(?:包过|百分百通过|保证拿证)/,
    message: '像广告或承诺',
    remedy: '改成中性的说法；若在讲别人的广告，加引号“包过”',
  },
  {
    // Short official numbers such as 12381 are told apart: check-sources asks for their source.
    pattern: /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8}|[48]00[-－ ]?\d{3}[-－ ]?\d{4}|[2-8]\d{7})(?!\d)/,
    message: '写了电话号码',
    remedy: '删掉：不留任何机构的电话',
  },
]

export function traditionalFault({ text, fault }: TextAt): readonly Fault[] {
  const character = traditionalIn(text)
  return character === undefined ? [] : [fault(`有繁体字“${character}”`, '改成简体字')]
}

/** Ids of entries, facts and sources: readers must see titles and names instead. */
function internalIds(files: Files): ReadonlySet<string> {
  return new Set(
    [
      ...files.entries.flatMap((file) => file.value.entries.map(({ id }) => id)),
      ...files.sources.value.sources.map(({ id }) => id),
      ...Object.values(files.facts.value.facts).flat(),
      ...files.facts.value.conflicts.map(({ id }) => id),
    ].filter((id) => /[.-]/.test(id)),
  )
}

export function internalIdFault({ text, fault }: TextAt, ids: ReadonlySet<string>): readonly Fault[] {
  const words = text.replace(/\{[^{}]*\}/g, '').match(/[a-z0-9]+(?:[.-][a-z0-9]+)+/g) ?? []
  const shown = words.find((word) => ids.has(word))
  return shown === undefined ? [] : [fault(`露出了内部编号“${shown}”`, '写它的标题或名字')]
}
