import type { CivilDate } from '../values/civil-date.js'
import type { EntryId, EventId, SourceId } from '../values/ids.js'
import type { Attachment } from './attachment.js'
import type { DeadlinePress } from './deadline-press.js'
import type { InterviewPress } from './interview-press.js'

/** Meaning, never markup: each channel decides what bold or a link looks like. */
export type Span =
  | string
  | { readonly bold: string }
  | { readonly link: string; readonly url: string }
  /** A person by the platform's own id, so that it rings; `name` is what is read, empty where only the platform knows it. */
  | { readonly mention: string; readonly name: string }
export type Text = readonly Span[]

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly kind: 'note'; readonly tone: 'info' | 'warning'; readonly text: Text }
  /** `script`: of the words that stand around the sources; simplified where it is absent. */
  | { readonly kind: 'citations'; readonly of: readonly CitedSource[]; readonly script?: Script }

/** The characters a person reads. */
export type Script = 'simplified' | 'traditional'

/** One message to people, as plain data. `buttons` are rows; a channel without buttons numbers them. */
export interface Reply {
  readonly title?: string
  readonly blocks: readonly Block[]
  readonly buttons?: readonly (readonly Button[])[]
  /** Asks for something that is typed: a number is the answer to it and not that of a button. */
  readonly typed?: true
  /** Each goes behind the text as a message of its own, which is never edited. */
  readonly attachments?: readonly Attachment[]
}

export interface Button {
  readonly label: string
  readonly press: Press
  readonly style?: 'primary' | 'danger'
}

/** What a button does. On the wire only an unguessable token travels; the press itself stays in the store. */
export type Press =
  | { readonly kind: 'ask'; readonly entry: EntryId }
  | { readonly kind: 'more'; readonly entry: EntryId }
  /** `shown` is what the card with the button shows; absent when one message answered several questions. */
  | { readonly kind: 'rate'; readonly answer: EventId; readonly useful: boolean; readonly shown?: ShownEntry }
  | { readonly kind: 'command'; readonly command: string }
  /** Goes on in the private conversation with whoever presses, beginning with `then`. */
  | { readonly kind: 'alone'; readonly then: Press }
  /** Of a card by which operators see that clicks come back. */
  | { readonly kind: 'works' }
  | DeadlinePress
  | InterviewPress

export interface ShownEntry {
  readonly entry: EntryId
  readonly related: readonly EntryId[]
}

export const authorities = [
  'law',
  'ministry-rule',
  'regulator-notice',
  'trade-article',
  'house-practice',
] as const
/** Who says it, strongest first. */
export type Authority = (typeof authorities)[number]

export const evidences = ['A', 'B', 'C', 'D'] as const
/** How well we saw it: A read in full, B quoted word for word, C second hand, D from memory. */
export type Evidence = (typeof evidences)[number]

export interface Citation {
  readonly source: SourceId
  readonly article?: string
  readonly authority: Authority
  readonly evidence: Evidence
  readonly checkedOn: CivilDate
}

/** A citation as a person reads it: with the source's public name, and its address if it has one. */
export interface CitedSource extends Citation {
  readonly name: string
  readonly url?: string
}
