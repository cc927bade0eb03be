import * as z from 'zod'
import type { Call } from '../../ports-sending.js'
import type { TokenOf } from '../../ports-channel.js'
import { plainText } from '../../reply/plain.js'
import type { Block, Reply } from '../../reply/reply.js'
import { pressToken } from '../../values/ids.js'

const bold = (text: string): string => `\u001B[1m${text}\u001B[22m`

const terminalCall = z.object({
  text: z.string(),
  buttons: z.array(z.object({ label: z.string(), token: z.string().transform(pressToken) })),
  /** A number typed is no button's. */
  typed: z.literal(true).exactOptional(),
})

/** What one call prints: the text, then its buttons. */
export type TerminalCall = z.output<typeof terminalCall>

/** A reply as lines of text with its buttons; one call, since a terminal has no limit. */
export function render(reply: Reply, tokenOf: TokenOf): readonly Call[] {
  const buttons = (reply.buttons ?? [])
    .flat()
    .map((button) => ({ label: button.label, token: tokenOf(button) }))
  const text = visible(plainText({ ...reply, blocks: reply.blocks.map(emphasised) }))
  return [{ text, buttons, ...(reply.typed === true && { typed: true }) }]
}

export function callFrom(call: Call): TerminalCall {
  return terminalCall.parse(call)
}

function emphasised(block: Block): Block {
  if (block.kind !== 'paragraph') return block
  return {
    ...block,
    text: block.text.map((span) =>
      typeof span === 'object' && 'bold' in span ? { bold: bold(span.bold) } : span,
    ),
  }
}

/** Nothing that a person wrote may steer the terminal: only our own bold survives. */
export function visible(text: string): string {
  return text.replace(
    /(?!\u001B\[(?:1|22)m)[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g,
    '',
  )
}
