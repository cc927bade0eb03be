import type { ExpressionBuilder } from 'kysely'
import { usualSettings } from '../../deadlines/watch.js'
import type { Interview, KnownInterview } from '../../interview/kept/interview.js'
import { writtenInterview } from '../../interview/kept/written-interview.js'
import type {
  InterviewNews,
  InterviewPage,
  InterviewStore,
  PlacedInterview,
  ReadInterview,
} from '../../ports-interviews.js'
import { interviewId } from '../../values/ids.js'
import type { Instant } from '../../values/civil-date.js'
import { fromJson, toBit, toJson } from '../column-text.js'
import { known } from './interviews.js'
import { queueMessages } from '../sending/queue.js'
import { offerTyped } from '../sessions.js'
import type { Tables } from '../tables.js'
import type { Handle, Trx } from '../transaction.js'

/** What people are told of their interviews unasked: that one waits, that one comes to something else by now. */

export async function leftInterviews(
  db: Handle,
  since: Instant,
  page: InterviewPage,
): Promise<readonly PlacedInterview[]> {
  const rows = await placed(db, page)
    .where('reminded_at', 'is', null)
    .where('interviews.state', 'in', ['open', 'paused'])
    .where('idle_since', '<=', since)
    .execute()
  return rows.map(placedOf)
}

export async function differingInterviews(
  db: Handle,
  page: InterviewPage,
): Promise<readonly PlacedInterview[]> {
  const rows = await placed(db, page).where('differs', '=', 1).execute()
  return rows.map(placedOf)
}

/** A chat that nothing came from yet is open: a platform addresses a person by another id until they answer. */
const placed = (db: Handle, { after = interviewId(''), limit }: InterviewPage) =>
  db
    .selectFrom('interviews')
    .leftJoin('chats', (join) =>
      join.onRef('chats.channel', '=', 'interviews.channel').onRef('chats.chat', '=', 'interviews.chat'),
    )
    .select(['interviews.body', 'interviews.chat', 'interviews.revision', 'chats.kind', 'chats.settings'])
    .where((eb) => eb.or([eb('chats.state', 'is', null), eb('chats.state', '=', 'live')]))
    .where('interviews.id', '>', after)
    .orderBy('interviews.id')
    .limit(limit)

type PlacedRow = Awaited<ReturnType<ReturnType<typeof placed>['execute']>>[number]

const placedOf = ({ kind, settings, ...row }: PlacedRow): PlacedInterview => ({
  ...known(row),
  group: kind === 'group',
  settings: settings === null ? usualSettings : fromJson(settings),
})

export async function tellLeft(
  trx: Trx,
  { interview, revision }: ReadInterview,
  news: InterviewNews,
  now: Instant,
): Promise<boolean> {
  const told = await trx
    .updateTable('interviews')
    .set({ reminded_at: now })
    .where(asRead({ interview, revision }))
    .where('reminded_at', 'is', null)
    .returning(['channel', 'chat', 'person'])
    .executeTakeFirst()
  if (told === undefined) return false
  await tell(trx, told, news, now)
  return true
}

export async function unjudgedInterviews(
  db: Handle,
  law: string,
  limit: number,
): Promise<readonly KnownInterview[]> {
  const rows = await db
    .selectFrom('interviews')
    .select(['body', 'chat', 'revision'])
    .where('state', '=', 'finished')
    .where((eb) => eb.or([eb('judged', 'is', null), eb('judged', '<>', law)]))
    .orderBy('judged')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(known)
}

export async function noteJudged(
  trx: Trx,
  judged: Parameters<InterviewStore['noteJudged']>[0],
  law: string,
): Promise<void> {
  for (const { differs, ...read } of judged)
    await trx
      .updateTable('interviews')
      .set({ judged: law, differs: toBit(differs) })
      .where(asRead(read))
      .execute()
}

export async function tellJudged(
  trx: Trx,
  read: ReadInterview,
  {
    now,
    news,
    at,
  }: { readonly now: Interview; readonly news: InterviewNews | undefined; readonly at: Instant },
): Promise<boolean> {
  const told = await trx
    .updateTable('interviews')
    .set((eb) => ({ body: toJson(writtenInterview(now)), revision: eb('revision', '+', 1), differs: 0 }))
    .where(asRead(read))
    .where('differs', '=', 1)
    .returning(['channel', 'chat', 'person'])
    .executeTakeFirst()
  if (told === undefined) return false
  if (news !== undefined) await tell(trx, told, news, at)
  return true
}

const asRead =
  ({ interview, revision }: ReadInterview) =>
  (eb: ExpressionBuilder<Tables, 'interviews'>) =>
    eb.and({ id: interview, revision })

async function tell(
  trx: Trx,
  whose: Parameters<typeof offerTyped>[1],
  { messages, offered }: InterviewNews,
  now: Instant,
): Promise<void> {
  await offerTyped(trx, whose, offered, now)
  await queueMessages(trx, messages, now)
}
