import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { ChatRef } from '../../values/ids.js'
import type { Tables } from '../tables.js'

/** The rows of the outbox that may still be sent to a chat: planned, waiting or sending. */
export const openRowsOf =
  ({ channel, chat }: ChatRef) =>
  (eb: ExpressionBuilder<Tables, 'outbox'>): Expression<SqlBool> =>
    eb.and([eb('channel', '=', channel), eb('chat', '=', chat), eb('settled_at', 'is', null)])
