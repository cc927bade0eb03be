import { sql } from 'kysely'
import type { Migration } from './migration.js'

/** Tables that people sent, for the press that imports them. */
export const sheets: Migration = {
  name: '0006-sheets',
  wayBack: "drop table sheets; delete from migrations where name = '0006-sheets'",
  async up(trx) {
    await sql`
      create table sheets (
        channel text not null,
        sheet text not null,
        chat text not null,
        body text not null,
        kept_at bigint not null,
        primary key (channel, sheet)
      )`.execute(trx)
    await sql`create index sheets_chat on sheets (channel, chat)`.execute(trx)
    await sql`create index sheets_age on sheets (kept_at)`.execute(trx)
  },
}
