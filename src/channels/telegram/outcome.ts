import type { ChatClosed } from '../../chat/arrival.js'
import type { Doubt, SendOutcome } from '../../ports-sending.js'
import { instant, type Instant } from '../../values/civil-date.js'
import type { Called, No } from './calls.js'
import type { Pace } from './limits.js'

/** What a send was, as far as it decides what a failure means. */
export interface Sent {
  /** A second edit shows nothing new, so nothing about one is ever doubtful. */
  readonly edit: boolean
  /** To one person alone. */
  readonly alone: boolean
  readonly at: Instant
  readonly queuedAt: Instant
  readonly pace: Pace
}

/** Why a send waits that Telegram itself put off. */
export const told = 'told to wait'

type Failed = Exclude<Called<unknown>, { kind: 'done' }>

/** What the outbox is to make of a call that failed. */
export function outcomeOf(called: Failed, sent: Sent): SendOutcome {
  switch (called.kind) {
    case 'no':
      return refusalOf(called, sent)
    case 'unreached':
      return again(sent, sent.pace.sendAgainMs, called.why)
    case 'unclear':
      return doubtful(sent, called.why, isInTrouble(called.status) ? 'in-trouble' : 'unanswered')
  }
}

/** It may have arrived or not: a message is never given up for that. */
function doubtful(sent: Sent, why: string, doubt: Doubt): SendOutcome {
  if (sent.edit) return again(sent, sent.pace.sendAgainMs, why)
  return { ...again(sent, waitOf(sent), why), doubtful: doubt }
}

/** A gateway that cannot pass a request on says so in its own words; 504 it says of one that it did. */
const isInTrouble = (status: number | undefined): boolean =>
  status !== undefined && status >= 500 && status !== 504

const longestWaitMs = 10 * 60_000

/** The older the message, the longer: whoever takes messages and never says so must not fill the chat with copies. */
function waitOf({ at, queuedAt, pace }: Sent): number {
  return Math.min(longestWaitMs, Math.max(pace.sendAgainMs, at - queuedAt))
}

function refusalOf(no: No, sent: Sent): SendOutcome {
  const { code, migrateTo, retryAfterSeconds, description } = no
  if (migrateTo !== undefined) return { kind: 'moved-to', chat: String(migrateTo) }
  if (code === 429) return again(sent, (retryAfterSeconds ?? 5) * 1000, told)
  // 404 is what a mangled token gets. Only the operator can mend either.
  if (code === 401 || code === 404) return again(sent, sent.pace.refusedRestMs, 'token refused')
  if (code === 409) return again(sent, sent.pace.sendAgainMs, `Bot API ${code}`)
  if (code >= 500) return outage(no, sent)
  if (sent.edit && uneditable.test(description)) return { kind: 'cannot-edit', why: 'gone or too old' }
  return refused(no, sent)
}

/** A Bot API server that restarts refuses what it may have passed on already. */
function outage(no: No, sent: Sent): SendOutcome {
  // By somebody in the group, say another bot that tidies it: a copy would fare no better.
  if (/immediately deleted/i.test(no.description)) return { kind: 'refused', why: reasonOf(no) }
  return doubtful(sent, `Bot API ${no.code}`, isInTrouble(no.code) ? 'in-trouble' : 'unanswered')
}

const uneditable =
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|message identifier|no text in the message/i

function refused(no: No, { alone }: Sent): SendOutcome {
  const closes = closings.find(({ says }) => says.test(no.description))?.closes
  const final = closes ?? (no.code === 403 ? 'removed' : undefined)
  // Whatever became of one person, nobody has to be told of it.
  const why: ChatClosed | undefined = final !== undefined && alone ? 'blocked' : final
  return { kind: 'refused', why: reasonOf(no), ...(why !== undefined && { closes: why }) }
}

const closings: readonly { readonly says: RegExp; readonly closes: ChatClosed }[] = [
  { says: /blocked by the user|can't initiate conversation/i, closes: 'blocked' },
  { says: /deactivated|chat not found|user not found|PEER_ID_INVALID|chat was deleted/i, closes: 'gone' },
  { says: /kicked|not a member/i, closes: 'removed' },
  {
    says: /not enough rights|have no rights|need administrator rights|WRITE_FORBIDDEN|SEND_PLAIN_FORBIDDEN|RESTRICTED/i,
    closes: 'muted',
  },
]

export const isUnchanged = (no: No): boolean => /message is not modified/i.test(no.description)

/** About the entities themselves, which a plain text has none of. */
export const isAboutEntities = (no: No): boolean => no.code === 400 && /entit/i.test(no.description)

/** Why a topic takes nothing, as its group reads it; undefined when it is not about a topic. */
export function topicTrouble(no: No): string | undefined {
  if (/message thread not found|TOPIC_DELETED/i.test(no.description)) return '（原来的话题没有了，发在这里）'
  return /TOPIC_CLOSED/i.test(no.description) ? '（原来的话题关闭了，发在这里）' : undefined
}

/** Telegram's reason without what it may quote of the message. */
export function reasonOf({ code, description }: No): string {
  const [, reason = ''] = description.split(':')
  return `${code} ${(reason.split('"')[0] ?? '').trim().slice(0, 80)}`.trim()
}

function again({ at }: Sent, ms: number, why: string): SendOutcome & { kind: 'not-before' } {
  return { kind: 'not-before', at: instant(at + ms), why }
}
