import type { Call } from '../../ports-sending.js'
import type { TokenOf } from '../../ports-channel.js'
import { plainText } from '../../reply/plain.js'
import type { Reply } from '../../reply/reply.js'
import { splitReply } from '../../reply/split.js'
import { cardOf, elementsIn, type Card } from './card.js'
import { limits } from './limits.js'

/** One message: the card, and the words to say where a card is refused. */
export type FeishuCall = {
  readonly card: Card
  readonly text: string
}

/** A reply as cards that the platform takes. */
export function render(reply: Reply, tokenOf: TokenOf): readonly Call[] {
  return cardsOf(reply, tokenOf, limits.messageCharacters).map(([part, card]): FeishuCall => {
    return { card, text: wordsOf(part) }
  })
}

/** Only this channel writes these calls, so the two properties vouch for the rest. */
export function isFeishuCall(call: Call): call is FeishuCall {
  return typeof call === 'object' && call !== null && 'card' in call && 'text' in call
}

type Rendered = readonly [part: Reply, card: Card]

/** Below this a part is as small as it gets: what is too big then are its buttons, which are ours and few. */
const smallestPart = 16

/** Cut by characters first; what the escapes, the bytes or the components make too big is cut again, in half. */
function cardsOf(reply: Reply, tokenOf: TokenOf, characters: number): readonly Rendered[] {
  return splitReply(reply, characters).flatMap((part): readonly Rendered[] => {
    const card = cardOf(part, tokenOf)
    const small = fits(card) || characters <= smallestPart
    return small ? [[part, card]] : cardsOf(part, tokenOf, Math.floor(characters / 2))
  })
}

function fits(card: Card): boolean {
  return bytesOf(card) <= limits.cardBytes && elementsIn(card) <= limits.cardElements
}

/** As it counts in the request body, where the card is a string. */
export function bytesOf(card: Card): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(card)))
}

/** Buttons can be typed. */
function wordsOf(part: Reply): string {
  const labels = (part.buttons ?? []).flat().map(({ label }) => label)
  const offer = labels.length === 0 ? [] : [`可以回复：${labels.join('、')}`]
  // The name of who is mentioned is the platform's to know: here nothing stands for it.
  return harmless([plainText(part).trimStart(), ...offer].join('\n'))
}

/** Text messages have tags and links of their own, which no text of ours may begin. */
export const harmless = (text: string): string => text.replaceAll('<', '＜').replaceAll('](', '] (')
