import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { ImmediateDialect } from './immediate-dialect.js'
import type { Opening } from './transaction.js'

/** A database in the file at `path`, whose folder is made if need be, or in memory for ':memory:'. */
export async function openSqlite(path: string): Promise<Opening> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const { DatabaseSync } = await sqliteModule()
  const database = new DatabaseSync(path)
  database.exec(settings)
  return { engine: 'sqlite', dialect: new ImmediateDialect(database) }
}

/** `busy_timeout` comes first: switching to WAL may itself meet another process. */
const settings = `
  pragma busy_timeout = 10000;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
`

type SqliteModule = typeof import('@photostructure/sqlite')

/** Node's own SQLite where it has one without a flag, else the package with the same API. */
async function sqliteModule(): Promise<SqliteModule> {
  return hasOwnSqlite(process.versions.node) ? ownSqlite() : import('@photostructure/sqlite')
}

export function hasOwnSqlite(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}

/** The cast rests on the package's promise of the same API; the types of Node 20 do not know the module. */
function ownSqlite(): SqliteModule {
  return process.getBuiltinModule('node:sqlite') as SqliteModule
}
