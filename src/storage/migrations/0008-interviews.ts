import { sql } from 'kysely'
import type { Migration } from './migration.js'

/** Guided interviews, and where one person's session is that is in another chat. */
export const interviews: Migration = {
  name: '0008-interviews',
  wayBack:
    'drop table interviews; drop index sessions_person; ' +
    "delete from migrations where name = '0008-interviews'",
  async up(trx) {
    await sql`
      create table interviews (
        id text primary key,
        flow text not null,
        channel text not null,
        person text not null,
        chat text not null,
        state text not null check (state in ('open', 'paused', 'finished', 'cancelled')),
        body text not null,
        revision integer not null,
        started_at bigint not null,
        changed_at bigint not null,
        idle_since bigint check ((idle_since is null) = (state = 'finished')),
        reminded_at bigint,
        judged text,
        differs integer not null default 0 check (differs in (0, 1))
      )`.execute(trx)
    await sql`create index interviews_person on interviews (channel, person, changed_at)`.execute(trx)
    await sql`create index interviews_chat on interviews (channel, chat)`.execute(trx)
    await sql`create index interviews_idle on interviews (idle_since)`.execute(trx)
    await sql`
      create index interviews_silent on interviews (idle_since)
      where reminded_at is null and state in ('open', 'paused')`.execute(trx)
    await sql`create index interviews_judged on interviews (judged, id) where state = 'finished'`.execute(trx)
    await sql`create index interviews_differing on interviews (id) where differs = 1`.execute(trx)
    await sql`create index sessions_person on sessions (channel, person)`.execute(trx)
  },
}
