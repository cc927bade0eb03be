import type { Insertable, Selectable } from 'kysely'
import type { FoundPress } from '../../chat/press.js'
import type { OutgoingMessage } from '../../ports-sending.js'
import type { CardKey, PressToken } from '../../values/ids.js'
import { fromJson, toJson } from '../column-text.js'
import type { PressesTable } from '../tables.js'
import type { Handle, Trx } from '../transaction.js'

/** Where a button stands. */
export interface Standing {
  readonly card: CardKey
  readonly revision: number
}

export async function keepPresses(
  trx: Trx,
  presses: OutgoingMessage['presses'],
  on: Standing | undefined,
): Promise<void> {
  if (presses.length === 0) return
  await trx
    .insertInto('presses')
    .values(presses.map((press) => rowOf(press, on)))
    .execute()
}

function rowOf(
  press: OutgoingMessage['presses'][number],
  on: Standing | undefined,
): Insertable<PressesTable> {
  return {
    token: press.token,
    press: toJson(press.press),
    channel: press.chat.channel,
    chat: press.chat.chat,
    owner: press.owner?.person ?? null,
    expires_at: press.expiresAt,
    card: on?.card ?? null,
    revision: on?.revision ?? null,
  }
}

/** Found even after it expired or was replaced: what to say then is not the store's business. */
export async function findPress(db: Handle, token: PressToken): Promise<FoundPress | undefined> {
  const row = await db
    .selectFrom('presses')
    .leftJoin('cards', (join) =>
      join
        .onRef('cards.card', '=', 'presses.card')
        .onRef('cards.channel', '=', 'presses.channel')
        .onRef('cards.chat', '=', 'presses.chat'),
    )
    .selectAll('presses')
    .select('cards.revision as current_revision')
    .where('presses.token', '=', token)
    .executeTakeFirst()
  return row && pressOf(row)
}

function pressOf(row: Selectable<PressesTable> & { readonly current_revision: number | null }): FoundPress {
  const { token, channel, chat, owner, card, revision, current_revision: currentRevision } = row
  return {
    token,
    press: fromJson(row.press),
    chat: { channel, chat },
    expiresAt: row.expires_at,
    ...(owner !== null && { owner: { channel, person: owner } }),
    ...(card !== null && { card }),
    ...(revision !== null && { revision }),
    ...(currentRevision !== null && { currentRevision }),
  }
}
