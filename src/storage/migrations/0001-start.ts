import { sql } from 'kysely'
import type { Engine, Trx } from '../transaction.js'
import type { Migration } from './migration.js'

/** Partial indexes hold open rows only, so that a claim costs what is due and not what is stored. */
export const start: Migration = {
  name: '0001-start',
  wayBack: 'there is no older schema: to begin anew, use another file or database',
  async up(trx, engine) {
    await createArrivals(trx, engine)
    await createOutbox(trx, engine)
    await createConversation(trx)
    await createAnswers(trx)
    await createTranscript(trx)
    await createServing(trx)
  },
}

/** `autoincrement` and identity never give a number twice, even after the newest row is deleted. */
const idType = (engine: Engine) =>
  engine === 'sqlite'
    ? sql`integer primary key autoincrement`
    : sql`bigint generated always as identity primary key`

async function createArrivals(trx: Trx, engine: Engine): Promise<void> {
  await sql`
    create table arrivals (
      seq ${idType(engine)},
      channel text not null,
      chat text not null,
      event text not null,
      body text not null,
      received_at bigint not null,
      handled_at bigint,
      lease_owner text,
      lease_until bigint,
      unique (event, channel)
    )`.execute(trx)
  await sql`create index arrivals_open on arrivals (seq) where handled_at is null`.execute(trx)
  await sql`create index arrivals_open_in_chat on arrivals (channel, chat, seq) where handled_at is null`.execute(
    trx,
  )
  await sql`create index arrivals_held on arrivals (lease_until) where lease_owner is not null`.execute(trx)
}

async function createOutbox(trx: Trx, engine: Engine): Promise<void> {
  await sql`
    create table outbox (
      id ${idType(engine)},
      channel text not null,
      chat text not null,
      thread text,
      reply_to text,
      lane text not null,
      rank integer not null,
      due bigint not null,
      card text,
      call text not null,
      state text not null default 'planned',
      repeated integer not null default 0,
      not_before bigint not null default 0,
      edits text,
      message text,
      why text,
      lease_owner text,
      lease_until bigint,
      created_at bigint not null,
      settled_at bigint
    )`.execute(trx)
  await sql`create index outbox_open on outbox (rank, due, id) where settled_at is null`.execute(trx)
  await sql`create index outbox_open_in_chat on outbox (channel, chat, rank, due, id) where settled_at is null`.execute(
    trx,
  )
  await sql`create index outbox_held on outbox (channel, chat) where lease_owner is not null`.execute(trx)
  await sql`create index outbox_maybe_sent on outbox (id) where state = 'maybe-sent'`.execute(trx)
}

async function createConversation(trx: Trx): Promise<void> {
  await sql`
    create table sessions (
      channel text not null,
      chat text not null,
      thread text not null,
      person text not null,
      body text not null,
      changed_at bigint not null,
      primary key (channel, chat, thread, person)
    )`.execute(trx)
  await sql`
    create table presses (
      token text primary key,
      press text not null,
      channel text not null,
      chat text not null,
      owner text,
      expires_at bigint not null,
      card text,
      revision integer
    )`.execute(trx)
  await sql`
    create table cards (
      card text not null,
      channel text not null,
      chat text not null,
      revision integer not null,
      message text,
      primary key (channel, chat, card)
    )`.execute(trx)
}

async function createAnswers(trx: Trx): Promise<void> {
  await sql`
    create table answers (
      channel text not null,
      answer text not null,
      chat text not null,
      person text not null,
      question text not null,
      outcome text not null,
      entries text not null,
      knowledge text not null,
      answered_at bigint not null,
      primary key (channel, answer)
    )`.execute(trx)
  await sql`
    create table ratings (
      channel text not null,
      answer text not null,
      person text not null,
      useful integer not null,
      rated_at bigint not null,
      primary key (channel, answer, person)
    )`.execute(trx)
}

async function createTranscript(trx: Trx): Promise<void> {
  await sql`
    create table transcript (
      channel text not null,
      chat text not null,
      key text not null,
      "by" text not null,
      body text not null,
      place bigint not null,
      cursor bigint not null,
      changed_at bigint not null,
      primary key (channel, chat, key)
    )`.execute(trx)
  await sql`create unique index transcript_changes on transcript (channel, chat, cursor)`.execute(trx)
}

async function createServing(trx: Trx): Promise<void> {
  await sql`create table serving (id integer primary key, owner text not null, until bigint not null)`.execute(
    trx,
  )
}
