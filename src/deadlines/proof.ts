/** SHA-256 of a text as UTF-8, in hexadecimal. */
export type Digest = (text: string) => string

/** A file of so many records; or the first of them that was altered where it is kept, so that none vouches for the rest. */
export type Proof =
  | { readonly ok: true; readonly text: string; readonly records: number }
  | { readonly ok: false; readonly altered: number }

/**
 * Lines of JSON of which each names the hash of the one before it and ends with its own, made over its very characters:
 * whoever changes, drops, moves or adds one without making all that follow anew is found out. `{"end":…}` closes them, so
 * that a tail cut off is missed as well.
 */
export function sealed(contents: readonly object[], digest: Digest): string {
  let previous = ''
  const lines = [...contents, { end: { lines: contents.length + 1 } }].map((content, at) => {
    const inner = exactJson(content).slice(1, -1)
    const open = `{"line":${at + 1},"previous":"${previous}",${inner}`
    previous = digest(open)
    return `${open},"hash":"${previous}"}\n`
  })
  return lines.join('')
}

/** Bytes that are no text are read as this character; written as an escape, it cannot stand for them. */
const exactJson = (content: object): string => JSON.stringify(content).replaceAll('\uFFFD', '\\ufffd')

/** The first line that is not as it was written. `missing`: one that stood there is nowhere; `moved`: it stands further down. */
export interface Broken {
  readonly line: number
  readonly how: 'altered' | 'missing' | 'moved' | 'added'
}

/** What breaks the chain first; undefined: all is as it was written. */
export function firstBroken(text: string, digest: Digest): Broken | undefined {
  const lines = text.split('\n')
  // Each line ends with a break: behind the last there is nothing.
  const rest = lines.pop()
  const links = lines.map((line) => linkIn(line, digest))
  let previous = ''
  for (const [at, link] of links.entries()) {
    const line = at + 1
    if (link === undefined) return { line, how: 'altered' }
    if (link.line !== line || link.previous !== previous)
      return { line, how: displaced(line, previous, links.slice(at)) }
    previous = link.hash
    if (link.isEnd)
      return at + 1 === links.length && rest === '' ? undefined : { line: line + 1, how: 'added' }
  }
  return { line: links.length + 1, how: rest === '' ? 'missing' : 'altered' }
}

/** A line that holds together by itself. */
interface Link {
  readonly line: number
  readonly previous: string
  readonly hash: string
  readonly isEnd: boolean
}

const shape = /^(\{"line":(\d+),"previous":"((?:[0-9a-f]{64})?)",("end":)?.*),"hash":"([0-9a-f]{64})"\}$/s

function linkIn(text: string, digest: Digest): Link | undefined {
  const [, open, line, previous, end, hash] = shape.exec(text) ?? []
  if (open === undefined || previous === undefined || hash === undefined || digest(open) !== hash)
    return undefined
  return { line: Number(line), previous, hash, isEnd: end !== undefined }
}

/** What stands in the place of a line is whole, but another: an earlier one once more, or a later one. */
function displaced(line: number, previous: string, from: readonly (Link | undefined)[]): Broken['how'] {
  const [there] = from
  if (there !== undefined && there.line < line) return 'added'
  const isFurtherDown = from.some((link) => link?.line === line && link.previous === previous)
  return isFurtherDown ? 'moved' : 'missing'
}
