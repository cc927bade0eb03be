import { sameChat, type MatterId } from '../../values/ids.js'
import {
  datesOf,
  isTabled,
  tableWatches,
  type Column,
  type LicenceRow,
  type TableFault,
} from './licence-table.js'
import type { Matter } from '../matter.js'
import type { Watched } from '../watch.js'

/** The rows of a table beside what is watched already. */
export interface Compared {
  readonly fresh: readonly LicenceRow[]
  /** All that the row says is known, so that a table may be imported again. */
  readonly known: readonly LicenceRow[]
  /** Known, but otherwise: which of the two is right, nobody can tell but a person. */
  readonly faults: readonly TableFault[]
}

export function comparedWith(watched: readonly Watched[], rows: readonly LicenceRow[]): Compared {
  const ids = new Set(rows.filter(({ exported }) => exported).map(({ matter }) => matter.id))
  const kept = keptOf(watched, ids)
  const found = rows.map((row) => ({ row, like: likeOf(row, kept) }))
  return {
    fresh: found.flatMap(({ row, like }) => (like === undefined ? [row] : [])),
    known: found.flatMap(({ row, like }) => (like !== undefined && isSame(row, like) ? [row] : [])),
    faults: found.flatMap(({ row, like }) =>
      like === undefined || isSame(row, like) ? [] : [differs(row, like)],
    ),
  }
}

interface Kept {
  readonly byId: ReadonlyMap<MatterId, Watched>
  readonly byName: ReadonlyMap<string, readonly Watched[]>
}

/** What the table exports itself is found by its id alone. */
function keptOf(watched: readonly Watched[], exported: ReadonlySet<MatterId>): Kept {
  const byName = new Map<string, Watched[]>()
  for (const one of watched.filter((one) => isTabled(one) && !exported.has(one.matter.id)))
    for (const name of namesOf(one.matter)) byName.set(name, [...(byName.get(name) ?? []), one])
  return { byId: new Map(watched.map((one) => [one.matter.id, one])), byName }
}

type Named = Pick<Matter, 'holder' | 'number'>

/** What it may be found by. */
export const namesOf = ({ number, holder }: Named): readonly string[] => [
  `holder ${holder}`,
  ...(number === undefined ? [] : [`number ${number}`]),
]

function likeOf({ matter, exported }: LicenceRow, { byId, byName }: Kept): Watched | undefined {
  const itself = exported ? byId.get(matter.id) : undefined
  const named = namesOf(matter).flatMap((name) => byName.get(name) ?? [])
  return itself ?? named.find((one) => isLike(one.matter, matter))
}

/** The same number, or the same holder where one of them has no number. */
export function isLike(one: Named, other: Named): boolean {
  const both = one.number !== undefined && other.number !== undefined
  return both ? one.number === other.number : one.holder === other.holder
}

function isSame(row: LicenceRow, kept: Watched): boolean {
  return row.exported ? isExportOf(row, kept) : saysNothingElse(row, kept)
}

function isExportOf({ matter, watches }: LicenceRow, kept: Watched): boolean {
  const there = tableWatches(kept.watches)
  return (
    isEqual(matter, kept.matter) &&
    watches.length === there.length &&
    watches.every((watch) => there.some((one) => isEqual(watch, one)))
  )
}

/** Whatever the order in which their keys were written. */
function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other
  const entries = Object.entries(one)
  const there = new Map<string, unknown>(Object.entries(other))
  return entries.length === there.size && entries.every(([key, value]) => isEqual(value, there.get(key)))
}

function saysNothingElse({ matter, watches }: LicenceRow, kept: Watched): boolean {
  const [said, known] = [saidOf(matter), saidOf(kept.matter)]
  return (
    said.every((value, at) => value === undefined || value === known[at]) &&
    watches.every(({ chat }) => kept.watches.some((watch) => sameChat(watch.chat, chat)))
  )
}

function saidOf(matter: Matter): readonly (string | undefined)[] {
  const { issued, expires } = datesOf(matter)
  const { holder, number, scope, province } = matter
  return [holder, number, scope, province, issued, expires]
}

function differs(said: LicenceRow, known: Watched): TableFault {
  const { row, matter, exported } = said
  const { matter: kept, watches } = known
  const { expires } = datesOf(kept)
  const told = `“${kept.holder}”${kept.number ?? ''}${expires === undefined ? '' : `，${expires} 到期`}`
  const why =
    watches.length === 0
      ? '已经没有聊天在看它'
      : exported && kept.id === matter.id
        ? '导出以后它变过'
        : `${differencesOf(said, known).join('、')}不同`
  return { row, says: `已经登记过这张证（${told}），${why}；要改请在聊天里改，这里只登记新的` }
}

const saidColumns: readonly Column[] = ['公司名', '许可证编号', '覆盖范围', '省份', '发证日期', '到期日期']

function differencesOf({ matter, exported }: LicenceRow, kept: Watched): readonly Column[] {
  const [said, known] = [saidOf(matter), saidOf(kept.matter)]
  const differing = saidColumns.filter(
    (_, at) => said[at] !== known[at] && (exported || said[at] !== undefined),
  )
  return differing.length === 0 ? ['聊天'] : differing
}
