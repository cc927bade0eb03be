import type { Instant } from '../values/civil-date.js'
import type { ChatRef } from '../values/ids.js'
import { ensureDigest } from './deadlines/digests.js'
import { moveInterviews } from './interviews/interviews.js'
import { moveFeed } from './deadlines/feeds.js'
import { openRowsOf } from './sending/open-rows.js'
import type { Trx } from './transaction.js'
import { moveStandIns } from './deadlines/stand-ins.js'
import { moveLines } from './move-lines.js'
import { moveSheets } from './deadlines/sheets.js'
import { moveWatches } from './deadlines/watches.js'

/**
 * Another chat took its place (a Telegram group that became a supergroup): what is unsent goes there, and cards,
 * buttons, sessions and watched matters are known there. Done twice it changes nothing more.
 *
 * Messages stay behind: the new chat numbers its own from 1, so an old number would be somebody else's message there.
 * A card is shown afresh with its next change.
 */
export async function moveChat(trx: Trx, from: ChatRef, chat: string, now: Instant): Promise<void> {
  if (chat === from.chat) return
  await trx.updateTable('outbox').set({ reply_to: null }).where(openRowsOf(from)).execute()
  await trx
    .updateTable('cards')
    .set({ message: null })
    .where((eb) => eb.and(columnsOf(from)))
    .execute()
  await rekey(trx, from, chat, now)
}

/** A chat that was addressed by a person's id has this one itself. It is the same chat: its messages are too. */
export async function nameChat(trx: Trx, from: ChatRef, chat: string, now: Instant): Promise<void> {
  if (chat === from.chat) return
  await trx
    .updateTable('outbox')
    .set({ chat })
    .where((eb) => eb.and(columnsOf(from)))
    .where('message', 'is not', null)
    .execute()
  await rekey(trx, from, chat, now)
  await notePrivate(trx, from, chat)
}

/** Only a person is addressed by another id than the chat's own: what we write there next, we write to that chat. */
async function notePrivate(trx: Trx, { channel }: ChatRef, chat: string): Promise<void> {
  await trx
    .insertInto('chats')
    .values({ channel, chat, kind: 'private' })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'chat'])
        .doUpdateSet((eb) => ({ kind: eb.fn.coalesce('chats.kind', eb.val('private' as const)) })),
    )
    .execute()
}

/** Where the new chat already has a card or session of the same key, that one is newer and stays. */
async function rekey(trx: Trx, from: ChatRef, chat: string, now: Instant): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ chat })
    // What may not have arrived may still be sent once more.
    .where((eb) => eb.or([openRowsOf(from)(eb), eb.and({ ...columnsOf(from), state: 'maybe-sent' })]))
    .execute()
  await moveCards(trx, from, chat)
  await moveSessions(trx, from, chat)
  await trx
    .updateTable('presses')
    .set({ chat })
    .where((eb) => eb.and(columnsOf(from)))
    .execute()
  await moveKnown(trx, from, chat)
  await moveWatches(trx, from, chat, now)
  await moveStandIns(trx, from, chat)
  await moveLines(trx, from, chat)
  await moveFeed(trx, from, chat)
  await moveSheets(trx, from, chat)
  await moveInterviews(trx, from, chat)
  await ensureDigest(trx, { channel: from.channel, chat }, now)
}

const columnsOf = ({ channel, chat }: ChatRef) => ({ channel, chat })

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

/** Whether the bot has introduced itself goes along; how the new chat is now, it knows better itself. */
async function moveKnown(trx: Trx, from: ChatRef, chat: string): Promise<void> {
  const known = await trx
    .deleteFrom('chats')
    .where((eb) => eb.and(columnsOf(from)))
    .returningAll()
    .executeTakeFirst()
  if (known === undefined) return
  await trx
    .insertInto('chats')
    .values({ ...known, chat })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'chat']).doUpdateSet(({ fn }) => ({
        kind: fn.coalesce('chats.kind', 'excluded.kind'),
        introduced_at: fn.coalesce('chats.introduced_at', 'excluded.introduced_at'),
        started_at: fn.coalesce('chats.started_at', 'excluded.started_at'),
        seen_at: fn.coalesce('chats.seen_at', 'excluded.seen_at'),
        settings: fn.coalesce('chats.settings', 'excluded.settings'),
      })),
    )
    .execute()
}
