import type { EntrySource } from './entry.js'
import { nearest, type Fault } from './fault.js'
import { figuresIn } from './figures.js'
import type { Files } from './files.js'
import type { YamlFile } from './yaml-file.js'

type Path = readonly (string | number)[]
/** A thing with an id, and where it stands. */
interface Placed {
  readonly id: string
  readonly file: Pick<YamlFile<unknown>, 'path' | 'faultAt'>
  readonly path: Path
}

/** Ids that stand twice, and ids that lead nowhere. */
export function referenceFaults(files: Files): readonly Fault[] {
  const known = knownIds(files)
  return [...twins(files), ...mentions(files).flatMap((mention) => leadsNowhere(mention, known))]
}

interface Mention extends Placed {
  readonly kind: keyof Known
}

interface Known {
  readonly entry: ReadonlySet<string>
  readonly source: ReadonlySet<string>
  readonly figure: ReadonlySet<string>
  readonly subject: ReadonlySet<string>
  readonly aspect: ReadonlySet<string>
}

const kindNames: Readonly<Record<keyof Known, string>> = {
  entry: '条目',
  source: '来源',
  figure: '数字',
  subject: '主题',
  aspect: '问法',
}

function knownIds(files: Files): Known {
  const { subjects, aspects } = files.words.value
  return {
    entry: idsOf(files.entries.flatMap((file) => file.value.entries)),
    source: idsOf(files.sources.value.sources),
    figure: idsOf(files.figures.value.figures),
    subject: idsOf(subjects),
    aspect: idsOf(aspects),
  }
}

const idsOf = (things: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(things.map(({ id }) => id))

function leadsNowhere({ kind, id, file, path }: Mention, known: Known): readonly Fault[] {
  if (known[kind].has(id)) return []
  const meant = nearest(id, known[kind])
  return [
    file.faultAt(
      path,
      `没有叫 ${id} 的${kindNames[kind]}`,
      meant === undefined ? `先添加这个${kindNames[kind]}，或改成已有的编号` : `是不是想写 ${meant}`,
    ),
  ]
}

function mentions(files: Files): readonly Mention[] {
  return [
    ...files.entries.flatMap((file) =>
      file.value.entries.flatMap((entry, at) => entryMentions(entry, file, ['entries', at])),
    ),
    ...files.figures.value.figures.map(({ source }, at) =>
      mention('source', source, files.figures, ['figures', at, 'source']),
    ),
    ...scopeMentions(files),
    ...files.questions.value.questions.flatMap(({ entry }, at) =>
      entry === undefined ? [] : [mention('entry', entry, files.questions, ['questions', at, 'entry'])],
    ),
  ]
}

function mention(kind: keyof Known, id: string, file: Placed['file'], path: Path): Mention {
  return { kind, id, file, path }
}

function entryMentions(entry: EntrySource, file: Placed['file'], base: Path): readonly Mention[] {
  return [
    ...entry.citations.map(({ source }, at) =>
      mention('source', source, file, [...base, 'citations', at, 'source']),
    ),
    ...(entry.claims ?? []).map(({ by }, at) => mention('source', by, file, [...base, 'claims', at, 'by'])),
    ...entry.next.map(({ ask }, at) => mention('entry', ask, file, [...base, 'next', at, 'ask'])),
    ...entry.concepts.map((id, at) => mention('subject', id, file, [...base, 'concepts', at])),
    ...entry.aspects.map((id, at) => mention('aspect', id, file, [...base, 'aspects', at])),
    ...textsOf(entry).flatMap(({ text, path }) =>
      figuresIn(text).map((id) => mention('figure', id, file, [...base, ...path])),
    ),
  ]
}

function scopeMentions(files: Files): readonly Mention[] {
  const { notCovered, refusals, starters } = files.scope.value
  return [
    ...scopeTexts(files).flatMap(({ text, path }) =>
      figuresIn(text).map((id) => mention('figure', id, files.scope, path)),
    ),
    ...starters.map((id, at) => mention('entry', id, files.scope, ['starters', at])),
    ...notCovered.flatMap((card, at) => [
      ...card.concepts.map((id, place) =>
        mention('subject', id, files.scope, ['notCovered', at, 'concepts', place]),
      ),
      ...card.aspects.map((id, place) =>
        mention('aspect', id, files.scope, ['notCovered', at, 'aspects', place]),
      ),
    ]),
    ...refusals.flatMap((card, at) =>
      card.citations.map(({ source }, place) =>
        mention('source', source, files.scope, ['refusals', at, 'citations', place, 'source']),
      ),
    ),
  ]
}

/** Every text of an entry that a reader sees. */
export function textsOf(entry: EntrySource): readonly { readonly text: string; readonly path: Path }[] {
  return [
    { text: entry.title, path: ['title'] },
    { text: entry.verdict, path: ['verdict'] },
    { text: entry.says, path: ['says'] },
    ...(entry.claims ?? []).map((claim, at) => ({ text: claim.says, path: ['claims', at, 'says'] })),
    ...(entry.more === undefined ? [] : [{ text: entry.more, path: ['more'] }]),
  ]
}

/** Every text of scope.yaml that a reader sees. */
export function scopeTexts({ scope }: Files): readonly { readonly text: string; readonly path: Path }[] {
  const { neighbours, notCovered, refusals, smallTalk, commands } = scope.value
  return [
    ...neighbours.map(({ says }, at) => ({ text: says, path: ['neighbours', at, 'says'] })),
    ...notCovered.map(({ says }, at) => ({ text: says, path: ['notCovered', at, 'says'] })),
    ...refusals.flatMap(({ verdict, says }, at) => [
      { text: verdict, path: ['refusals', at, 'verdict'] },
      { text: says, path: ['refusals', at, 'says'] },
    ]),
    { text: smallTalk.says, path: ['smallTalk', 'says'] },
    { text: commands.says, path: ['commands', 'says'] },
  ]
}

function twins(files: Files): readonly Fault[] {
  const { scope, words } = files
  return [
    ...repeated(files.entries.flatMap((file) => placed(file.value.entries, file, 'entries'))),
    ...repeated(
      files.entries.flatMap((file) =>
        placed(
          file.value.entries.map(({ title }) => ({ id: title })),
          file,
          'entries',
          'title',
        ),
      ),
    ),
    ...repeated(placed(files.sources.value.sources, files.sources, 'sources')),
    ...repeated([
      ...placed(words.value.subjects, words, 'subjects'),
      ...placed(words.value.aspects, words, 'aspects'),
    ]),
    ...repeated([
      ...placed(scope.value.neighbours, scope, 'neighbours'),
      ...placed(scope.value.notCovered, scope, 'notCovered'),
      ...placed(scope.value.refusals, scope, 'refusals'),
    ]),
    ...overlapping(files),
  ]
}

function placed(
  things: readonly { readonly id: string }[],
  file: Placed['file'],
  list: string,
  key = 'id',
): readonly Placed[] {
  return things.map(({ id }, at) => ({ id, file, path: [list, at, key] }))
}

function repeated(things: readonly Placed[]): readonly Fault[] {
  const seen = new Map<string, Placed>()
  return things.flatMap((thing) => {
    const first = seen.get(thing.id)
    if (first === undefined) seen.set(thing.id, thing)
    return first === undefined
      ? []
      : [
          thing.file.faultAt(
            thing.path,
            `“${thing.id}”在 ${first.file.path} 已经有了`,
            '换一个名字，或把两处合成一处',
          ),
        ]
  })
}

/** One figure may change its value over time, but on each day it has one. */
function overlapping(files: Files): readonly Fault[] {
  const rows = files.figures.value.figures
  return rows.flatMap((row, at) => {
    const other = rows
      .slice(0, at)
      .find(
        (earlier) =>
          earlier.id === row.id &&
          earlier.since <= (row.until ?? '9999') &&
          row.since <= (earlier.until ?? '9999'),
      )
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
