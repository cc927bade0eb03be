import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import type { Opening } from '../../src/storage/transaction.js'

/** Awaited around everything that leaves a trace, with its name. Never resolves where the process is to die. */
export type Step = (name: string) => Promise<void>

/** Everything that is told to the platform or the database; what is written before a commit is as good as not. */
export const isTold = (step: string): boolean => /accept|send|commit of/.test(step)

/** The heartbeat and the tidying come by the clock: in two runs they come at other steps. */
export const isOfATurn = (step: string): boolean => !/ (?:serving|delete \w+)(?: #\d+)?$/.test(step)

/** Adds each step to `names`, numbered among its like; at the step `dieAt` tells so, and from then on nothing goes on. */
export function stepsUntil(dieAt: string | undefined, names: string[], standStill: () => void): Step {
  const counts = new Map<string, number>()
  let still = false
  return (name) => {
    if (still) return new Promise(() => undefined)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    names.push(`${name} #${count}`)
    if (`${name} #${count}` !== dieAt) return Promise.resolve()
    still = true
    standStill()
    return new Promise(() => undefined)
  }
}

/**
 * The same database with a step before each statement that writes, and before and after each commit of such: who dies
 * after a statement dies before the next one, or before the commit.
 */
export function stepped({ engine, dialect }: Opening, step: Step): Opening {
  const around: Dialect = {
    createDriver: () => steppedDriver(dialect.createDriver(), step),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
  return { engine, dialect: around }
}

function steppedDriver(driver: Driver, step: Step): Driver {
  return {
    init: () => driver.init(),
    acquireConnection: async () => new SteppedConnection(await driver.acquireConnection(), step),
    beginTransaction: (connection, settings) => driver.beginTransaction(within(connection).real, settings),
    commitTransaction: async (connection) => {
      const { real, wroteLast } = within(connection)
      if (wroteLast === undefined) return driver.commitTransaction(real)
      await step(`before commit of ${wroteLast}`)
      await driver.commitTransaction(real)
      await step(`after commit of ${wroteLast}`)
    },
    rollbackTransaction: (connection) => driver.rollbackTransaction(within(connection).real),
    releaseConnection: (connection) => driver.releaseConnection(within(connection).real),
    destroy: () => driver.destroy(),
  }
}

function within(connection: DatabaseConnection): SteppedConnection {
  if (connection instanceof SteppedConnection) return connection
  throw new Error('a connection of another driver')
}

const writing =
  /^\s*(insert|update|delete|create)\s+(?:into|from|(?:unique )?index|table(?: if not exists)?)?\s*"?(\w+)/i

/** Made for one transaction: Kysely acquires a connection for each. */
class SteppedConnection implements DatabaseConnection {
  /** The statement that wrote last, by name. */
  wroteLast: string | undefined

  constructor(
    readonly real: DatabaseConnection,
    private readonly step: Step,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const [, verb, what] = writing.exec(query.sql) ?? []
    if (verb === undefined || what === undefined) return this.real.executeQuery(query)
    const name = `${verb} ${what}`
    this.wroteLast = name
    await this.step(`before ${name}`)
    return this.real.executeQuery<R>(query)
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.real.streamQuery<R>(query, chunkSize)
  }
}
