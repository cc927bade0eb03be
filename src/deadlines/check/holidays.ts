import type { Fault } from '../../knowledge/fault.js'
import type { YamlFile } from '../../knowledge/yaml-file.js'
import { daysBetween, isWeekend, yearOf, type CivilDate } from '../../values/civil-date.js'
import type { DeadlineFiles } from '../deadline-files.js'
import { missingYears } from '../missing-years.js'
import { daysOff, type Holiday, type HolidayFile } from '../holiday-file.js'

/** Days that no notice can mean. */
export function holidayFaults({ holidays }: Pick<DeadlineFiles, 'holidays'>): readonly Fault[] {
  return holidays.flatMap((file) => [
    ...nameFaults(file),
    ...file.value.holidays.flatMap((holiday, at) => [
      ...lengthFaults(holiday, at, file),
      ...yearFaults(holiday, at, file),
      ...workingFaults(holiday, at, file),
    ]),
    ...twinFaults(file),
  ])
}

/** A year that dates need by now and no file tells. It stands at the newest file: the missing one has no place. */
export function holidayNotices(
  { holidays }: Pick<DeadlineFiles, 'holidays'>,
  today: CivilDate,
): readonly Fault[] {
  const newest = [...holidays].sort((a, b) => a.value.year - b.value.year).at(-1)
  if (newest === undefined) return []
  const known = holidays.map(({ value }) => value.year)
  return missingYears(known, today).map((year) =>
    newest.faultAt(
      ['year'],
      `还没有 ${year} 年的放假安排，落在那一年的日子都是暂定的`,
      `照国务院办公厅的通知添加 holidays/${year}.yaml`,
    ),
  )
}

type File = YamlFile<HolidayFile>
type Path = readonly (string | number)[]

/** With the year in the name, no year can stand twice. */
function nameFaults(file: File): readonly Fault[] {
  const { path } = file
  return path === `holidays/${file.value.year}.yaml`
    ? []
    : [
        file.faultAt(
          ['year'],
          `文件名 ${path} 和 year ${file.value.year} 不一致`,
          '一年一个文件，文件名就是年份',
        ),
      ]
}

/** The longest in memory has nine days. */
const longest = 12

function lengthFaults({ from, to }: Holiday, at: number, file: File): readonly Fault[] {
  const length = daysBetween(from, to) + 1
  return length < 1 || length > longest
    ? [file.faultAt(['holidays', at, 'to'], `从 ${from} 放到 ${to}，前后颠倒或太长`, '照通知改正')]
    : []
}

/** New Year may take the last days of the year before with it. */
function yearFaults({ from, to, working }: Holiday, at: number, file: File): readonly Fault[] {
  const days: readonly (readonly [Path, CivilDate])[] = [
    [['from'], from],
    [['to'], to],
    ...working.map((day, place) => [['working', place], day] as const),
  ]
  return days.flatMap(([path, day]) =>
    yearOf(day) === file.value.year || (yearOf(day) === file.value.year - 1 && day.slice(5) >= '12-20')
      ? []
      : [file.faultAt(['holidays', at, ...path], `${day} 不在 ${file.value.year} 年`, '照通知改正年份')],
  )
}

/** A make-up day is further from its holiday than that in no notice. */
const nearDays = 15

function workingFaults({ name, from, to, working }: Holiday, at: number, file: File): readonly Fault[] {
  return working.flatMap((day, place) => {
    const path = ['holidays', at, 'working', place]
    if (!isWeekend(day)) return [file.faultAt(path, `${day} 不是周末，本来就上班`, '删掉它，或照通知改正')]
    return Math.max(daysBetween(day, from), daysBetween(to, day)) > nearDays
      ? [file.faultAt(path, `${day} 离${name}太远`, '移到它所属的节日下面，或照通知改正')]
      : []
  })
}

/** Of two holidays that overlap, their first common day tells it. */
function twinFaults(file: File): readonly Fault[] {
  const days = file.value.holidays.flatMap(daysAt)
  const twice = days.filter(({ day }, place) => days.findIndex((other) => other.day === day) < place)
  return twice
    .filter(({ at }, place) => twice.findIndex((other) => other.at === at) === place)
    .map(({ at, path, day }) =>
      file.faultAt(['holidays', at, ...path], `${day} 写了两次`, '一天只写一次：放假或上班'),
    )
}

interface DayAt {
  readonly at: number
  readonly path: Path
  readonly day: CivilDate
}

function daysAt(holiday: Holiday, at: number): readonly DayAt[] {
  return [
    ...daysOff(holiday).map((day) => ({ at, path: ['from'], day })),
    ...holiday.working.map((day, place) => ({ at, path: ['working', place], day })),
  ]
}
