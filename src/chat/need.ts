import type { EventId, HandoverCode, InterviewId, MatterId, MessageId, PressToken } from '../values/ids.js'

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
  /** What this chat watches, as a calendar. */
  | { readonly kind: 'calendar-file' }
  /** How wide the letters of pictures are. */
  | { readonly kind: 'faces' }
  /** What is on record of a matter, or of the only one that this chat watches. */
  | { readonly kind: 'proof'; readonly matter?: MatterId }
  /** Which other chats watch these matters. */
  | { readonly kind: 'others'; readonly matters: readonly MatterId[] }
  /** The deadlines of which that message of ours told. */
  | { readonly kind: 'replied'; readonly message: MessageId }
  /** A file that the platform keeps; not for whoever may not manage this chat. */
  | { readonly kind: 'file'; readonly key: string }
  /** What a table says of companies: of the file that came, or of this text. */
  | { readonly kind: 'prospects'; readonly text?: string }
  /** Which reminders are in doubt, as operators were told. */
  | { readonly kind: 'doubts' }
  /** A table that somebody sent here. */
  | { readonly kind: 'sheet'; readonly sheet: EventId }
  /** An interview of the person who acts; or of another one, who `handed` it over. */
  | { readonly kind: 'interview'; readonly interview: InterviewId; readonly handed?: HandoverCode }
  /** The newest interviews of the person who acts, in whatever chat. */
  | { readonly kind: 'interviews' }
