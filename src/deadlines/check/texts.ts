import { knownTexts, typedFaults } from '../../knowledge/check/figures.js'
import { articleComplaint } from '../../knowledge/check/sources.js'
import { internalIdFault, traditionalFault, voiceFaults } from '../../knowledge/check/wording.js'
import type { TextAt } from '../../knowledge/entry-texts.js'
import type { Fault } from '../../knowledge/fault.js'
import { figuresIn } from '../../knowledge/figures.js'
import type { DeadlineFiles } from '../deadline-files.js'
import type { Named } from '../rule-of.js'
import { rulesAt, type RuleAt } from '../rules-at.js'

/** What people would read: in one voice, without typed figures, and nothing of our workshop. */
export function textFaults(files: DeadlineFiles, { knowledge, today }: Named): readonly Fault[] {
  const known = knownTexts(knowledge.figures, today)
  const ids = internalIds(files, knowledge)
  const ruled = rulesAt(files).flatMap(textsOf)
  return [
    ...[...ruled, ...eventTexts(files)].flatMap((text) => [
      ...voiceFaults(text),
      ...traditionalFault(text),
      ...internalIdFault(text, ids),
    ]),
    ...ruled.flatMap((text) => [
      ...typedFaults(text, known),
      ...figureFaults(text, knowledge),
      ...dayWordFault(text),
    ]),
    ...rulesAt(files).flatMap(articleFaults),
  ]
}

function textsOf({ source, faultAt }: RuleAt): readonly TextAt[] {
  const text = (path: readonly (string | number)[], said: string | undefined): readonly TextAt[] =>
    said === undefined
      ? []
      : [{ text: said, fault: (message: string, remedy: string) => faultAt(path, message, remedy) }]
  return [
    ...text(['name'], source.name),
    ...text(['owner'], source.owner),
    ...text(['overdue'], source.overdue),
    ...text(['asks'], source.asks),
    ...source.ladder.flatMap((rung, at) => text(['ladder', at, 'do'], rung.do)),
  ]
}

function eventTexts({ events }: DeadlineFiles): readonly TextAt[] {
  const at = (path: readonly (string | number)[], text: string): TextAt => ({
    text,
    fault: (message, remedy) => events.faultAt(path, message, remedy),
  })
  return [
    ...events.value.events.flatMap(({ name, says, asks }, place) => [
      at(['events', place, 'name'], name),
      at(['events', place, 'asks'], asks),
      ...says.map((phrase, of) => at(['events', place, 'says', of], phrase)),
    ]),
    ...events.value.traits.flatMap(({ name, says }, place) => [
      at(['traits', place, 'name'], name),
      ...says.map((phrase, of) => at(['traits', place, 'says', of], phrase)),
    ]),
  ]
}

function internalIds(files: DeadlineFiles, { entries, sources }: Named['knowledge']): ReadonlySet<string> {
  const rules = rulesAt(files).map(({ source }) => source.id)
  return new Set([...rules, ...entries.keys(), ...sources.keys()].filter((id) => /[.-]/.test(id)))
}

function figureFaults({ text, fault }: TextAt, { figures }: Named['knowledge']): readonly Fault[] {
  return figuresIn(text)
    .filter((id) => !figures.has(id))
    .map((id) => fault(`没有叫 ${id} 的数字`, '先在 figures.yaml 添加它，或改成已有的编号'))
}

/** A reminder that was moved goes out on another day. */
function dayWordFault({ text, fault }: TextAt): readonly Fault[] {
  const [word] = /今天|明天|后天|昨天|还剩/.exec(text) ?? []
  return word === undefined ? [] : [fault(`写了“${word}”`, '删掉：哪天、还剩几天由程序按发送那天写')]
}

function articleFaults({ source, faultAt }: RuleAt): readonly Fault[] {
  return source.citations.flatMap(({ article }, at) => {
    const complaint = articleComplaint(article)
    return complaint === undefined ? [] : [faultAt(['citations', at, 'article'], ...complaint)]
  })
}
