import type { Instant } from '../values/civil-date.js'
import type { ChannelName } from '../values/ids.js'
import type { Handle, Trx } from './transaction.js'

export async function findCaughtUp(db: Handle, channel: ChannelName): Promise<Instant | undefined> {
  const row = await db.selectFrom('caught_up').select('at').where('channel', '=', channel).executeTakeFirst()
  return row?.at
}

/** Only forward: of two processes the slower one may come last. */
export async function noteCaughtUp(trx: Trx, channel: ChannelName, at: Instant): Promise<void> {
  await trx
    .insertInto('caught_up')
    .values({ channel, at })
    .onConflict((conflict) => conflict.column('channel').doUpdateSet({ at }).where('caught_up.at', '<', at))
    .execute()
}
