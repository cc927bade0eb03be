import type { Press } from '../reply/reply.js'
import type { Instant } from '../values/civil-date.js'
import { sameChat, type CardKey, type ChatRef, type PersonRef, type PressToken } from '../values/ids.js'

/** A press as stored: bound to its owner, its chat and the revision of the card it stands on. */
export interface StoredPress {
  readonly token: PressToken
  readonly press: Press
  /** Undefined: anybody in the chat may press it. */
  readonly owner?: PersonRef
  readonly chat: ChatRef
  readonly expiresAt: Instant
  readonly card?: CardKey
  readonly revision?: number
}

/** `currentRevision` is the card's newest one: a smaller `revision` means the button was replaced. */
export interface FoundPress extends StoredPress {
  readonly currentRevision?: number
}

/** What to make of a click: the press it stands for, or why it does not count. */
export type JudgedPress = { readonly kind: 'good'; readonly press: Press } | { readonly kind: BadPress }

export type BadPress = 'forged' | 'foreign' | 'outdated' | 'expired'

/** A click as it came in. */
export interface Click {
  readonly by: PersonRef
  readonly in: ChatRef
}

/** A press of another chat is treated like one that never was: it must not even confirm that it exists. */
export function judgedPress(found: FoundPress | undefined, click: Click, now: Instant): JudgedPress {
  if (found === undefined || !sameChat(found.chat, click.in)) return { kind: 'forged' }
  if (!isFor(click.by, found)) return { kind: 'foreign' }
  if (found.expiresAt <= now) return { kind: 'expired' }
  if ((found.revision ?? 0) < (found.currentRevision ?? 0)) return { kind: 'outdated' }
  return { kind: 'good', press: found.press }
}

/** Going on alone is for whoever presses, whoever the card was for. */
function isFor(person: PersonRef, { owner, press }: StoredPress): boolean {
  return owner === undefined || press.kind === 'alone' || samePerson(owner, person)
}

export function samePerson(a: PersonRef, b: PersonRef): boolean {
  return a.channel === b.channel && a.person === b.person
}
