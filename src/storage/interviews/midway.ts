import type { KnownMidway, QuestionAgain } from '../../ports-interviews.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef } from '../../values/ids.js'
import { fromJson } from '../column-text.js'
import type { Handle, Trx } from '../transaction.js'
import { queueMessages } from '../sending/queue.js'
import { interviewsChanged, known } from './interviews.js'

/** What is sent unasked goes to no topic: a question that waits in one is not in its way. */
export async function midway(
  db: Handle,
  { channel, chat }: ChatRef,
  since: Instant,
): Promise<readonly KnownMidway[]> {
  const rows = await db
    .selectFrom('interviews')
    .innerJoin('sessions', (join) =>
      join
        .onRef('sessions.channel', '=', 'interviews.channel')
        .onRef('sessions.chat', '=', 'interviews.chat')
        .onRef('sessions.person', '=', 'interviews.person')
        .on('sessions.thread', '=', ''),
    )
    .select(['interviews.body', 'interviews.chat', 'interviews.revision', 'sessions.body as session'])
    .where('interviews.channel', '=', channel)
    .where('interviews.chat', '=', chat)
    .where('interviews.state', '=', 'open')
    .where('interviews.changed_at', '>=', since)
    .orderBy('interviews.id')
    .execute()
  return rows.map(({ session, ...row }) => ({ ...known(row), session: fromJson(session) }))
}

/** Unless somebody answered meanwhile: then something else is asked by now. Its buttons could be typed all along. */
export async function putAgain(trx: Trx, questions: readonly QuestionAgain[], now: Instant): Promise<void> {
  for (const { messages, ...read } of questions)
    if (!(await interviewsChanged(trx, [read]))) await queueMessages(trx, messages, now)
}
