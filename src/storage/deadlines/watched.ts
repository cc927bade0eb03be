import type { Selectable } from 'kysely'
import { usualSettings, type Said, type StandIn, type Watch, type Watched } from '../../deadlines/watch.js'
import type { Planned } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import { sameChat, type ChatRef, type MatterId, type RuleId } from '../../values/ids.js'
import { inChunks } from '../chunks.js'
import { fromJson } from '../column-text.js'
import { keyOf, untoldIn, type LedgerRow } from './ledger.js'
import { mattersStoodFor, standInsOf, takenOver } from './standing-in.js'
import type { MattersTable } from '../tables-watch.js'
import type { Handle } from '../transaction.js'

export async function watchedIn(db: Handle, { channel, chat }: ChatRef): Promise<readonly Watched[]> {
  const rows = await db
    .selectFrom('watches')
    .innerJoin('matters', 'matters.id', 'watches.matter')
    .selectAll('matters')
    .where('watches.channel', '=', channel)
    .where('watches.chat', '=', chat)
    .orderBy('watches.since')
    .orderBy('watches.matter')
    .execute()
  const ids = await mattersStoodFor(db, { channel, chat }, 'closed')
  const others = ids.filter((id) => rows.every((row) => row.id !== id))
  const all = await withWatches(db, [...rows, ...(await mattersOf(db, others))], { channel, chat })
  return all.filter(({ watches }) => watches.length > 0)
}

export async function standsInFor(db: Handle, at: ChatRef): Promise<readonly Watched[]> {
  const ids = await mattersStoodFor(db, at, 'unanswered')
  const all = await withWatches(db, await mattersOf(db, ids), at)
  return all.filter(({ watches, standIns }) => watches.length === 0 && standIns !== undefined)
}

/** These matters with all their watches. */
export async function watchedNamed(db: Handle, ids: readonly MatterId[]): Promise<readonly Watched[]> {
  return withWatches(db, await mattersOf(db, ids))
}

export async function awake(db: Handle, now: Instant, limit: number): Promise<readonly Watched[]> {
  const rows = await db
    .selectFrom('matters')
    .selectAll()
    .where('wake_at', '<=', now)
    .orderBy('wake_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return withWatches(db, rows)
}

export async function mattersAfter(
  db: Handle,
  after: MatterId | undefined,
  limit: number,
): Promise<readonly Watched[]> {
  const rows = await db
    .selectFrom('matters')
    .selectAll()
    .$if(after !== undefined, (all) => all.where('id', '>', after ?? null))
    .orderBy('id')
    .limit(limit)
    .execute()
  return withWatches(db, rows)
}

export async function plannedIn(db: Handle, at: ChatRef, now: Instant): Promise<Planned> {
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where(untoldIn(at))
    .where('not_before', '<=', now)
    .orderBy('due')
    .orderBy('matter')
    .orderBy('on_day')
    .orderBy('rung')
    .execute()
  return asPlanned(db, rows, at)
}

/** Lines of one chat with their matters as that chat sees them. */
export async function asPlanned(db: Handle, rows: readonly LedgerRow[], at: ChatRef): Promise<Planned> {
  const ids = [...new Set(rows.map(({ matter }) => matter))]
  const rules = [...new Set(rows.map(({ rule }) => rule))]
  return { lines: rows.map(keyOf), watched: await withWatches(db, await mattersOf(db, ids), at, rules) }
}

async function mattersOf(db: Handle, ids: readonly MatterId[]): Promise<readonly MatterRow[]> {
  const rows: MatterRow[] = []
  for (const some of inChunks(ids))
    rows.push(...(await db.selectFrom('matters').selectAll().where('id', 'in', some).execute()))
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

type MatterRow = Selectable<MattersTable>

/**
 * The matters are read first: what changes between these statements changes their revisions, and nobody can write on
 * top of what was read here. `only`: as this chat sees them. `rules`: only what was said by them.
 */
async function withWatches(
  db: Handle,
  rows: readonly MatterRow[],
  only?: ChatRef,
  rules?: readonly RuleId[],
): Promise<readonly Watched[]> {
  const ids = rows.map(({ id }) => id)
  const watches = await watchesOf(db, ids, only)
  const standIns = await standInsOf(db, ids, only)
  const said = await saidOf(db, ids, only, rules)
  return rows.map(({ id, body, revision }) => ({
    matter: fromJson(body),
    revision,
    ...hearing(watches.get(id) ?? [], standIns.get(id) ?? [], only),
    said: said.get(id) ?? [],
  }))
}

/** Who watches a matter, and who stands in for them: a chat that took it over watches it as well. */
function hearing(
  watches: readonly Watch[],
  standIns: readonly StandIn[],
  only: ChatRef | undefined,
): Pick<Watched, 'watches' | 'standIns'> {
  const over = standIns.flatMap(takenOver).filter(({ chat }) => only === undefined || sameChat(chat, only))
  const fresh = over.filter(({ chat }) => watches.every((watch) => !sameChat(watch.chat, chat)))
  return { watches: [...watches, ...fresh], ...(standIns.length > 0 && { standIns }) }
}

type ByMatter<T> = Map<MatterId, T[]>

async function watchesOf(
  db: Handle,
  ids: readonly MatterId[],
  only: ChatRef | undefined,
): Promise<ByMatter<Watch>> {
  const found: ByMatter<Watch> = new Map()
  for (const some of inChunks(ids))
    for (const { matter, ...row } of await watchRows(db, some, only)) put(found, matter, watchOf(row))
  return found
}

async function watchRows(db: Handle, ids: readonly MatterId[], only: ChatRef | undefined) {
  return db
    .selectFrom('watches')
    .leftJoin('chats', (join) =>
      join.onRef('chats.channel', '=', 'watches.channel').onRef('chats.chat', '=', 'watches.chat'),
    )
    .selectAll('watches')
    .select(['chats.settings', 'chats.state'])
    .where('watches.matter', 'in', ids)
    .$if(only !== undefined, (all) => all.where((eb) => eb.and(only === undefined ? {} : inChat(only))))
    .orderBy('watches.since')
    .orderBy('watches.channel')
    .orderBy('watches.chat')
    .execute()
}

const inChat = ({ channel, chat }: ChatRef) => ({ 'watches.channel': channel, 'watches.chat': chat })

type WatchRow = Omit<Awaited<ReturnType<typeof watchRows>>[number], 'matter'>

function watchOf({ channel, chat, settings, ladders, keepers, since, state }: WatchRow): Watch {
  return {
    chat: { channel, chat },
    settings: settings === null ? usualSettings : fromJson(settings),
    ladders: fromJson(ladders),
    keepers: fromJson(keepers),
    since,
    ...(state !== null && state !== 'live' && { closed: true as const }),
  }
}

async function saidOf(
  db: Handle,
  ids: readonly MatterId[],
  only: ChatRef | undefined,
  rules: readonly RuleId[] | undefined,
): Promise<ByMatter<Said>> {
  const found: ByMatter<Said> = new Map()
  for (const some of inChunks(ids)) {
    const rows = await db
      .selectFrom('ledger')
      .select(['matter', 'rule', 'cycle', 'rung', 'channel', 'chat', 'on_day', 'state'])
      .where('matter', 'in', some)
      .$if(rules !== undefined, (all) => all.where('rule', 'in', rules ?? []))
      .orderBy('on_day')
      .orderBy('rung')
      .execute()
    for (const row of rows)
      if (only === undefined || (row.channel === only.channel && row.chat === only.chat))
        put(found, row.matter, { ...keyOf(row), on: row.on_day, state: row.state })
  }
  return found
}

function put<T>(found: ByMatter<T>, matter: MatterId, one: T): void {
  const known = found.get(matter)
  if (known === undefined) found.set(matter, [one])
  else known.push(one)
}
