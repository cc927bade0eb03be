import type { CivilDate } from '../values/civil-date.js'
import type { EntryId } from '../values/ids.js'
import type { EntrySource as Entry } from './entry.js'
import { inForce } from './figures.js'

/** By the id of the entry or card: the questions people asked it with. */
export type AskedById = ReadonlyMap<string, readonly string[]>

/**
 * What people asked each entry with, as of a day. An entry that takes another's place bears its title, and from its first
 * day on all that was taught to either is asked of it.
 */
export function askedOn(
  day: CivilDate,
  entries: ReadonlyMap<EntryId, Entry>,
  asked: AskedById,
): (entry: Entry) => readonly string[] {
  const byTitle = new Map<string, readonly Entry[]>()
  for (const entry of entries.values()) byTitle.set(entry.title, [...(byTitle.get(entry.title) ?? []), entry])
  const own = ({ id }: Entry): readonly string[] => asked.get(id) ?? []
  return (entry) => {
    const alike = byTitle.get(entry.title) ?? []
    const standing = alike.find((one) => inForce(one, day))
    if (standing === undefined || alike.length === 1) return own(entry)
    return standing.id === entry.id ? alike.flatMap(own) : []
  }
}
