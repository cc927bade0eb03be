import { sql } from 'kysely'
import type { Migration } from './migrations/migration.js'
import { start } from './migrations/0001-start.js'
import { chats } from './migrations/0002-chats.js'
import { matters } from './migrations/0003-matters.js'
import { feeds } from './migrations/0004-feeds.js'
import { standIns } from './migrations/0005-stand-ins.js'
import { sheets } from './migrations/0006-sheets.js'
import { toldRules } from './migrations/0007-told-rules.js'
import { interviews } from './migrations/0008-interviews.js'
import { untold } from './migrations/0009-untold.js'
import type { Engine, Trx } from './transaction.js'

const migrations: readonly Migration[] = [
  start,
  chats,
  matters,
  feeds,
  standIns,
  sheets,
  toldRules,
  interviews,
  untold,
]

interface Applied {
  readonly name: string
  readonly way_back: string
}

/**
 * Brings the schema up to date in the given transaction: wholly or not at all on both engines. Kysely's own Migrator
 * runs outside a transaction on SQLite and takes no lock there, so two processes could both begin.
 */
export async function migrate(trx: Trx, engine: Engine): Promise<void> {
  await sql`create table if not exists migrations (name text primary key, way_back text not null)`.execute(
    trx,
  )
  const { rows: applied } = await sql<Applied>`select name, way_back from migrations order by name`.execute(
    trx,
  )
  refuseNewer(applied)
  const known = new Set(applied.map(({ name }) => name))
  for (const migration of migrations.filter(({ name }) => !known.has(name)))
    await apply(trx, engine, migration)
}

function refuseNewer(applied: readonly Applied[]): void {
  const newer = applied.filter(({ name }) => !migrations.some((migration) => migration.name === name))
  if (newer.length === 0) return
  const waysBack = newer.map(({ name, way_back }) => `${name}: ${way_back}`).reverse()
  throw new Error(
    `The database is newer than this program, which knows schema ${migrations.at(-1)?.name ?? 'none'}. ` +
      `Run the newer program, or undo in this order: ${waysBack.join('; ')}`,
  )
}

async function apply(trx: Trx, engine: Engine, { name, wayBack, up }: Migration): Promise<void> {
  await up(trx, engine)
  await sql`insert into migrations (name, way_back) values (${name}, ${wayBack})`.execute(trx)
}
