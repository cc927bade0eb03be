import type { ChatRef } from '../values/ids.js'
import { openRowsOf } from './open-rows.js'
import type { Trx } from './transaction.js'

/**
 * The platform gave the chat a new id: what is unsent goes there, and cards, buttons and sessions are known there.
 * Where the new chat already has a card or session of the same key, that one is newer and stays.
 */
export async function moveChat(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  await trx.updateTable('outbox').set({ chat }).where(openRowsOf(from)).execute()
  await moveCards(trx, from, chat)
  await moveSessions(trx, from, chat)
  await trx
    .updateTable('presses')
    .set({ chat })
    .where('channel', '=', from.channel)
    .where('chat', '=', from.chat)
    .execute()
}

async function moveCards(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  await trx
    .updateTable('cards')
    .set({ chat })
    .where('cards.channel', '=', from.channel)
    .where('cards.chat', '=', from.chat)
    .where('cards.card', 'not in', (eb) =>
      eb
        .selectFrom('cards as there')
        .select('there.card')
        .where('there.channel', '=', from.channel)
        .where('there.chat', '=', chat),
    )
    .execute()
}

async function moveSessions(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ chat })
    .where('sessions.channel', '=', from.channel)
    .where('sessions.chat', '=', from.chat)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('sessions as there')
            .select('there.person')
            .where('there.channel', '=', from.channel)
            .where('there.chat', '=', chat)
            .whereRef('there.thread', '=', 'sessions.thread')
            .whereRef('there.person', '=', 'sessions.person'),
        ),
      ),
    )
    .execute()
}
