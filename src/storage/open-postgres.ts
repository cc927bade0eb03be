import { PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Opening } from './transaction.js'

export function openPostgres(url: string): Opening {
  const pool = new pg.Pool({
    connectionString: url,
    types: numbersForInt8(),
    // A host that swallows packets must not keep the program from saying so.
    connectionTimeoutMillis: 10_000,
  })
  // Without a listener a lost idle connection ends the process. The pool replaces it, and a query that needs the
  // server while it is away fails by itself.
  pool.on('error', () => undefined)
  return { engine: 'postgres', dialect: new PostgresDialect({ pool }) }
}

const int8 = 20

/** pg gives 64-bit integers as text; ours are ids and milliseconds, far below 2^53. */
function numbersForInt8(): pg.TypeOverrides {
  const types = new pg.TypeOverrides()
  types.setTypeParser(int8, Number)
  return types
}
