import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, CardKey, MessageId } from '../../values/ids.js'
import { toBit } from '../column-text.js'
import type { Trx } from '../transaction.js'

/** A card in one chat. The same key in two chats is two cards. */
export interface CardRef extends ChatRef {
  readonly card: CardKey
}

interface Revised {
  readonly revision: number
  readonly message: MessageId | null
}

/** The card with its next revision; it begins with 1. */
export async function reviseCard(trx: Trx, { card, channel, chat }: CardRef, now: Instant): Promise<Revised> {
  return trx
    .insertInto('cards')
    .values({ card, channel, chat, revision: 1, message: null, changed_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'chat', 'card'])
        .doUpdateSet((eb) => ({ revision: eb('cards.revision', '+', 1), changed_at: now })),
    )
    .returning(['revision', 'message'])
    .executeTakeFirstOrThrow()
}

/** What shows a card, and whether it bears the mark of a repeat. */
export interface Shown {
  readonly message: MessageId | null
  readonly marked: boolean
}

/** From now on the card is shown by `message`; null: by none that can be edited. */
export async function showCardOn(trx: Trx, at: CardRef, { message, marked }: Shown): Promise<void> {
  await trx
    .updateTable('cards')
    .set({ message, marked: toBit(marked) })
    .where('card', '=', at.card)
    .where('channel', '=', at.channel)
    .where('chat', '=', at.chat)
    .execute()
}
