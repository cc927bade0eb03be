import { sql } from 'kysely'
import type { Trx } from '../transaction.js'
import type { Migration } from './migration.js'

/** What is watched, who watches it, what was said of it, and the record that proves it. */
export const matters: Migration = {
  name: '0003-matters',
  // A digest without content would go out empty there; the lines that it was to tell go with the ledger.
  wayBack:
    'delete from outbox where unfilled = 1; ' +
    'drop table record; drop table ledger; drop table watches; drop table matters; ' +
    'alter table chats drop column settings; ' +
    'alter table outbox drop column digest; alter table outbox drop column unfilled; ' +
    "delete from migrations where name = '0003-matters'",
  async up(trx) {
    await createMatters(trx)
    await createWatches(trx)
    await createLedger(trx)
    await createRecord(trx)
    await addDigests(trx)
  },
}

/** The partial index makes a tick cost what is due, not what is stored. */
async function createMatters(trx: Trx): Promise<void> {
  await sql`
    create table matters (
      id text primary key,
      body text not null,
      revision bigint not null,
      wake_at bigint
    )`.execute(trx)
  await sql`create index matters_awake on matters (wake_at, id) where wake_at is not null`.execute(trx)
}

async function createWatches(trx: Trx): Promise<void> {
  await sql`
    create table watches (
      matter text not null,
      channel text not null,
      chat text not null,
      keepers text not null,
      ladders text not null,
      since bigint not null,
      primary key (matter, channel, chat)
    )`.execute(trx)
  await sql`create index watches_in_chat on watches (channel, chat, since, matter)`.execute(trx)
  await sql`alter table chats add column settings text`.execute(trx)
}

async function createLedger(trx: Trx): Promise<void> {
  await sql`
    create table ledger (
      matter text not null,
      rule text not null,
      cycle text not null,
      rung text not null,
      channel text not null,
      chat text not null,
      on_day text not null,
      state text not null,
      due bigint not null,
      not_before bigint not null,
      told_by bigint,
      card text,
      spent_at bigint,
      primary key (matter, rule, cycle, rung, channel, chat)
    )`.execute(trx)
  await sql`create index ledger_planned on ledger (channel, chat) where state = 'planned'`.execute(trx)
  await sql`create index ledger_under_way on ledger (told_by) where state = 'planned'`.execute(trx)
  await sql`create index ledger_in_chat on ledger (channel, chat, card)`.execute(trx)
  await sql`create index ledger_spent on ledger (spent_at) where spent_at is not null`.execute(trx)
}

async function createRecord(trx: Trx): Promise<void> {
  await sql`
    create table record (
      matter text not null,
      number bigint not null,
      at bigint not null,
      kind text not null,
      body text not null,
      hash text not null,
      primary key (matter, number)
    )`.execute(trx)
}

async function addDigests(trx: Trx): Promise<void> {
  await sql`alter table outbox add column unfilled integer not null default 0`.execute(trx)
  await sql`alter table outbox add column digest bigint`.execute(trx)
}
