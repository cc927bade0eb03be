import type { ChatClosed } from '../../chat/arrival.js'
import type { Doubt } from '../../ports-sending.js'
import type { Failed } from './failure.js'

/** What an operator has to mend before calls succeed again. */
export type Repair = 'credentials' | 'scope' | 'ability' | 'network'

/** What a failed send means for the message and its chat. */
export type Meaning =
  /** Later it works. `doubtful`: it may have arrived. */
  | { readonly kind: 'wait'; readonly ms: number | undefined; readonly doubtful: Doubt | undefined }
  | { readonly kind: 'repair'; readonly what: Repair }
  /** The message that is answered or changed is gone. */
  | { readonly kind: 'target-gone' }
  | { readonly kind: 'too-old' }
  /** The card is not to the platform's liking; words may be. */
  | { readonly kind: 'card' }
  /** Final for this message. */
  | { readonly kind: 'message' }
  /** Final for the chat. */
  | { readonly kind: 'chat'; readonly closes: ChatClosed }

/** Later it works, and nothing of it arrived. */
export const wait = { kind: 'wait', ms: undefined, doubtful: undefined } as const satisfies Meaning
const repair = (what: Repair): Meaning => ({ kind: 'repair', what })
const chat = (closes: ChatClosed): Meaning => ({ kind: 'chat', closes })

/** Codes of im/v1/messages and of the gateway before it. */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  // Too many: in this chat, of this app; a copy of this uuid still on its way; sending out of order.
  [230020, wait],
  [99991400, wait],
  [11232, wait],
  [230049, wait],
  [230101, wait],
  // The app: its id or secret, its token, its scopes, its bot ability.
  [10003, repair('credentials')],
  [10014, repair('credentials')],
  [99991661, repair('credentials')],
  [99991663, repair('credentials')],
  [99991668, repair('credentials')],
  [99991671, repair('credentials')],
  [99991672, repair('scope')],
  [230027, repair('scope')],
  [230006, repair('ability')],
  // The message answered or edited.
  [230011, { kind: 'target-gone' }],
  [231003, { kind: 'target-gone' }],
  [230110, { kind: 'target-gone' }],
  // It takes no reply: its topic is gone, it cannot be seen or was forwarded in one with others, it is to vanish, or the
  // group has no topics.
  [230019, { kind: 'target-gone' }],
  [230050, { kind: 'target-gone' }],
  [230072, { kind: 'target-gone' }],
  [230111, { kind: 'target-gone' }],
  [230071, { kind: 'target-gone' }],
  [230031, { kind: 'too-old' }],
  // The content: bad parameter, too long, no good card.
  [230001, { kind: 'card' }],
  [99992402, { kind: 'card' }],
  [230025, { kind: 'card' }],
  [230099, { kind: 'card' }],
  // Sensitive words: as text they would be no better. Not the owner of what is sent.
  [230022, { kind: 'message' }],
  [230017, { kind: 'message' }],
  // The chat: bot not in it, silenced by its settings, dissolved; the person out of the app's reach or has stopped the bot.
  [230002, chat('removed')],
  [230018, chat('muted')],
  [232009, chat('gone')],
  [230013, chat('blocked')],
  [230053, chat('blocked')],
])

/** Unknown codes are final for the message: repeated for ever they would hold up their chat. */
export function meaningOf(failed: Failed): Meaning {
  if (failed.kind === 'unanswered')
    return { ...wait, doubtful: failed.arrived === 'maybe' ? 'unanswered' : undefined }
  const { code, http = 200, retryAfterMs, of } = failed
  const known = meanings.get(code)
  if (known?.kind === 'wait' || http === 429) return { ...wait, ms: retryAfterMs }
  if (isOutage(failed))
    return { ...wait, doubtful: http >= 500 && of === undefined ? 'in-trouble' : undefined }
  if (of === 'token') return known?.kind === 'repair' ? known : repair('credentials')
  return known ?? { kind: 'message' }
}

export function repairOf(failed: Failed): Repair | undefined {
  const meaning = meaningOf(failed)
  if (meaning.kind === 'repair') return meaning.what
  return failed.kind === 'unanswered' || isOutage(failed) ? 'network' : undefined
}

/** Nothing is wrong with what was asked: the platform is in trouble, or somebody in between answered in its place. */
function isOutage({ code, http = 200 }: Extract<Failed, { kind: 'refused' }>): boolean {
  return code === 0 || (http >= 500 && !meanings.has(code))
}

/** For `why` and for logs: codes only. */
export function namesOf(failed: Failed): string {
  if (failed.kind === 'unanswered') return failed.arrived === 'no' ? 'not reached' : 'no answer'
  const { code, http, subCode } = failed
  return [`code ${code}`, http && http !== 200 && `http ${http}`, subCode && `sub-code ${subCode}`]
    .filter((part) => typeof part === 'string')
    .join(', ')
}
