import type { Attachment } from './attachment.js'
import type { Block, Button, CitedSource, Reply, Span, Text } from './reply.js'
import { traditionalText } from './traditional-text.js'

/**
 * The same reply in traditional characters: every text that is read. Addresses and the names of people stay, and so does
 * each of `names`, which only works as it is written: what to type to call the bot.
 */
export function traditional(reply: Reply, names: readonly string[] = []): Reply {
  const written = (text: string): string => writtenBut(names, text)
  const { title, blocks, buttons, attachments } = reply
  return {
    ...(title !== undefined && { title: written(title) }),
    blocks: blocks.map((block) => writtenBlock(block, written)),
    ...(buttons !== undefined && { buttons: buttons.map((row) => row.map((one) => button(one, written))) }),
    ...(attachments !== undefined && { attachments: attachments.map((one) => attached(one, written)) }),
  }
}

type Written = (text: string) => string

function writtenBut([name, ...others]: readonly string[], text: string): string {
  if (name === undefined) return traditionalText(text)
  return text
    .split(name)
    .map((piece) => writtenBut(others, piece))
    .join(name)
}

function writtenBlock(block: Block, written: Written): Block {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
      return { ...block, text: spans(block.text, written) }
    case 'list':
      return { ...block, items: block.items.map((item) => spans(item, written)) }
    case 'facts':
      return {
        ...block,
        rows: block.rows.map(({ label, value }) => ({ label: written(label), value: spans(value, written) })),
      }
    case 'citations':
      return { ...block, of: block.of.map((cited) => source(cited, written)), script: 'traditional' }
  }
}

function spans(text: Text, written: Written): Text {
  return text.map((span): Span => {
    if (typeof span === 'string') return written(span)
    if ('bold' in span) return { bold: written(span.bold) }
    return 'link' in span ? { ...span, link: written(span.link) } : span
  })
}

function source(cited: CitedSource, written: Written): CitedSource {
  const { name, article } = cited
  return { ...cited, name: written(name), ...(article !== undefined && { article: written(article) }) }
}

/** A picture is drawn in simplified characters: its font has no others. */
const attached = (one: Attachment, written: Written): Attachment =>
  one.kind === 'picture' ? { ...one, alt: written(one.alt) } : one

const button = (one: Button, written: Written): Button => ({ ...one, label: written(one.label) })
