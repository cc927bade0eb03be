import type { MatterEffect } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { dropUntold } from './ledger.js'
import { wakeMatter } from './matters.js'
import type { Trx } from '../transaction.js'

type StoodIn = Extract<MatterEffect, { kind: 'stood-in' }>
type StoodDown = Extract<MatterEffect, { kind: 'stood-down' }>

/** Agreed to anew, it stands as it was agreed to last. */
export async function keepStandIn(trx: Trx, { matter, standIn }: StoodIn, now: Instant): Promise<void> {
  const { chat, for: other, when, by } = standIn
  const terms = {
    for_channel: other.channel,
    for_chat: other.chat,
    after_days: when.kind === 'unanswered' ? when.after : null,
    since: when.kind === 'closed' ? when.since : null,
    by_name: by,
  }
  await trx
    .insertInto('stand_ins')
    .values({ matter, channel: chat.channel, chat: chat.chat, when_kind: when.kind, ...terms })
    .onConflict((conflict) => conflict.columns(['matter', 'channel', 'chat', 'when_kind']).doUpdateSet(terms))
    .execute()
  await wakeMatter(trx, matter, now)
}

/** What was planned there is not said any more, unless the chat watches the matter itself. */
export async function endStandIn(trx: Trx, { matter, chat, when }: StoodDown, now: Instant): Promise<void> {
  await trx
    .deleteFrom('stand_ins')
    .where('matter', '=', matter)
    .where('channel', '=', chat.channel)
    .where('chat', '=', chat.chat)
    .where('when_kind', '=', when)
    .execute()
  await dropUnheard(trx, { matter, chat }, now)
  await wakeMatter(trx, matter, now)
}

/** A chat that watches matters no more needs nobody in its stead, nor stands in for them itself. */
export async function endStandInsOf(
  trx: Trx,
  { matters, chat }: { readonly matters: readonly MatterId[]; readonly chat: ChatRef },
  now: Instant,
): Promise<void> {
  const ended = await trx
    .deleteFrom('stand_ins')
    .where('matter', 'in', matters)
    .where((eb) =>
      eb.or([
        eb.and({ channel: chat.channel, chat: chat.chat }),
        eb.and({ for_channel: chat.channel, for_chat: chat.chat }),
      ]),
    )
    .returning(['matter', 'channel', 'chat'])
    .execute()
  for (const { matter, ...one } of ended) await dropUnheard(trx, { matter, chat: one }, now)
}

interface Heard {
  readonly matter: MatterId
  readonly chat: ChatRef
}

async function dropUnheard(trx: Trx, { matter, chat }: Heard, now: Instant): Promise<void> {
  const own = await trx
    .selectFrom('watches')
    .select('matter')
    .where('matter', '=', matter)
    .where('channel', '=', chat.channel)
    .where('chat', '=', chat.chat)
    .executeTakeFirst()
  if (own === undefined) await dropUntold(trx, { matters: [matter], chat }, now)
}

/** On both sides; where the new chat stands in already, that stays as it is there. */
export async function moveStandIns(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  const { channel } = from
  await trx
    .deleteFrom('stand_ins')
    .where('stand_ins.channel', '=', channel)
    .where('stand_ins.chat', '=', from.chat)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('stand_ins as there')
          .select('there.matter')
          .whereRef('there.matter', '=', 'stand_ins.matter')
          .whereRef('there.when_kind', '=', 'stand_ins.when_kind')
          .where('there.channel', '=', channel)
          .where('there.chat', '=', chat),
      ),
    )
    .execute()
  await trx
    .updateTable('stand_ins')
    .set({ chat })
    .where('channel', '=', channel)
    .where('chat', '=', from.chat)
    .execute()
  await trx
    .updateTable('stand_ins')
    .set({ for_chat: chat })
    .where('for_channel', '=', channel)
    .where('for_chat', '=', from.chat)
    .execute()
}
