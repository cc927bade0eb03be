import { plainSpans } from '../../reply/plain.js'
import type { Span, Text } from '../../reply/reply.js'
import { limits } from './limits.js'
import type { Entity } from './message.js'

/** Text with the places that stand out in it. Entities, never markup: text of others needs no escaping. */
export interface Styled {
  readonly text: string
  readonly entities: readonly Entity[]
}

export const plain = (text: string): Styled => ({ text, entities: [] })

export const bold = (text: string): Styled => marked(text, { type: 'bold', ...whole(text) })

/** A link whose label reads well alone. */
export const link = (text: string, url: string): Styled =>
  isWebAddress(url) ? marked(text, { type: 'text_link', ...whole(text), url }) : plain(text)

/** How links are shown: under their label, or with their address in the text. */
export type LinkStyle = 'linked' | 'written'

export function spans(text: Text, links: LinkStyle): Styled {
  return joined(
    text.map((span) => spanned(span, links)),
    '',
  )
}

export function joined(parts: readonly Styled[], between: string): Styled {
  let text = ''
  const entities: Entity[] = []
  for (const [index, part] of parts.entries()) {
    const offset = text.length + (index > 0 ? between.length : 0)
    text += `${index > 0 ? between : ''}${part.text}`
    for (const one of part.entities) entities.push({ ...one, offset: one.offset + offset })
  }
  return { text, entities }
}

/** Whether Telegram shows all of it: beyond these it drops entities in silence, or refuses the message. */
export function withinLimits({ entities }: Styled): boolean {
  const links = entities.flatMap((one) => (one.type === 'text_link' ? [one.url.length + one.length] : []))
  return (
    entities.length <= limits.entities && links.reduce((sum, one) => sum + one, 0) <= limits.linkCharacters
  )
}

/** As many entities as Telegram shows; mentions first, because they ring. */
export function fewer({ text, entities }: Styled): Styled {
  const byWorth = [...entities].sort((a, b) => worth(b) - worth(a)).slice(0, limits.entities)
  return { text, entities: entities.filter((one) => byWorth.includes(one)) }
}

const worth = ({ type }: Entity): number => (type === 'text_mention' ? 1 : 0)

function spanned(span: Span, links: LinkStyle): Styled {
  if (typeof span === 'string') return plain(span)
  if ('bold' in span) return bold(span.bold)
  if ('mention' in span) return mention(span.mention, plainSpans([span]))
  const shown = links === 'linked' && isWebAddress(span.url) && span.link.trim() !== ''
  return shown ? link(span.link, span.url) : plain(plainSpans([span]))
}

/** Somebody without a number of their own, an anonymous administrator, cannot be rung. */
function mention(person: string, text: string): Styled {
  const id = Number(person)
  return Number.isSafeInteger(id) && id > 0
    ? marked(text, { type: 'text_mention', ...whole(text), user: { id } })
    : plain(text)
}

/** Nothing stands out in an empty text. */
function marked(text: string, entity: Entity): Styled {
  return { text, entities: text.trim() === '' ? [] : [entity] }
}

const whole = (text: string): { offset: number; length: number } => ({ offset: 0, length: text.length })

const isWebAddress = (url: string): boolean => /^https?:\/\/\S+$/.test(url)
