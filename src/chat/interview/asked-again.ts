import type { Interview } from '../../interview/kept/interview.js'
import type { Reply } from '../../reply/reply.js'
import { traditional } from '../../reply/traditional.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { cardKey, type CardKey } from '../../values/ids.js'
import type { Session } from '../session.js'
import { longAgoMs, questionIn } from './showing.js'
import { standingOf, type Seen } from './standing.js'

/** An interview that its person is in the middle of, with what they talk about in its chat. */
export interface Midway {
  readonly interview: Interview
  readonly session: Session
}

/**
 * The question that waits, once more: what comes in between unasked must not be the last thing on the screen. Undefined
 * where none waits, or where its person is gone: a question put again and again would only press them.
 */
export function askedAgain(
  { interview, session }: Midway,
  { inGroup, ...seen }: Seen & { readonly inGroup: boolean },
): Reply | undefined {
  const asked = session.interview
  const isAsked = asked?.interview === interview.id && asked.input !== undefined
  if (!isAsked || interview.state !== 'open' || interview.changedAt < midwaySince(seen.now.at))
    return undefined
  const standing = standingOf(interview, seen)
  if (standing?.waits === undefined || standing.waits.question.input !== asked.input) return undefined
  const { waits } = standing
  const reply = questionIn(
    { ...standing, waits },
    { knowledge: seen.known.knowledge, inGroup },
    { failed: asked.failed },
  )
  return session.script === 'traditional' ? traditional(reply) : reply
}

/** Since when somebody must have gone on with an interview to be in the middle of it. */
export const midwaySince = (now: Instant): Instant => instant(now - longAgoMs)

/** The card of a question that is put again behind another message, by its row. */
export const againCard = (interview: string, behind: number | string): CardKey =>
  cardKey(`interview:again:${interview}:${behind}`)
