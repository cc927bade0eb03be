import type { Matter } from '../../deadlines/matter.js'
import type { ReadMatter } from '../../ports.js'
import type { MatterEffect } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { fromJson, toJson } from '../column-text.js'
import type { Trx } from '../transaction.js'

type Noted = Extract<MatterEffect, { kind: 'matter-noted' }>
type Described = Extract<MatterEffect, { kind: 'matter-described' }>

export async function addToLog(trx: Trx, { matter, entries }: Noted, now: Instant): Promise<void> {
  return rewrite(trx, { id: matter, now }, (old) => ({ ...old, log: [...old.log, ...entries] }))
}

/** What the new description does not name is known no more. */
export async function describeMatter(trx: Trx, { matter, as }: Described, now: Instant): Promise<void> {
  return rewrite(trx, { id: matter, now }, ({ id, kind, log }) => ({ id, kind, ...as, log }))
}

interface Changed {
  readonly id: MatterId
  readonly now: Instant
}

async function rewrite(trx: Trx, { id, now }: Changed, change: (old: Matter) => Matter): Promise<void> {
  const { body } = await trx
    .selectFrom('matters')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new Error(`No such matter: ${id}`))
  await trx
    .updateTable('matters')
    .set((eb) => ({
      body: toJson(change(fromJson(body))),
      revision: eb('revision', '+', 1),
      wake_at: now,
    }))
    .where('id', '=', id)
    .execute()
}

/** Who has read the matter before can write nothing on top of it: what they worked out may be wrong by now. */
export async function wakeMatters(trx: Trx, ids: readonly MatterId[], now: Instant): Promise<void> {
  await wakening(trx, now).where('id', 'in', ids).execute()
}

export const wakeMatter = (trx: Trx, id: MatterId, now: Instant): Promise<void> => wakeMatters(trx, [id], now)

/** All of which the chat hears, or will hear in the stead of another. */
export async function wakeWatchedIn(trx: Trx, { channel, chat }: ChatRef, now: Instant): Promise<void> {
  await wakening(trx, now)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('watches')
        .select('matter')
        .where('channel', '=', channel)
        .where('chat', '=', chat)
        .union(
          eb.selectFrom('stand_ins').select('matter').where('channel', '=', channel).where('chat', '=', chat),
        ),
    )
    .execute()
}

export async function wakeAll(trx: Trx, now: Instant): Promise<number> {
  const { numUpdatedRows } = await wakening(trx, now).executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

const wakening = (trx: Trx, now: Instant) =>
  trx.updateTable('matters').set((eb) => ({ revision: eb('revision', '+', 1), wake_at: now }))

/** Whether any of them is not as it was read. */
export async function hasChanged(trx: Trx, read: readonly ReadMatter[]): Promise<boolean> {
  for (const { matter, revision } of read) {
    const row = await trx.selectFrom('matters').select('revision').where('id', '=', matter).executeTakeFirst()
    if (row?.revision !== revision) return true
  }
  return false
}
