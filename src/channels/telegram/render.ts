import type { Call } from '../../ports-sending.js'
import type { TokenOf } from '../../ports-channel.js'
import { citationsHeading, citationText } from '../../reply/plain.js'
import type { Block, Button, CitedSource, Reply, Script } from '../../reply/reply.js'
import { splitReply } from '../../reply/split.js'
import { limits } from './limits.js'
import type { InlineButton, TelegramMessage } from './message.js'
import { shortened } from './shortened.js'
import {
  bold,
  fewer,
  joined,
  link,
  plain,
  spans,
  withinLimits,
  type LinkStyle,
  type Styled,
} from './styled.js'

/** A reply as messages for sendMessage or editMessageText. Split before anything stands out, so no entity is ever cut. */
export function render(reply: Reply, tokenOf: TokenOf): readonly Call[] {
  return splitReply(reply, limits.messageCharacters).flatMap((part) => {
    const { text, entities } = styledReply(part)
    const keyboard = keyboardOf(part.buttons ?? [], tokenOf)
    if (text.trim() !== '') return [messageOf({ text, entities }, keyboard)]
    // Telegram takes no message without text.
    return keyboard.length === 0 ? [] : [messageOf(plain('请选择：'), keyboard)]
  })
}

function messageOf({ text, entities }: Styled, keyboard: InlineButton[][]): TelegramMessage {
  return { text, entities: [...entities], keyboard }
}

function styledReply(reply: Reply): Styled {
  const linked = spaced(reply, 'linked')
  return withinLimits(linked) ? linked : fewer(spaced(reply, 'written'))
}

/** With an empty line between blocks where there is room for it. */
function spaced({ title, blocks }: Reply, links: LinkStyle): Styled {
  const parts = [
    ...(title === undefined ? [] : [bold(title)]),
    ...blocks.map((block) => styledBlock(block, links)),
  ]
  const airy = joined(parts, '\n\n')
  return airy.text.length <= limits.messageCharacters ? airy : joined(parts, '\n')
}

function styledBlock(block: Block, links: LinkStyle): Styled {
  switch (block.kind) {
    case 'paragraph':
      return spans(block.text, links)
    case 'list':
      return joined(
        block.items.map((item, index) => spans([block.ordered ? `${index + 1}. ` : '· ', ...item], links)),
        '\n',
      )
    case 'facts':
      return joined(
        block.rows.map(({ label, value }) => joined([bold(label), plain('：'), spans(value, links)], '')),
        '\n',
      )
    case 'note':
      return joined([...(block.tone === 'warning' ? [bold('注意：')] : []), spans(block.text, links)], '')
    case 'citations':
      return joined(
        [
          plain(`${citationsHeading(block.script)}：`),
          joined(
            block.of.map((cited) => citation(cited, links, block.script)),
            '；',
          ),
        ],
        '',
      )
  }
}

/** The name of a source leads to it; what else there is to say stands beside. */
function citation(cited: CitedSource, links: LinkStyle, script: Script | undefined): Styled {
  const text = citationText(cited, script)
  if (cited.url === undefined || links === 'written') return plain(text)
  return joined([link(cited.name, cited.url), plain(text.slice(cited.name.length))], '')
}

function keyboardOf(rows: readonly (readonly Button[])[], tokenOf: TokenOf): InlineButton[][] {
  const keyboard: InlineButton[][] = []
  let room: number = limits.buttons
  for (const row of rows.flatMap(narrow)) {
    const shown = row.slice(0, room)
    room -= shown.length
    if (shown.length > 0) keyboard.push(shown.map((button) => inlineButton(button, tokenOf)))
  }
  return keyboard
}

function narrow(row: readonly Button[]): readonly (readonly Button[])[] {
  const { buttonsInRow } = limits
  if (row.length <= buttonsInRow) return [row]
  return [row.slice(0, buttonsInRow), ...narrow(row.slice(buttonsInRow))]
}

function inlineButton(button: Button, tokenOf: TokenOf): InlineButton {
  return {
    // Telegram takes no button without a label.
    text: shortened(button.label.trim() || '…', limits.buttonCharacters),
    callback_data: tokenOf(button),
    ...(button.style !== undefined && { style: button.style }),
  }
}
