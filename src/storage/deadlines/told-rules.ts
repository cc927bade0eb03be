import type { RuleContents } from '../../deadlines/rules.js'
import { fromJson, toJson } from '../column-text.js'
import type { Handle, Trx } from '../transaction.js'

export async function findToldRules(db: Handle): Promise<RuleContents | undefined> {
  const row = await db.selectFrom('told_rules').select('body').executeTakeFirst()
  return row && fromJson(row.body)
}

export async function keepToldRules(trx: Trx, contents: RuleContents): Promise<void> {
  const body = toJson(contents)
  await trx
    .insertInto('told_rules')
    .values({ place: 1, body })
    .onConflict((conflict) => conflict.column('place').doUpdateSet({ body }))
    .execute()
}
