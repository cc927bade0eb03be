import { sql } from 'kysely'
import type { Trx } from '../transaction.js'
import type { Migration } from './migration.js'

/** Who hears of a matter in another chat's stead, and which closed chats somebody was told of. */
export const standIns: Migration = {
  name: '0005-stand-ins',
  wayBack:
    'drop table stand_ins; drop index chats_orphaned; alter table chats drop column told_closed_at; alter table chats drop column orphaned_at; ' +
    "delete from migrations where name = '0005-stand-ins'",
  async up(trx) {
    await createStandIns(trx)
    await noteClosedChats(trx)
  },
}

async function createStandIns(trx: Trx): Promise<void> {
  await sql`
    create table stand_ins (
      matter text not null,
      channel text not null,
      chat text not null,
      when_kind text not null,
      for_channel text not null,
      for_chat text not null,
      after_days integer,
      since bigint,
      by_name text not null,
      primary key (matter, channel, chat, when_kind)
    )`.execute(trx)
  await sql`create index stand_ins_of_chat on stand_ins (channel, chat)`.execute(trx)
  await sql`create index stand_ins_for_chat on stand_ins (for_channel, for_chat)`.execute(trx)
}

/** Finding those of which nobody was told costs no walk over all chats; of what is closed already all is told again. */
async function noteClosedChats(trx: Trx): Promise<void> {
  await sql`alter table chats add column told_closed_at bigint`.execute(trx)
  await sql`alter table chats add column orphaned_at bigint`.execute(trx)
  await sql`update chats set orphaned_at = closed_at where state <> 'live'`.execute(trx)
  await sql`create index chats_orphaned on chats (orphaned_at) where orphaned_at is not null`.execute(trx)
}
