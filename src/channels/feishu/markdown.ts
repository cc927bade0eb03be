import { plainSpans } from '../../reply/plain.js'
import type { Span, Text } from '../../reply/reply.js'

/** Text as the card's markdown. What people wrote stays what they wrote: no markup, no link, no mention comes of it. */
export function markdownOf(text: Text): string {
  return (
    text
      .map((span, index) => spanMarkdown(span, text[index - 1], text[index + 1]))
      .join('')
      // At the start of a line these make lists and code.
      .replace(/^(\d+)\./gm, '$1&#46;')
      .replace(/^[ \t]+/gm, (indent) => '&nbsp;'.repeat(indent.length))
  )
}

function spanMarkdown(span: Span, before: Span | undefined, after: Span | undefined): string {
  if (typeof span === 'string') return escaped(span)
  if ('bold' in span) return boldOf(span.bold, before, after)
  if ('mention' in span) return mentionOf(span.mention, span.name)
  const url = addressOf(span.url)
  return url === undefined ? escaped(`${span.link}（${span.url}）`) : `[${escaped(span.link)}](${url})`
}

/** Everything that markdown, HTML or an emoji code could begin or end with, as the platform's documentation says to write it. */
function escaped(text: string): string {
  return text.replace(/[&<>*_~`#[\]()!|\\$:+\-={}"'^]/g, entity)
}

const entity = (character: string): string => `&#${character.charCodeAt(0)};`

/** Bold never goes over the end of a line, and marks stand next to words: both are conditions for it to be seen as bold. */
function boldOf(text: string, before: Span | undefined, after: Span | undefined): string {
  const marked = text.replace(/[^\n]+/g, (line) => {
    const words = line.trim()
    return words === '' ? line : line.replace(words, () => `**${escaped(words)}**`)
  })
  return `${leansOn(before, text, 'before') ? ' ' : ''}${marked}${leansOn(after, text, 'after') ? ' ' : ''}`
}

const word = /[\p{L}\p{N}]/u
const sign = /[^\p{L}\p{N}\s]/u

/** Whether bold that has a sign at its edge touches a word there: between the two the marks would be taken for text. */
function leansOn(neighbour: Span | undefined, bold: string, side: 'before' | 'after'): boolean {
  if (typeof neighbour !== 'string') return false
  const [edge, next] = side === 'before' ? [bold.at(0), neighbour.at(-1)] : [bold.at(-1), neighbour.at(0)]
  return sign.test(edge ?? '') && word.test(next ?? '')
}

function mentionOf(person: string, name: string): string {
  return /^ou_\w{1,100}$/.test(person)
    ? `<at id=${person}></at>`
    : escaped(plainSpans([{ mention: person, name }]))
}

/** A web address that cannot end its own brackets. */
function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  return href.replace(/[()<>*_\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
