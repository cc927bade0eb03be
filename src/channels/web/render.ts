import type { Call } from '../../ports-sending.js'
import type { TokenOf } from '../../ports-channel.js'
import type { Block, Button, Reply } from '../../reply/reply.js'
import { splitReply } from '../../reply/split.js'
import type { WebBlock, WebButton, WebMessage } from './body.js'
import { limits } from './limits.js'

/** A reply as messages for the page. They are stored as data: how one looks may change, also for old ones. */
export function render(reply: Reply, tokenOf: TokenOf): readonly Call[] {
  return splitReply(reply, limits.messageCharacters).map((part) => messageOf(part, tokenOf))
}

function messageOf(reply: Reply, tokenOf: TokenOf): WebMessage {
  return {
    kind: 'message',
    ...(reply.title !== undefined && { title: reply.title }),
    blocks: reply.blocks.map(webBlock),
    buttons: (reply.buttons ?? []).map((row) => row.map((button) => webButton(button, tokenOf))),
  }
}

function webBlock(block: Block): WebBlock {
  return block.kind === 'citations' ? { ...block, of: block.of.map((cited) => ({ ...cited })) } : block
}

function webButton(button: Button, tokenOf: TokenOf): WebButton {
  return {
    label: button.label,
    token: tokenOf(button),
    ...(button.style !== undefined && { style: button.style }),
  }
}
