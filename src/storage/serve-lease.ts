import type { Lease } from '../ports-sending.js'
import { instant, type Instant } from '../values/civil-date.js'
import type { Trx } from './transaction.js'

/** Grants or renews the right to serve. A new owner finds the leases of the last one run out: that process is gone. */
export async function grantServe(trx: Trx, lease: Lease, now: Instant): Promise<boolean> {
  const holder = await trx.selectFrom('serving').selectAll().executeTakeFirst()
  const renewing = holder?.owner === lease.owner
  if (holder !== undefined && !renewing && holder.until > now) return false
  await trx
    .insertInto('serving')
    .values({ id: 1, ...lease })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(lease))
    .execute()
  if (!renewing) await endLeasesOfOthers(trx, lease.owner)
  return true
}

async function endLeasesOfOthers(trx: Trx, owner: string): Promise<void> {
  for (const table of ['arrivals', 'outbox'] as const) {
    await trx
      .updateTable(table)
      .set({ lease_until: instant(0) })
      .where('lease_owner', 'is not', null)
      .where('lease_owner', '!=', owner)
      .execute()
  }
}

export async function endServe(trx: Trx, owner: string): Promise<void> {
  await trx.deleteFrom('serving').where('owner', '=', owner).execute()
}

export async function holderOfServe(trx: Trx): Promise<string | undefined> {
  const holder = await trx.selectFrom('serving').select('owner').executeTakeFirst()
  return holder?.owner
}
