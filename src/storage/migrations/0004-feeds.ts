import { sql } from 'kysely'
import type { Migration } from './migration.js'

/** The private calendar link of a chat, known by its digest only. */
export const feeds: Migration = {
  name: '0004-feeds',
  wayBack: "drop table feeds; delete from migrations where name = '0004-feeds'",
  async up(trx) {
    await sql`
      create table feeds (
        channel text not null,
        chat text not null,
        token_hash text not null unique,
        made_at bigint not null,
        primary key (channel, chat)
      )`.execute(trx)
  },
}
