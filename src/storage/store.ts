import { Kysely } from 'kysely'
import type { Feedback } from '../ports-feedback.js'
import type { Store, Transcript } from '../ports.js'
import type { Instant } from '../values/civil-date.js'
import { claimArrivals, freeLapsedArrivals, insertArrivals } from './arrivals.js'
import { countBacklog } from './sending/backlog.js'
import { findCaughtUp, noteCaughtUp } from './caught-up.js'
import { findChat, startedChats } from './chats.js'
import { claimSends } from './sending/claim-sends.js'
import { closeFound } from './close-chat.js'
import { ratedQuestions, unansweredQuestions } from './feedback.js'
import { findHandover } from './handovers.js'
import { interviewsOn } from './interviews/interview-store.js'
import { migrate } from './migrate.js'
import { findPress } from './sending/presses.js'
import { queueMessages } from './sending/queue.js'
import { endServe, grantServe, holderOfServe } from './serve-lease.js'
import { findPrivateChat, findSession } from './sessions.js'
import { doubtLapsedRows, settleRows } from './sending/settle.js'
import type { Tables } from './tables.js'
import { tidyAll } from './tidy.js'
import { writing, type Engine, type Handle, type Opening, type Write } from './transaction.js'
import { appendLine, lineNamed, linesSince, replaceLine } from './transcript.js'
import { finishTurn } from './turns.js'
import { watchesOn } from './deadlines/watch-store.js'
import { wroteMessage } from './wrote.js'

/** Opens the database with its schema up to date. The handle stays in here: everything else works on a transaction. */
export async function openStore({ engine, dialect }: Opening): Promise<Store & Transcript & Feedback> {
  const db = new Kysely<Tables>({ dialect })
  const write: Write = (subject, work) => writing(db, { engine, subject }, work)
  try {
    await write('schema', (trx) => migrate(trx, engine))
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { ...storeOn(db, engine, write), ...transcriptOn(db, write), ...feedbackOn(db) }
}

function storeOn(db: Handle, engine: Engine, write: Write): Store {
  return {
    accept: (arrivals, at) => write('arrivals', (trx) => insertArrivals(trx, arrivals, at)),
    takeArrivals: (lease, now, limit) => write('arrivals', (trx) => claimArrivals(trx, lease, now, limit)),
    session: (key) => findSession(db, key),
    privateChat: (person) => findPrivateChat(db, person),
    press: (token) => findPress(db, token),
    chat: (at) => findChat(db, at),
    startedChats: (limit) => startedChats(db, limit),
    handover: (code) => findHandover(db, code),
    wrote: (chat, message) => wroteMessage(db, chat, message),
    finish: (turn, owner, now) => write('outbox', (trx) => finishTurn(trx, turn, owner, now)),
    queue: (messages, now) => write('outbox', (trx) => queueMessages(trx, messages, now)),
    takeSends: (lease, now, limit, except = []) =>
      write('outbox', (trx) => claimSends(trx, lease, now, { limit, except })),
    closeChat: (chat, why, alarms, now) =>
      write('outbox', (trx) => closeFound(trx, { chat, why, since: now }, alarms, now)),
    settle: (results, owner, now) => write('outbox', (trx) => settleRows(trx, results, owner, now)),
    caughtUp: (channel) => findCaughtUp(db, channel),
    noteCaughtUp: (channel, at) => write('arrivals', (trx) => noteCaughtUp(trx, channel, at)),
    tidy: (now) => tidyAll(write, now),
    recover: (now) => recoverAll(write, now),
    backlog: () => countBacklog(db),
    ...watchesOn(db, write),
    ...interviewsOn(db, write),
    ...servingOn(engine, write),
    close: () => db.destroy(),
  }
}

/** Two transactions, because their subjects differ; a crash in between leaves the rest to the next call. */
async function recoverAll(write: Write, now: Instant): Promise<number> {
  const arrivals = await write('arrivals', (trx) => freeLapsedArrivals(trx, now))
  return arrivals + (await write('outbox', (trx) => doubtLapsedRows(trx, now)))
}

/** On PostgreSQL many processes serve together, so there is nothing to hold. */
function servingOn(engine: Engine, write: Write): Pick<Store, 'holdServe' | 'serveHolder' | 'releaseServe'> {
  if (engine === 'postgres')
    return {
      holdServe: () => Promise.resolve(true),
      serveHolder: () => Promise.resolve(undefined),
      releaseServe: () => Promise.resolve(),
    }
  return {
    holdServe: (lease, now) => write('outbox', (trx) => grantServe(trx, lease, now)),
    serveHolder: () => write('outbox', holderOfServe),
    releaseServe: (owner) => write('outbox', (trx) => endServe(trx, owner)),
  }
}

function transcriptOn(db: Handle, write: Write): Transcript {
  return {
    append: (line, at) => write('transcript', (trx) => appendLine(trx, line, at)),
    replace: (chat, message, body, at) =>
      write('transcript', (trx) => replaceLine(trx, { chat, message, body }, at)),
    since: (chat, cursor, limit) => linesSince(db, chat, cursor, limit),
    line: (chat, message) => lineNamed(db, chat, message),
  }
}

function feedbackOn(db: Handle): Feedback {
  return {
    unanswered: (since, limit) => unansweredQuestions(db, since, limit),
    rated: (since, limit) => ratedQuestions(db, since, limit),
  }
}
