import { Kysely } from 'kysely'
import { fromJson } from '../../src/storage/column-text.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import type { Tables } from '../../src/storage/tables.js'
import { instant } from '../../src/values/civil-date.js'
import { matter } from '../deadlines/small.js'
import { copyFaults, pressFaults, type Copies, type World } from './kill-platforms-aftermath.js'
import { openingOf } from './script.js'

/** A licence that the chat of the account watches. */
export async function watching({ database, account }: World, expires: string, now: number): Promise<void> {
  const store = await openStoreAt(database)
  const licence = matter(`@2026-12-01 expires ${expires}`)
  const { chat } = account
  await store.change([{ kind: 'matter-registered', matter: licence, chat }], instant(now))
  await store.close()
}

/** What a reminder left in the store. */
export async function remindedIn({ database }: Pick<World, 'database'>) {
  const db = new Kysely<Tables>({ dialect: (await openingOf(database)).dialect })
  try {
    const matters = await db.selectFrom('matters').select('body').execute()
    const ledger = await db.selectFrom('ledger').select(['rung', 'state']).execute()
    const waiting = await db.selectFrom('outbox').select('id').where('settled_at', 'is', null).execute()
    const unhandled = await db
      .selectFrom('arrivals')
      .select('event')
      .where('handled_at', 'is', null)
      .execute()
    const log = matters.flatMap(({ body }) => fromJson(body).log)
    return {
      seen: log.filter((entry) => entry.kind === 'marked').length,
      ledger: ledger.map(({ rung, state }) => `${rung} ${state}`),
      waiting: waiting.length + unhandled.length,
    }
  } finally {
    await db.destroy()
  }
}

export type Reminded = Awaited<ReturnType<typeof remindedIn>>

/** Everything that is not as promised after a reminder was interrupted. */
export async function remindedFaults(
  world: World,
  calm: Reminded,
  copies: Copies,
): Promise<readonly string[]> {
  const left = await remindedIn(world)
  const { account } = world
  const [found, wanted] = [left, calm].map(({ ledger, waiting }) => JSON.stringify({ ledger, waiting }))
  return [
    ...(found === wanted ? [] : [`the store holds ${found ?? ''}, not ${wanted ?? ''}`]),
    ...pressFaults({ label: '已看到', done: left.seen, account }),
    ...copyFaults('今天是法定最后一日', account.read(), copies),
    ...account.violations(),
  ]
}
