import type { Press } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import type { PersonRef } from '../values/ids.js'

/** What a one-time code stands for: a person who goes on elsewhere, and with what. */
export interface Handover {
  readonly by: PersonRef
  readonly then: Press
  readonly expiresAt: Instant
  readonly used: boolean
}
