import type { HandoverCode, MessageId, PressToken } from '../values/ids.js'

/** What must be known before deciding, beyond the session. `on-arrival` fetches exactly these. */
export type Need =
  | { readonly kind: 'press'; readonly token: PressToken }
  /** What is kept of this chat. */
  | { readonly kind: 'chat' }
  | { readonly kind: 'handover'; readonly code: HandoverCode }
  /** How the person who acts can be reached alone. */
  | { readonly kind: 'alone' }
  /** What this chat watches. */
  | { readonly kind: 'watched' }
  /** Whether the person who acts may manage this chat: asked of its platform. */
  | { readonly kind: 'rights' }
  /** An unguessable text for a new matter. */
  | { readonly kind: 'random' }
  /** The calendar link of this chat, and one that it could have instead. */
  | { readonly kind: 'feed' }
  /** The deadlines of which that message of ours told. */
  | { readonly kind: 'replied'; readonly message: MessageId }
