import type { Interview } from '../../interview/kept/interview.js'
import type { Reply } from '../../reply/reply.js'
import { traditional } from '../../reply/traditional.js'
import { instant, type Instant } from '../../values/civil-date.js'
import { cardKey, type CardKey } from '../../values/ids.js'
import type { Session } from '../session.js'
import { longAgoMs, questionIn } from './showing.js'
import { standingOf, type Seen } from './standing.js'

/** An open interview that its person is in the middle of, with what they talk about in its chat. */
export interface Midway {
  readonly interview: Interview
  readonly session: Session
}

/** The question that waits, once more: what comes in between unasked must not be the last thing on the screen. */
export function askedAgain(
  { interview, session }: Midway,
  { inGroup, ...seen }: Seen & { readonly inGroup: boolean },
): Reply | undefined {
  const asked = session.interview
  if (asked?.interview !== interview.id || asked.input === undefined) return undefined
  const standing = standingOf(interview, seen)
  // After a change of the flow something else may wait, of which nobody was asked yet.
  if (standing?.waits === undefined || standing.waits.question.input !== asked.input) return undefined
  const { waits } = standing
  const reply = questionIn(
    { ...standing, waits },
    { knowledge: seen.known.knowledge, inGroup },
    { failed: asked.failed },
  )
  return session.script === 'traditional' ? traditional(reply) : reply
}

/** Since when somebody must have gone on to be in the middle: put to who is gone a question would only press them. */
export const midwaySince = (now: Instant): Instant => instant(now - longAgoMs)

/** The card of a question that is put again behind another message, by its row. */
export const againCard = (interview: string, behind: number | string): CardKey =>
  cardKey(`interview:again:${interview}:${behind}`)
