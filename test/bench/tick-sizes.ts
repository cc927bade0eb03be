import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { tickRound } from '../../src/app/on-tick.js'
import { instantAt } from '../../src/deadlines/hours.js'
import type { Log, Store } from '../../src/ports.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { instant } from '../../src/values/civil-date.js'
import { shippedContent, zone } from '../app/watching.js'
import { day } from '../deadlines/small.js'
import { quantile } from './table.js'
import { usedBy, type Used } from './used.js'

/** A rung of the renewal falls on that day for every one of them. */
const nine = instantAt(day('2026-08-04'), '09:00', zone)
const expires = '2027-03-02'
const due = 1_000
const rounds = 5

export interface TickedSize extends Used {
  readonly stored: number
  readonly due: number
  readonly rounds: number
}

/** The same number due among few and among many, a round of each in turn. */
export async function tickedSizes(
  few: number,
  many: number,
): Promise<readonly [small: TickedSize, large: TickedSize]> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-tick-'))
  try {
    const small = await filled(join(folder, 'few.db'), few)
    const large = await filled(join(folder, 'many.db'), many)
    const times: (readonly [Used, Used])[] = []
    // The first round of each warms up.
    for (let round = 0; round <= rounds; round++) times.push([await small.ticked(), await large.ticked()])
    await small.close()
    await large.close()
    const warm = times.slice(1)
    return [
      sizeOf(
        few,
        warm.map(([one]) => one),
      ),
      sizeOf(
        many,
        warm.map(([, other]) => other),
      ),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

function sizeOf(stored: number, times: readonly Used[]): TickedSize {
  const median = (read: (one: Used) => number): number => quantile(times.map(read), 0.5)
  return { stored, due, rounds, ms: median(({ ms }) => ms), cpuMs: median(({ cpuMs }) => cpuMs) }
}

async function filled(path: string, count: number) {
  const store = await openStoreAt(`file:${path}`)
  const database = new DatabaseSync(path)
  fill(database, count)
  return {
    ticked: async (): Promise<Used> => {
      wake(database)
      return usedBy(() => tick(store))
    },
    close: async (): Promise<void> => {
      database.close()
      await store.close()
    },
  }
}

async function tick(store: Store): Promise<void> {
  const parts = { store, content: () => content, clock: { now: () => nine }, log: strict, timeZone: zone }
  let looked = 0
  let some: number
  do {
    some = await tickRound(parts)
    looked += some
  } while (some > 0)
  if (looked !== due) throw new Error(`${looked} matters were looked at`)
}

const content = shippedContent()

const strict: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, fields, error) => {
    throw new Error(`${event} ${JSON.stringify(fields)} ${String(error)}`)
  },
}

const later = nine + 20 * 24 * 3_600_000
const before = instant(nine - 3 * 24 * 3_600_000)
const body = JSON.stringify({
  kind: 'licence',
  holder: '某某信息技术有限公司',
  has: [],
  log: [{ kind: 'event', event: 'expires', on: expires, at: before }],
})

/** Written as they stand in the tables: a million by way of the bot would take hours. The due ones are of all places. */
function fill(database: DatabaseSyncInstance, count: number): void {
  const all = `with recursive one(n) as (select 0 union all select n + 1 from one where n < ${count - 1}),
    every(n, id) as (select n, 'm' || substr('0000000' || n, -7) from one)`
  const isDue = `n % ${Math.floor(count / due)} = 0`
  database.exec(`
    begin;
    insert into matters ${all} select id, json_insert('${body}', '$.id', id), 1, ${later} from every;
    insert into watches ${all} select id, 'telegram', 'chat' || (n / 4), '[]', '{}', ${before} from every;
    insert into ledger ${all}
      select id, 'renewal-filing', '2022-03-02', 'expiry-210d', 'telegram', 'chat' || (n / 4), '2021-08-04', 'sent',
        ${nine}, 0, null, null, ${nine} from every;
    create table due as ${all} select id from every where ${isDue};
    commit;
  `)
}

/** As if they had not been looked at yet. */
function wake(database: DatabaseSyncInstance): void {
  database.exec(`
    begin;
    delete from ledger where matter in (select id from due) and cycle <> '2022-03-02';
    delete from record where matter in (select id from due);
    delete from outbox;
    update matters set wake_at = ${nine} where id in (select id from due);
    commit;
  `)
}
