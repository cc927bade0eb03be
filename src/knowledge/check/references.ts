import { factIds } from './facts.js'
import type { Placed } from './twins.js'
import { scopeTexts, textsOf } from '../entry-texts.js'
import type { EntrySource } from '../entry.js'
import { nearest, type Fault } from '../fault.js'
import { figuresIn } from '../figures.js'
import type { Files } from '../files.js'

type Path = readonly (string | number)[]

/** Ids that lead nowhere. */
export function referenceFaults(files: Files): readonly Fault[] {
  const known = knownIds(files)
  return mentions(files).flatMap((mention) => leadsNowhere(mention, known))
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
  readonly fact: ReadonlySet<string>
  /** Those with entries of their own. */
  readonly province: ReadonlySet<string>
  /** What may answer a question: an entry, or a card that says we have nothing. */
  readonly card: ReadonlySet<string>
}

const kindNames: Readonly<Record<keyof Known, string>> = {
  entry: '条目',
  source: '来源',
  figure: '数字',
  subject: '主题',
  aspect: '问法',
  fact: '事实',
  province: '有自己条目（appliesTo: regions）的省',
  card: '条目或“没有资料”卡片',
}

function knownIds(files: Files): Known {
  const { subjects, aspects } = files.words.value
  const entries = files.entries.flatMap((file) => file.value.entries)
  return {
    entry: idsOf(entries),
    card: idsOf([...entries, ...files.scope.value.notCovered]),
    source: idsOf(files.sources.value.sources),
    figure: idsOf(files.figures.value.figures),
    subject: idsOf(subjects),
    aspect: idsOf(aspects),
    fact: new Set(factIds(files)),
    province: new Set(entries.flatMap(({ appliesTo }) => appliesTo.regions ?? [])),
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
    ...files.figures.value.figures.flatMap(({ source, of }, at) => [
      mention('source', source, files.figures, ['figures', at, 'source']),
      ...(of === undefined ? [] : [mention('figure', of, files.figures, ['figures', at, 'of'])]),
    ]),
    ...factMentions(files),
    ...scopeMentions(files),
    ...Object.keys(files.words.value.places).map((name) =>
      mention('province', name, files.words, ['places', name]),
    ),
    ...files.asked.flatMap((file) =>
      file.value.asked.map(({ of }, at) => mention('card', of, file, ['asked', at, 'of'])),
    ),
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
    ...entry.facts.map((id, at) => mention('fact', id, file, [...base, 'facts', at])),
    ...textsOf(entry).flatMap(({ text, path }) =>
      figuresIn(text).map((id) => mention('figure', id, file, [...base, ...path])),
    ),
  ]
}

function factMentions({ facts }: Files): readonly Mention[] {
  const { withoutEntry, conflicts } = facts.value
  return [
    ...withoutEntry.map(({ fact }, at) => mention('fact', fact, facts, ['withoutEntry', at, 'fact'])),
    ...conflicts.flatMap(({ entries }, at) =>
      entries.map((id, place) => mention('entry', id, facts, ['conflicts', at, 'entries', place])),
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
    ...refusals.flatMap((card, at) => [
      ...card.citations.map(({ source }, place) =>
        mention('source', source, files.scope, ['refusals', at, 'citations', place, 'source']),
      ),
      ...(card.next ?? []).map((id, place) =>
        mention('entry', id, files.scope, ['refusals', at, 'next', place]),
      ),
    ]),
  ]
}
