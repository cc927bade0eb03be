import type { Fault } from '../fault.js'
import type { Files } from '../files.js'

/** Facts that nobody answers and nobody gave up, and conflicts that are told without what the article says. */
export function factFaults(files: Files): readonly Fault[] {
  return [...homeFaults(files), ...repeatedFacts(files), ...conflictFaults(files)]
}

/** The ids of all facts, in the order of the file. */
export function factIds({ facts }: Pick<Files, 'facts'>): readonly string[] {
  return Object.values(facts.value.facts).flat()
}

function homeFaults({ facts, entries }: Files): readonly Fault[] {
  const answered = new Set(entries.flatMap((file) => file.value.entries.flatMap((entry) => entry.facts)))
  const givenUp = new Set(facts.value.withoutEntry.map(({ fact }) => fact))
  const homeless = placedFacts({ facts }).filter(({ id }) => !answered.has(id) && !givenUp.has(id))
  return [
    ...homeless.map(({ id, path }) =>
      facts.faultAt(path, `没有条目回答 ${id}`, '写进一个条目的 facts，或在 withoutEntry 说明为什么不答'),
    ),
    ...facts.value.withoutEntry.flatMap(({ fact }, at) =>
      answered.has(fact)
        ? [
            facts.faultAt(
              ['withoutEntry', at, 'fact'],
              `${fact} 已经有条目回答了`,
              '从 withoutEntry 删掉，或从条目的 facts 删掉',
            ),
          ]
        : [],
    ),
  ]
}

function repeatedFacts(files: Files): readonly Fault[] {
  const placed = placedFacts(files)
  const again = placed.filter(({ id }, at) => placed.findIndex((other) => other.id === id) !== at)
  return again.map(({ id, path }) => files.facts.faultAt(path, `${id} 写了两次`, '删掉其中一个'))
}

interface PlacedFact {
  readonly id: string
  readonly path: readonly (string | number)[]
}

function placedFacts({ facts }: Pick<Files, 'facts'>): readonly PlacedFact[] {
  return Object.entries(facts.value.facts).flatMap(([topic, ids]) =>
    ids.map((id, at) => ({ id, path: ['facts', topic, at] })),
  )
}

function conflictFaults({ facts, entries }: Files): readonly Fault[] {
  const claiming = new Set<string>(
    entries.flatMap((file) =>
      file.value.entries.filter(({ claims = [] }) => claims.length > 0).map(({ id }) => id),
    ),
  )
  return facts.value.conflicts.flatMap(({ id, entries: told, noClaim }, at) =>
    noClaim !== undefined || told.some((entry) => claiming.has(entry))
      ? []
      : [
          facts.faultAt(
            ['conflicts', at, 'entries'],
            `${id} 的条目没有写文章的说法`,
            '给条目加 claims，或写 noClaim 说明为什么不需要',
          ),
        ],
  )
}
