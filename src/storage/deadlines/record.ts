import type { Insertable } from 'kysely'
import type { RecordKind, RecordLine } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { MatterId } from '../../values/ids.js'
import { inChunks } from '../chunks.js'
import { fromJson, toJson } from '../column-text.js'
import { hashOf, noLine, type Head } from './record-chain.js'
import type { RecordTable } from '../tables-watch.js'
import type { Handle, Trx } from '../transaction.js'

export interface NewRecord {
  readonly matter: MatterId
  readonly kind: RecordKind
  /** Never what a message said: ids, days and who did it. */
  readonly body: object
}

/** Goes to the ends of the records of its matters, in this order. */
export async function appendRecords(trx: Trx, records: readonly NewRecord[], at: Instant): Promise<void> {
  const heads = await headsOf(trx, new Set(records.map(({ matter }) => matter)))
  const rows = records.map((record): Insertable<RecordTable> => {
    const row = rowAfter(heads.get(record.matter) ?? noLine, record, at)
    heads.set(record.matter, row)
    return row
  })
  for (const some of inChunks(rows)) await trx.insertInto('record').values(some).execute()
}

function rowAfter({ number: last, hash }: Head, { matter, kind, body }: NewRecord, at: Instant) {
  const text = toJson(body)
  const line = { number: last + 1, at, kind, body: fromJson(text) }
  return { ...line, matter, body: text, hash: hashOf(matter, hash, line) }
}

/** By way of the matters: each asks its index for one line, however long the record is. */
async function headsOf(trx: Trx, matters: ReadonlySet<MatterId>): Promise<Map<MatterId, Head>> {
  const heads = new Map<MatterId, Head>()
  for (const some of inChunks([...matters])) {
    const rows = await trx
      .selectFrom('matters')
      .select((eb) => {
        const last = eb
          .selectFrom('record')
          .whereRef('record.matter', '=', 'matters.id')
          .orderBy('record.number', 'desc')
          .limit(1)
        return ['id', last.select('number').as('number'), last.select('hash').as('hash')] as const
      })
      .where('id', 'in', some)
      .execute()
    for (const { id, number, hash } of rows)
      if (number !== null && hash !== null) heads.set(id, { number, hash })
  }
  return heads
}

export async function recordOf(db: Handle, matter: MatterId): Promise<readonly RecordLine[]> {
  const rows = await db
    .selectFrom('record')
    .select(['number', 'at', 'kind', 'body', 'hash'])
    .where('matter', '=', matter)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, body: fromJson(row.body) }))
}
