import type { Fault } from '../knowledge/fault.js'
import { yamlReader, type TextFile, type YamlFile } from '../knowledge/yaml-file.js'
import { eventsFile, type EventsFile } from './event-file.js'
import { holidayFile, type HolidayFile } from './holiday-file.js'
import { rulesFile, type RuleSource } from './rule-file.js'

/** The files about deadlines, by what editors call them, with their schema. */
export const deadlineSchemas = { rules: rulesFile, events: eventsFile, holidays: holidayFile } as const

export interface DeadlineFiles {
  readonly rules: readonly YamlFile<{ readonly rules: readonly RuleSource[] }>[]
  readonly events: YamlFile<EventsFile>
  readonly holidays: readonly YamlFile<HolidayFile>[]
}

export type ReadDeadlines =
  | { readonly ok: true; readonly files: DeadlineFiles }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Every fault of syntax and shape at once; other files of the knowledge folder are passed over. */
export function readDeadlineFiles(texts: readonly TextFile[]): ReadDeadlines {
  const { faults, read } = yamlReader(texts)
  const rules = read(/^rules\/[^/]+\.yaml$/, deadlineSchemas.rules)
  const [events] = read(/^events\.yaml$/, deadlineSchemas.events)
  const holidays = read(/^holidays\/[^/]+\.yaml$/, deadlineSchemas.holidays)
  if (!texts.some(({ path }) => path === 'events.yaml')) faults.push(missing('events.yaml'))
  return events === undefined || faults.length > 0
    ? { ok: false, faults }
    : { ok: true, files: { rules, events, holidays } }
}

function missing(file: string): Fault {
  return { file, line: 1, column: 1, message: '缺少这个文件', remedy: '从上一个版本恢复它' }
}
