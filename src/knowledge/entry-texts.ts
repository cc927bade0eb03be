import type { EntrySource } from './entry.js'
import type { Files } from './files.js'

type Path = readonly (string | number)[]

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
