import { sql } from 'kysely'
import type { Migration } from './migration.js'

/** The rules and holidays after which the chats were last told what changed: one row at most. */
export const toldRules: Migration = {
  name: '0007-told-rules',
  wayBack: "drop table told_rules; delete from migrations where name = '0007-told-rules'",
  async up(trx) {
    await sql`
      create table told_rules (
        place integer primary key check (place = 1),
        body text not null
      )`.execute(trx)
  },
}
