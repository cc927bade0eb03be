import { plainBlock, plainSpans } from './plain.js'
import type { Block, Reply, Span, Text } from './reply.js'

/**
 * The same reply in pieces of at most `limit` characters of plain text each, cut before any formatting:
 * between blocks where possible, else after a sentence, else anywhere but inside a character.
 * The title goes with the first piece and the buttons with the last. Nothing is lost or reordered.
 */
export function splitReply(reply: Reply, limit: number): readonly Reply[] {
  const room = Math.max(1, limit - (reply.title?.length ?? 0) - 1)
  const blocks = reply.blocks.flatMap((block) => fitting(block, room))
  // Each block but the last is followed by a line break, hence one more on both sides.
  const pieces = packed(blocks, room + 1, (block) => plainBlock(block).length + 1)
  return pieces.map((some, index) => ({
    ...(index === 0 && reply.title !== undefined && { title: reply.title }),
    blocks: some,
    ...(index === pieces.length - 1 && reply.buttons !== undefined && { buttons: reply.buttons }),
  }))
}

/** Whole parts put together in order, each piece as full as `room` allows; `lengthOf` says what a part takes up in it. */
function packed<T>(
  parts: readonly T[],
  room: number,
  lengthOf: (part: T) => number,
): readonly (readonly T[])[] {
  const pieces: T[][] = [[]]
  let used = 0
  for (const part of parts) {
    const length = lengthOf(part)
    const current = pieces.at(-1)
    if (current === undefined || (used + length > room && current.length > 0)) {
      pieces.push([part])
      used = length
    } else {
      current.push(part)
      used += length
    }
  }
  return pieces
}

function fitting(block: Block, room: number): readonly Block[] {
  if (plainBlock(block).length <= room) return [block]
  switch (block.kind) {
    case 'paragraph':
      return textPieces(block.text, room).map((text) => ({ kind: 'paragraph', text }))
    case 'note':
      // Only the first piece is marked: the rest is the same note going on.
      return textPieces(block.text, Math.max(1, room - 3)).map((text, at) =>
        at === 0 ? { ...block, text } : { kind: 'paragraph', text },
      )
    case 'list':
      return block.items.length > 1
        ? block.items.flatMap((item, index) =>
            fitting({ kind: 'list', items: [numbered(item, index, block.ordered)] }, room),
          )
        : textPieces(numbered(block.items[0] ?? [], 0, block.ordered), room).map((text) => ({
            kind: 'paragraph',
            text,
          }))
    case 'facts':
      return block.rows.length > 1
        ? block.rows.flatMap((row) => fitting({ kind: 'facts', rows: [row] }, room))
        : block.rows.flatMap((row) =>
            fitting({ kind: 'paragraph', text: [`${row.label}：`, ...row.value] }, room),
          )
    case 'citations':
      return block.of.length > 1
        ? block.of.flatMap((cited) => fitting({ ...block, of: [cited] }, room))
        : fitting({ kind: 'paragraph', text: [plainBlock(block)] }, room)
  }
}

/** A list cut in two would number its second half from 1 again: the number becomes part of the text. */
function numbered(item: Text, index: number, ordered: boolean | undefined): Text {
  if (!ordered) return item
  const [first, ...rest] = item
  const mark = `${index + 1}. `
  return typeof first === 'string' ? [mark + first, ...rest] : [mark, ...item]
}

function textPieces(text: Text, room: number): readonly Text[] {
  const spans = text.flatMap((span) => spanPieces(span, room))
  return packed(spans, room, (span) => plainSpans([span]).length)
}

/** A link too long to fit is said as text: half a link leads nowhere. */
function spanPieces(span: Span, room: number): readonly Span[] {
  if (typeof span === 'string') return sentencePieces(span, room)
  if ('bold' in span) return sentencePieces(span.bold, room).map((bold) => ({ bold }))
  if ('mention' in span) return [span]
  const whole = `${span.link}（${span.url}）`
  return whole.length <= room ? [span] : sentencePieces(whole, room)
}

function sentencePieces(text: string, room: number): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > room) {
    const cut = cutBefore(rest, room)
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return [...pieces, rest]
}

const sentenceEnd = /[。！？；\n](?!.*[。！？；\n])/s

function cutBefore(text: string, room: number): number {
  const window = text.slice(0, room)
  const sentence = sentenceEnd.exec(window)
  if (sentence !== null && sentence.index > room / 3) return sentence.index + 1
  const splitsPair = /[\uD800-\uDBFF]$/.test(window) && room > 1
  return splitsPair ? room - 1 : room
}
