import type { Effect } from '../chat/decision.js'
import type { Handover } from '../chat/handover.js'
import type { Instant } from '../values/civil-date.js'
import type { HandoverCode } from '../values/ids.js'
import { fromJson, toJson } from './column-text.js'
import type { Handle, Trx } from './transaction.js'

export type HandedOver = Extract<Effect, { kind: 'handed-over' }>

export async function keepHandover(trx: Trx, { code, by, then, expiresAt }: HandedOver): Promise<void> {
  await trx
    .insertInto('handovers')
    .values({
      code,
      channel: by.channel,
      person: by.person,
      press: toJson(then),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
}

export async function markHandoverUsed(trx: Trx, code: HandoverCode, now: Instant): Promise<void> {
  await trx
    .updateTable('handovers')
    .set({ used_at: now })
    .where('code', '=', code)
    .where('used_at', 'is', null)
    .execute()
}

/** Found even after it was used or expired: what to say then is not the store's business. */
export async function findHandover(db: Handle, code: HandoverCode): Promise<Handover | undefined> {
  const row = await db.selectFrom('handovers').selectAll().where('code', '=', code).executeTakeFirst()
  return (
    row && {
      by: { channel: row.channel, person: row.person },
      then: fromJson(row.press),
      expiresAt: row.expires_at,
      used: row.used_at !== null,
    }
  )
}
