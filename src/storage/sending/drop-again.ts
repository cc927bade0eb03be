import { sql } from 'kysely'
import { againCard } from '../../chat/interview/asked-again.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, InterviewId } from '../../values/ids.js'
import type { Trx } from '../transaction.js'
import { openRowsOf } from './open-rows.js'

interface Which {
  readonly interview?: InterviewId
  /** The row of a digest. */
  readonly behind?: number
}

/** Questions that were to be put again, and were not yet, are not put. */
export async function dropAgain(
  trx: Trx,
  at: ChatRef,
  { interview, behind }: Which,
  now: Instant,
): Promise<void> {
  const cards = againCard(interview ?? '%', behind ?? '%')
  await trx
    .updateTable('outbox')
    .set({ state: 'collapsed', settled_at: now })
    .where(openRowsOf(at))
    .where('lease_owner', 'is', null)
    .where(sql<boolean>`card like ${cards}`)
    .execute()
}
