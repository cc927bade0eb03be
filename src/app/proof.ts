import { timeAt } from '../deadlines/hours.js'
import type { Matter } from '../deadlines/matter.js'
import { sealed, type Proof } from '../deadlines/proof.js'
import type { Rules } from '../deadlines/rules.js'
import type { RecordLine, WatchStore } from '../ports-watch.js'
import { firstAltered } from '../storage/deadlines/record-chain.js'
import { dayAt } from '../values/civil-date.js'
import { sameChat, type ChatRef } from '../values/ids.js'
import { sha256 } from './sha256.js'

export interface Proving {
  readonly store: Pick<WatchStore, 'recordOf'>
  readonly rules: Rules
  readonly timeZone: string
  /** For whom it is: what belongs to other chats is left out. Absent: for who looks after them all. */
  readonly chat?: ChatRef
}

/** All that happened to a matter and all that was said of it, as one file that `verify` checks. */
export async function proofOf(matter: Matter, { store, rules, timeZone, chat }: Proving): Promise<Proof> {
  const record = await store.recordOf(matter.id)
  const altered = firstAltered(matter.id, record)
  if (altered !== undefined) return { ok: false, altered }
  const told = record.filter(({ body }) => chat === undefined || concerns(chat, body))
  const contents = [headOf(matter, rules), ...told.map((line) => lineOf(line, timeZone))]
  return { ok: true, text: sealed(contents, sha256), records: told.length }
}

/** What names no chat is of the matter itself. A chat that moved is named by both its ids. */
function concerns(chat: ChatRef, body: object): boolean {
  const named = ['chat', 'from', 'to'].flatMap((key): readonly unknown[] =>
    Object.entries(body).flatMap(([name, value]: [string, unknown]) => (name === key ? [value] : [])),
  )
  const chats = named.filter(isChatRef)
  return chats.length === 0 || chats.some((one) => sameChat(one, chat))
}

const isChatRef = (value: unknown): value is ChatRef =>
  typeof value === 'object' && value !== null && 'channel' in value && 'chat' in value

/** What the ids of the record mean, for who reads it without this program. */
function headOf({ id, kind, holder, number }: Matter, rules: Rules): object {
  return {
    proof: {
      matter: id,
      kind,
      holder,
      ...(number !== undefined && { number }),
      rules: Object.fromEntries([...rules.all.values()].map((rule) => [rule.id, rule.name])),
      events: Object.fromEntries([...rules.events.values()].map((event) => [event.kind, event.name])),
    },
  }
}

/** With the hash under which it is kept: a later proof of the same matter has the same one in the same place. */
function lineOf(record: RecordLine, timeZone: string): object {
  return { time: `${dayAt(record.at, timeZone)} ${timeAt(record.at, timeZone)}`, record }
}
