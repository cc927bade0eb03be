import type { Press } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import type { EntryId, PressToken } from '../values/ids.js'

/** What one person in one chat was last talking about. */
export interface Session {
  /** The entry last answered: for ten minutes a weak hint of what a follow-up means. */
  readonly topic?: { readonly entry: EntryId; readonly at: Instant }
  /** The buttons last shown, so that typing their number or label works everywhere. */
  readonly offered?: readonly { readonly label: string; readonly press: Press }[]
  /** The last press taken, so that a double click acts once. */
  readonly pressed?: { readonly token: PressToken; readonly at: Instant }
}

export const freshSession: Session = {}
