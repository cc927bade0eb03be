import type { EntrySource, FigureSource } from './entry.js'
import type { Fault } from './fault.js'
import type { Files } from './files.js'
import type { YamlFile } from './yaml-file.js'

type Path = readonly (string | number)[]

/** An entry, and how to tell a fault in one of its parts. */
export interface EntryAt {
  readonly entry: EntrySource
  readonly faultAt: (path: Path, message: string, remedy: string) => Fault
}

/** Every entry of every file. */
export function entriesAt(files: Pick<Files, 'entries'>): readonly EntryAt[] {
  return files.entries.flatMap((file) =>
    file.value.entries.map((entry, at) => ({ entry, faultAt: within(file, ['entries', at]) })),
  )
}

function within(file: YamlFile<unknown>, base: Path): EntryAt['faultAt'] {
  return (path, message, remedy) => file.faultAt([...base, ...path], message, remedy)
}

/** A text that people read, and how to tell a fault in it. */
export interface TextAt {
  readonly text: string
  readonly fault: (message: string, remedy: string) => Fault
}

/** Every text of every entry and card that people read. */
export function textsAt(files: Files): readonly TextAt[] {
  return [
    ...entriesAt(files).flatMap(({ entry, faultAt }) =>
      textsOf(entry).map(({ text, path }) => ({
        text,
        fault: (message: string, remedy: string) => faultAt(path, message, remedy),
      })),
    ),
    ...scopeTexts(files).map(({ text, path }) => ({
      text,
      fault: (message: string, remedy: string) => files.scope.faultAt(path, message, remedy),
    })),
  ]
}

/** Every row of figures.yaml with its place in the list. */
export function figuresAt({
  figures,
}: Pick<Files, 'figures'>): readonly { readonly figure: FigureSource; readonly at: number }[] {
  return figures.value.figures.map((figure, at) => ({ figure, at }))
}

/** Every text of an entry that a reader sees. */
export function textsOf(entry: EntrySource): readonly { readonly text: string; readonly path: Path }[] {
  return [
    { text: entry.title, path: ['title'] },
    { text: entry.verdict, path: ['verdict'] },
    { text: entry.says, path: ['says'] },
    ...(entry.claims ?? []).map((claim, at) => ({ text: claim.says, path: ['claims', at, 'says'] })),
    ...entry.means.map(({ says }, at) => ({ text: says, path: ['means', at, 'says'] })),
    ...(entry.more === undefined ? [] : [{ text: entry.more, path: ['more'] }]),
  ]
}

/** Every text of scope.yaml that a reader sees. */
export function scopeTexts({
  scope,
}: Pick<Files, 'scope'>): readonly { readonly text: string; readonly path: Path }[] {
  const { neighbours, notCovered, refusals, smallTalk, commands } = scope.value
  const titled = { neighbours, notCovered, refusals }
  return [
    ...Object.entries(titled).flatMap(([list, cards]) =>
      cards.map(({ says }, at) => ({ text: says, path: [list, at, 'says'] })),
    ),
    ...refusals.map(({ verdict }, at) => ({ text: verdict, path: ['refusals', at, 'verdict'] })),
    { text: smallTalk.says, path: ['smallTalk', 'says'] },
    { text: smallTalk.hello, path: ['smallTalk', 'hello'] },
    { text: smallTalk.sorry, path: ['smallTalk', 'sorry'] },
    { text: commands.says, path: ['commands', 'says'] },
  ]
}
