import type { Feedback } from '../ports-feedback.js'
import type { Store, Transcript } from '../ports.js'
import { openPostgres } from './open-postgres.js'
import { openSqlite } from './open-sqlite.js'
import { openStore } from './store.js'
import type { Opening } from './transaction.js'

/** The store a DATABASE_URL names: `file:PATH` (or `file::memory:`) or `postgres://…`. */
export async function openStoreAt(databaseUrl: string): Promise<Store & Transcript & Feedback> {
  return openStore(await openingAt(databaseUrl))
}

async function openingAt(databaseUrl: string): Promise<Opening> {
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return openPostgres(databaseUrl)
  const path = /^file:(?<path>.+)$/.exec(databaseUrl)?.groups?.['path']
  if (path !== undefined) return openSqlite(path)
  // The value is not repeated: it may hold a password.
  throw new Error('DATABASE_URL must be file:PATH or postgres://USER:PASSWORD@HOST/DATABASE')
}
