import { daysAfter, type CivilDate } from '../../values/civil-date.js'
import { changeDays } from '../change-days.js'
import { textsOf } from '../entry-texts.js'
import type { EntrySource } from '../entry.js'
import type { Fault } from '../fault.js'
import { figureOn, figuresIn, inForce } from '../figures.js'
import type { Files } from '../files.js'
import type { Knowledge } from '../knowledge.js'

/** Today and every later day on which something changes: what is prepared now goes live then without anybody looking. */
export function daysToCheck(knowledge: Knowledge, today: CivilDate): readonly [CivilDate, ...CivilDate[]] {
  return [today, ...changeDays(knowledge).filter((day) => day > today)]
}

/** Figures that an entry in force names on a day when they have no value. The first such day of each is told. */
export function gapFaults(files: Files, knowledge: Knowledge, today: CivilDate): readonly Fault[] {
  const days = daysToCheck(knowledge, today)
  return files.entries.flatMap((file) =>
    file.value.entries.flatMap((entry, at) =>
      textsOf(entry).flatMap(({ text, path }) =>
        figuresIn(text).flatMap((id) => {
          if (!knowledge.figures.has(id)) return []
          const day = days.find(
            (one) => inForce(entry, one) && figureOn(knowledge.figures, id, one) === undefined,
          )
          return day === undefined
            ? []
            : [
                file.faultAt(
                  ['entries', at, ...path],
                  `${id} 在 ${day} 没有值`,
                  `在 figures.yaml 给它写上那天有效的一行，或改条目的 since、until`,
                ),
              ]
        }),
      ),
    ),
  )
}

/** What an editor should look at again: past the day to check it by, past its end, or not begun. */
export function dateNotices(files: Files, today: CivilDate): readonly Fault[] {
  return files.entries.flatMap((file) =>
    file.value.entries.flatMap((entry, at) =>
      noticesOf(entry, today).map(({ key, message, remedy }) =>
        file.faultAt(['entries', at, key], message, remedy),
      ),
    ),
  )
}

interface Notice {
  readonly key: keyof EntrySource
  readonly message: string
  readonly remedy: string
}

function noticesOf({ id, since, until, reviewBy }: EntrySource, today: CivilDate): readonly Notice[] {
  if (until !== undefined && until < today)
    return [
      {
        key: 'until',
        message: `${id} 已经过期（${until}），不再回答`,
        remedy: `写一条 since: ${daysAfter(until, 1)} 的新条目，或删掉它`,
      },
    ]
  return [
    ...(reviewBy < today
      ? [
          {
            key: 'reviewBy',
            message: `${id} 该核对了（${reviewBy}）`,
            remedy: '核对依据后更新 checked 和 reviewBy',
          } as const,
        ]
      : []),
    ...(since > today
      ? [{ key: 'since', message: `${id} 从 ${since} 起才生效`, remedy: '日期没写错就不用改' } as const]
      : []),
  ]
}
