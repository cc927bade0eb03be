import type { Effect } from '../../chat/decision.js'
import type { Interview, KnownInterview } from '../../interview/kept/interview.js'
import { readInterview, writtenInterview } from '../../interview/kept/written-interview.js'
import type { ReadInterview } from '../../ports-interviews.js'
import { interviewOfPress } from '../../reply/interview-of-press.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, HandoverCode, InterviewId, PersonRef } from '../../values/ids.js'
import { fromJson, toJson } from '../column-text.js'
import { findHandover } from '../handovers.js'
import type { InterviewsTable } from '../tables-interviews.js'
import { dropAgain } from '../sending/drop-again.js'
import type { Handle, Trx } from '../transaction.js'

type Kept = Extract<Effect, { kind: 'interview-kept' }>

/** A change is news to nobody: what it came to is what its person was told just now. */
export async function keepInterview(trx: Trx, { interview }: Kept): Promise<void> {
  const columns = columnsOf(interview)
  await trx
    .insertInto('interviews')
    .values({ ...columns, revision: 1, started_at: interview.startedAt })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) => ({ ...columns, revision: eb('interviews.revision', '+', 1), differs: 0 })),
    )
    .execute()
  // A question that was to be put again, but was not yet, is not the one that is asked now.
  await dropAgain(trx, interview.chat, { interview: interview.id }, interview.changedAt)
}

function columnsOf(interview: Interview) {
  const { id, flow, by, chat, state, changedAt } = interview
  return {
    id,
    flow,
    state,
    channel: by.channel,
    person: by.person,
    chat: chat.chat,
    body: toJson(writtenInterview(interview)),
    changed_at: changedAt,
    idle_since: state === 'finished' ? null : changedAt,
    judged: null,
  } as const
}

export async function eraseInterview(trx: Trx, id: InterviewId): Promise<void> {
  await trx.deleteFrom('interviews').where('id', '=', id).execute()
}

export async function findInterview(
  db: Handle,
  { channel, person }: PersonRef,
  id: InterviewId,
): Promise<KnownInterview | undefined> {
  const row = await db
    .selectFrom('interviews')
    .select(['body', 'chat', 'revision'])
    .where('id', '=', id)
    .where('channel', '=', channel)
    .where('person', '=', person)
    .executeTakeFirst()
  return row && known(row)
}

export async function interviewsOf(
  db: Handle,
  { channel, person }: PersonRef,
  limit: number,
): Promise<readonly KnownInterview[]> {
  const rows = await db
    .selectFrom('interviews')
    .select(['body', 'chat', 'revision'])
    .where('channel', '=', channel)
    .where('person', '=', person)
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(known)
}

/** Somebody who took it over may hand it on; the codes that were made before that open nothing any more. */
export async function findHanded(
  db: Handle,
  code: HandoverCode,
  now: Instant,
): Promise<KnownInterview | undefined> {
  const handover = await findHandover(db, code)
  if (handover === undefined || handover.used || handover.expiresAt <= now) return undefined
  const id = interviewOfPress(handover.then)
  return id === undefined ? undefined : findInterview(db, handover.by, id)
}

/** The chat may have another id by now: its column was moved along, the body was not. */
export function known({
  body,
  chat,
  revision,
}: Pick<InterviewsTable, 'body' | 'chat' | 'revision'>): KnownInterview {
  const interview = readInterview(fromJson(body))
  return { interview: { ...interview, chat: { ...interview.chat, chat } }, revision }
}

export async function moveInterviews(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  await trx
    .updateTable('interviews')
    .set((eb) => ({ chat, revision: eb('revision', '+', 1) }))
    .where('channel', '=', from.channel)
    .where('chat', '=', from.chat)
    .execute()
}

/** Whether any of them is not as it was read. */
export async function interviewsChanged(trx: Trx, read: readonly ReadInterview[]): Promise<boolean> {
  for (const { interview, revision } of read) {
    const row = await trx
      .selectFrom('interviews')
      .select('revision')
      .where('id', '=', interview)
      .executeTakeFirst()
    if (row?.revision !== revision) return true
  }
  return false
}
