import { sql, type Expression, type SqlBool } from 'kysely'
import type { PastQuestion } from '../ports-feedback.js'
import type { Instant } from '../values/civil-date.js'
import { fromJson, type Bit } from './column-text.js'
import type { AnswersTable } from './tables.js'
import type { Handle } from './transaction.js'

/** A question that was refused got the answer it should get. */
const withoutAnswer: readonly AnswersTable['outcome'][] = ['unknown', 'ambiguous', 'out-of-scope']

export async function unansweredQuestions(
  db: Handle,
  since: Instant,
  limit: number,
): Promise<readonly PastQuestion[]> {
  const outcomes = sql.join(withoutAnswer)
  return asked(db, { since, limit }, sql`outcome in (${outcomes}) or ${ratings(0)} > 0`)
}

export async function ratedQuestions(
  db: Handle,
  since: Instant,
  limit: number,
): Promise<readonly PastQuestion[]> {
  return asked(db, { since, limit }, sql`${ratings(1)} > 0 or ${ratings(0)} > 0`)
}

interface Window {
  readonly since: Instant
  readonly limit: number
}

/** Reads the answers of the whole window: editors look now and then, and an index for it would cost every answer. */
async function asked(
  db: Handle,
  { since, limit }: Window,
  wanted: Expression<SqlBool>,
): Promise<readonly PastQuestion[]> {
  const rows = await db
    .selectFrom('answers')
    .select(['channel', 'chat', 'question', 'outcome', 'entries', 'knowledge', 'answered_at as at'])
    .select([ratings(1).as('useful'), ratings(0).as('useless')])
    .where('answered_at', '>=', since)
    .where(sql<SqlBool>`(${wanted})`)
    .orderBy('answered_at', 'desc')
    .orderBy('channel')
    .orderBy('answer')
    .limit(limit)
    .execute()
  return rows.toReversed().map(({ channel, chat, entries, ...row }) => ({
    ...row,
    chat: { channel, chat },
    entries: fromJson(entries),
  }))
}

/** How many people think so of an answer. */
const ratings = (useful: Bit) =>
  sql<number>`(
    select count(*) from ratings
    where ratings.channel = answers.channel and ratings.answer = answers.answer and ratings.useful = ${useful}
  )`
