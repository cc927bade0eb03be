import type { Fault } from '../fault.js'
import { overlap, type Period } from '../figures.js'
import type { Files } from '../files.js'
import type { Input } from '../condition/inputs.js'
import { normalise } from '../words/normalise.js'
import type { YamlFile } from '../yaml-file.js'

/** A thing with an id, and where it stands. */
export interface Placed {
  readonly id: string
  readonly file: Pick<YamlFile<unknown>, 'path' | 'faultAt'>
  readonly path: readonly (string | number)[]
  /** When it is there; always, if it has none. */
  readonly during?: Period
}

/** Ids, titles and periods that stand twice. */
export function twinFaults(files: Files): readonly Fault[] {
  const { scope, words } = files
  return [
    ...repeated(files.entries.flatMap((file) => placed(file.value.entries, file, 'entries'))),
    ...repeated(files.entries.flatMap(titlesPlaced)),
    ...repeated(placed(files.sources.value.sources, files.sources, 'sources')),
    ...repeated([
      ...placed(words.value.subjects, words, 'subjects'),
      ...placed(words.value.aspects, words, 'aspects'),
    ]),
    ...repeated(townsPlaced(words)),
    ...repeated([
      ...placed(scope.value.neighbours, scope, 'neighbours'),
      ...placed(scope.value.notCovered, scope, 'notCovered'),
      ...placed(scope.value.refusals, scope, 'refusals'),
    ]),
    ...repeated(placed(files.facts.value.conflicts, files.facts, 'conflicts')),
    ...repeated(placed(files.inputs.value.inputs, files.inputs, 'inputs')),
    ...files.inputs.value.inputs.flatMap((input, at) => repeated(optionsPlaced(input, files.inputs, at))),
    ...repeated(files.asked.flatMap(askedPlaced)),
    ...repeated(files.entries.flatMap(meantPlaced)),
    ...overlapping(files),
  ]
}

function placed(
  things: readonly { readonly id: string }[],
  file: Placed['file'],
  list: string,
): readonly Placed[] {
  return things.map(({ id }, at) => ({ id, file, path: [list, at, 'id'] }))
}

/** What takes the place of an entry on some day may be called the same. */
function titlesPlaced(file: Files['entries'][number]): readonly Placed[] {
  return file.value.entries.map(({ title, since, until }, at) => ({
    id: title,
    file,
    path: ['entries', at, 'title'],
    during: { since, until },
  }))
}

/** On each day a word is explained once. */
function meantPlaced(file: Files['entries'][number]): readonly Placed[] {
  return file.value.entries.flatMap(({ means, since, until }, entry) =>
    means.flatMap(({ names }, at) =>
      names.map((name) => ({
        id: normalise(name),
        file,
        path: ['entries', entry, 'means', at, 'names'],
        during: { since, until },
      })),
    ),
  )
}

/** A town is in one province. */
function townsPlaced(file: Files['words']): readonly Placed[] {
  return Object.entries(file.value.places).flatMap(([province, towns]) =>
    towns.map((id, at) => ({ id, file, path: ['places', province, at] })),
  )
}

/** However it is written: one question teaches one answer. */
function askedPlaced(file: Files['asked'][number]): readonly Placed[] {
  return file.value.asked.flatMap(({ questions }, at) =>
    questions.map((question, place) => ({
      id: normalise(question),
      file,
      path: ['asked', at, 'questions', place],
    })),
  )
}

function optionsPlaced(input: Input, file: Placed['file'], at: number): readonly Placed[] {
  const options = 'options' in input ? input.options : []
  return options.map(({ id }, place) => ({ id, file, path: ['inputs', at, 'options', place, 'id'] }))
}

function repeated(things: readonly Placed[]): readonly Fault[] {
  const seen = new Map<string, readonly Placed[]>()
  return things.flatMap((thing) => {
    const before = seen.get(thing.id) ?? []
    seen.set(thing.id, [...before, thing])
    const twin = before.find((other) => areTogether(other, thing))
    return twin === undefined
      ? []
      : [
          thing.file.faultAt(
            thing.path,
            `“${thing.id}”在 ${twin.file.path} 已经有了`,
            twin.during === undefined
              ? '换一个名字，或把两处合成一处'
              : '换一个名字，或把两处合成一处；后一处要接替前一处，给前一处写上 until',
          ),
        ]
  })
}

const areTogether = ({ during: one }: Placed, { during: other }: Placed): boolean =>
  one === undefined || other === undefined || overlap(one, other)

/** One figure may change its value over time, but on each day it has one. */
function overlapping(files: Files): readonly Fault[] {
  const rows = files.figures.value.figures
  return rows.flatMap((row, at) => {
    const other = rows.slice(0, at).find((earlier) => earlier.id === row.id && overlap(earlier, row))
    return other === undefined
      ? []
      : [
          files.figures.faultAt(
            ['figures', at, 'since'],
            `${row.id} 有两个同时有效的值`,
            `给 ${other.since} 那一个写上 until，或删掉一个`,
          ),
        ]
  })
}
