import { plainBlock } from './plain.js'
import type { Block, Reply, Span, Text } from './reply.js'

/**
 * The same reply in pieces of at most `limit` characters of plain text each, cut before any formatting:
 * between blocks where possible, else after a sentence, else anywhere but inside a character.
 * The title goes with the first piece and the buttons with the last. Nothing is lost or reordered.
 */
export function splitReply(reply: Reply, limit: number): readonly Reply[] {
  const room = Math.max(1, limit - (reply.title?.length ?? 0) - 1)
  const pieces = packed(
    reply.blocks.flatMap((block) => fitting(block, room)),
    room,
  )
  return pieces.map((blocks, index) => ({
    ...(index === 0 && reply.title !== undefined && { title: reply.title }),
    blocks,
    ...(index === pieces.length - 1 && reply.buttons !== undefined && { buttons: reply.buttons }),
  }))
}

function packed(blocks: readonly Block[], room: number): readonly (readonly Block[])[] {
  const pieces: Block[][] = [[]]
  let used = 0
  for (const block of blocks) {
    const length = plainBlock(block).length + 1
    const current = pieces.at(-1)
    if (current === undefined || (used + length > room + 1 && current.length > 0)) {
      pieces.push([block])
      used = length
    } else {
      current.push(block)
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
      return textPieces(block.text, Math.max(1, room - 3)).map((text) => ({ ...block, text }))
    case 'list':
      return block.items.length > 1
        ? block.items.flatMap((item, index) =>
            fitting({ kind: 'list', items: [numbered(item, index, block.ordered)] }, room),
          )
        : textPieces(block.items[0] ?? [], room).map((text) => ({ kind: 'paragraph', text }))
    case 'facts':
      return block.rows.length > 1
        ? block.rows.flatMap((row) => fitting({ kind: 'facts', rows: [row] }, room))
        : block.rows.flatMap((row) =>
            fitting({ kind: 'paragraph', text: [`${row.label}：`, ...row.value] }, room),
          )
    case 'citations':
      return block.of.length > 1
        ? block.of.flatMap((cited) => fitting({ kind: 'citations', of: [cited] }, room))
        : fitting({ kind: 'paragraph', text: [plainBlock(block)] }, room)
  }
}

/** A list cut in two would number its second half from 1 again: the number becomes part of the text. */
function numbered(item: Text, index: number, ordered: boolean | undefined): Text {
  return ordered ? [`${index + 1}. `, ...item] : item
}

function textPieces(text: Text, room: number): readonly Text[] {
  const pieces: Span[][] = [[]]
  let used = 0
  for (const part of text.flatMap((span) => spanPieces(span, room))) {
    const length = plainBlock({ kind: 'paragraph', text: [part] }).length
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

/** A link too long to fit is said as text: half a link leads nowhere. */
function spanPieces(span: Span, room: number): readonly Span[] {
  if (typeof span === 'string') return sentencePieces(span, room)
  if ('bold' in span) return sentencePieces(span.bold, room).map((bold) => ({ bold }))
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
