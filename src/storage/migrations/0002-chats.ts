import { sql } from 'kysely'
import type { Trx } from '../transaction.js'
import type { Migration } from './migration.js'

/** What is kept of chats, one-time codes, how far each channel has read, and the means to delete what is old. */
export const chats: Migration = {
  name: '0002-chats',
  wayBack:
    'drop index outbox_messages; drop index outbox_settled; drop index arrivals_handled; ' +
    'drop index sessions_changed; drop index presses_expiring; drop index presses_in_chat; drop index cards_shown; drop index cards_changed; ' +
    'alter table cards drop column changed_at; alter table cards drop column marked; alter table outbox drop column marked; drop table chats; drop table handovers; drop table caught_up; ' +
    "delete from migrations where name = '0002-chats'",
  async up(trx) {
    await createChats(trx)
    await createHandovers(trx)
    await createCaughtUp(trx)
    await dateCards(trx)
    await markCards(trx)
    await createIndexes(trx)
  },
}

async function createChats(trx: Trx): Promise<void> {
  await sql`
    create table chats (
      channel text not null,
      chat text not null,
      kind text,
      state text not null default 'live',
      closed_at bigint,
      introduced_at bigint,
      started_at bigint,
      seen_at bigint,
      primary key (channel, chat)
    )`.execute(trx)
  await sql`create index chats_started on chats (started_at) where started_at is not null`.execute(trx)
}

async function createHandovers(trx: Trx): Promise<void> {
  await sql`
    create table handovers (
      code text primary key,
      channel text not null,
      person text not null,
      press text not null,
      expires_at bigint not null,
      used_at bigint
    )`.execute(trx)
  await sql`create index handovers_expiring on handovers (expires_at)`.execute(trx)
}

async function createCaughtUp(trx: Trx): Promise<void> {
  await sql`create table caught_up (channel text primary key, at bigint not null)`.execute(trx)
}

/** Of cards that are there already the time of change is not known: they count as changed with the newest row. */
async function dateCards(trx: Trx): Promise<void> {
  await sql`alter table cards add column changed_at bigint not null default 0`.execute(trx)
  await sql`update cards set changed_at = coalesce((select max(created_at) from outbox), 0)`.execute(trx)
}

/** Whether a card's message bears the mark of a repeat, and so does what an outbox row edits. */
async function markCards(trx: Trx): Promise<void> {
  await sql`alter table cards add column marked integer not null default 0`.execute(trx)
  await sql`alter table outbox add column marked integer`.execute(trx)
}

/** For: whether a message is ours, what goes along with a chat that moves, what is old. None may read all that is stored. */
async function createIndexes(trx: Trx): Promise<void> {
  for (const index of [
    sql`create index outbox_messages on outbox (channel, chat, message) where message is not null`,
    sql`create index cards_shown on cards (channel, chat, message) where message is not null`,
    sql`create index outbox_settled on outbox (settled_at) where settled_at is not null`,
    sql`create index arrivals_handled on arrivals (handled_at) where handled_at is not null`,
    sql`create index sessions_changed on sessions (changed_at)`,
    sql`create index presses_in_chat on presses (channel, chat)`,
    sql`create index presses_expiring on presses (expires_at)`,
    sql`create index cards_changed on cards (changed_at)`,
  ])
    await index.execute(trx)
}
