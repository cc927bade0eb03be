import type { ChatRef } from '../values/ids.js'
import type { Trx } from './transaction.js'

/** What was said in a chat was said to those who are in the new one. A line that is known there stays as it is there. */
export async function moveLines(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  await trx
    .updateTable('ledger')
    .set({ chat })
    .where('ledger.channel', '=', from.channel)
    .where('ledger.chat', '=', from.chat)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ledger as there')
            .select('there.matter')
            .whereRef('there.matter', '=', 'ledger.matter')
            .whereRef('there.rule', '=', 'ledger.rule')
            .whereRef('there.cycle', '=', 'ledger.cycle')
            .whereRef('there.rung', '=', 'ledger.rung')
            .where('there.channel', '=', from.channel)
            .where('there.chat', '=', chat),
        ),
      ),
    )
    .execute()
  await trx.deleteFrom('ledger').where('channel', '=', from.channel).where('chat', '=', from.chat).execute()
}
