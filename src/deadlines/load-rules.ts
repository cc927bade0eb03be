import { inFileOrder, type Fault } from '../knowledge/fault.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { TextFile } from '../knowledge/yaml-file.js'
import type { CivilDate } from '../values/civil-date.js'
import { demandFaults } from './check/demands.js'
import { eventFaults } from './check/events.js'
import { holidayFaults, holidayNotices } from './check/holidays.js'
import { ladderFaults } from './check/ladders.js'
import { referenceFaults, unusedEvents } from './check/references.js'
import { textFaults } from './check/texts.js'
import { readDeadlineFiles, type DeadlineFiles } from './deadline-files.js'
import type { EventsFile } from './event-file.js'
import { holidayYear } from './holiday-file.js'
import { ruleOf, type Named } from './rule-of.js'
import { valuelessDays, withVersions } from './rule-versions.js'
import type { EventSource } from './rule.js'
import { rulesAt, type RuleAt } from './rules-at.js'
import { rulesOf, rulesOn, type RuleContents, type Rules } from './rules.js'

export type LoadedRules =
  | {
      readonly ok: true
      readonly rules: Rules
      readonly contents: RuleContents
      /** Worth an editor's eye, but no reason to keep the old version serving. */
      readonly notices: readonly Fault[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Deadlines from the texts of the knowledge folder, or every fault in them at once. Figures are taken as of `today`; `contents` hold for every day. */
export function rulesFrom(texts: readonly TextFile[], knowledge: Knowledge, today: CivilDate): LoadedRules {
  const read = readDeadlineFiles(texts)
  if (!read.ok) return { ok: false, faults: inFileOrder(read.faults) }
  const { files } = read
  const named = { knowledge, today }
  const faults = faultsIn(files, named)
  if (faults.length > 0) return { ok: false, faults: inFileOrder(faults) }
  const contents = contentsOf(files, named)
  const notices = [...unusedEvents(files), ...holidayNotices(files, today), ...valuelessNotices(files, named)]
  return { ok: true, rules: rulesOn(rulesOf(contents), today), contents, notices }
}

function faultsIn(files: DeadlineFiles, named: Named): readonly Fault[] {
  const rules = rulesAt(files)
  return [
    ...twinFaults(rules),
    ...referenceFaults(files, named),
    ...rules.flatMap((at) => {
      const rule = ruleOf(at.source, named)
      return rule === undefined ? [] : [...ladderFaults(at, rule), ...demandFaults(at, rule, named)]
    }),
    ...eventFaults(files),
    ...holidayFaults(files),
    ...textFaults(files, named),
  ]
}

function twinFaults(rules: readonly RuleAt[]): readonly Fault[] {
  return rules.flatMap(({ source: { id }, faultAt }, at) => {
    const first = rules.findIndex(({ source }) => source.id === id)
    return first === at
      ? []
      : [faultAt(['id'], `规则 ${id} 在 ${rules[first]?.file} 已经有了`, '换一个编号，或把两处合成一处')]
  })
}

/** Until that day comes the rule goes on as it is, and after it with the last values there were. */
function valuelessNotices(files: DeadlineFiles, named: Named): readonly Fault[] {
  return rulesAt(files).flatMap(({ source, faultAt }) =>
    valuelessDays(source, named)
      .slice(0, 1)
      .map((day) =>
        faultAt(
          ['id'],
          `规则 ${source.id} 用到的数字从 ${day} 起没有值`,
          '在 figures.yaml 写上那天起的值，或者改规则',
        ),
      ),
  )
}

function contentsOf({ rules, events, holidays }: DeadlineFiles, named: Named): RuleContents {
  return {
    rules: rulesAt({ rules }).flatMap(({ source }) => withVersions(source, named) ?? []),
    events: events.value.events.map(happening),
    traits: events.value.traits,
    years: holidays.map(({ value }) => holidayYear(value)).map((year) => ({ ...year, days: [...year.days] })),
  }
}

const happening = ({ id, ...rest }: EventsFile['events'][number]): EventSource => ({ kind: id, ...rest })
