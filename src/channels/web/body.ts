import type { Json } from '../../ports-sending.js'
import type { Attachment } from '../../reply/attachment.js'
import type { Block, CitedSource, Script } from '../../reply/reply.js'

/** What a line of the transcript holds. Type aliases, not interfaces: only aliases count as JSON for the compiler. */
export type Said = {
  readonly kind: 'said'
  readonly text: string
  /** The browser's id of it, by which the page finds its own pending line. */
  readonly sent: string
}

/** A reply as data: every text plain, every button a token. */
export type WebMessage = {
  readonly kind: 'message'
  readonly title?: string
  readonly blocks: readonly WebBlock[]
  readonly buttons: readonly (readonly WebButton[])[]
}

export type WebBlock =
  | Exclude<Block, { kind: 'citations' }>
  | { readonly kind: 'citations'; readonly of: readonly WebCitation[]; readonly script?: Script }

export type WebCitation = Pick<CitedSource, keyof CitedSource>

export type WebButton = {
  readonly label: string
  readonly token: string
  readonly style?: 'primary' | 'danger'
}

/** What went out behind a reply. */
export type WebAttachment = { readonly kind: 'attached'; readonly attachment: Attachment }

/** Only this channel writes these bodies, so the kind vouches for the rest; a new shape gets a new kind. */
export function isSaid(body: Json): body is Said {
  return kindOf(body) === 'said'
}

export function isMessage(body: Json): body is WebMessage {
  return kindOf(body) === 'message'
}

export function isAttached(body: Json): body is WebAttachment {
  return kindOf(body) === 'attached'
}

function kindOf(body: Json): unknown {
  return typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined
}
