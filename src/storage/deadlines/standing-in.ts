import { usualSettings, type StandIn, type StandInWhen, type Watch } from '../../deadlines/watch.js'
import type { ChatRef, MatterId } from '../../values/ids.js'
import { inChunks } from '../chunks.js'
import { fromJson } from '../column-text.js'
import type { StandInsTable } from '../tables-watch.js'
import type { Handle } from '../transaction.js'

/** By matter. `only`: what concerns this chat, on either side. */
export async function standInsOf(
  db: Handle,
  ids: readonly MatterId[],
  only: ChatRef | undefined,
): Promise<ReadonlyMap<MatterId, readonly StandIn[]>> {
  const found = new Map<MatterId, StandIn[]>()
  for (const some of inChunks(ids))
    for (const { matter, ...row } of await standInRows(db, some, only))
      found.set(matter, [...(found.get(matter) ?? []), standInOf(row)])
  return found
}

/** Of a chat that does not watch the matter any more nothing is left to stand in for. */
async function standInRows(db: Handle, ids: readonly MatterId[], only: ChatRef | undefined) {
  return db
    .selectFrom('stand_ins')
    .innerJoin('watches', (join) =>
      join
        .onRef('watches.matter', '=', 'stand_ins.matter')
        .onRef('watches.channel', '=', 'stand_ins.for_channel')
        .onRef('watches.chat', '=', 'stand_ins.for_chat'),
    )
    .leftJoin('chats as own', (join) =>
      join.onRef('own.channel', '=', 'stand_ins.channel').onRef('own.chat', '=', 'stand_ins.chat'),
    )
    .leftJoin('chats as other', (join) =>
      join
        .onRef('other.channel', '=', 'stand_ins.for_channel')
        .onRef('other.chat', '=', 'stand_ins.for_chat'),
    )
    .selectAll('stand_ins')
    .select(['watches.ladders', 'own.settings', 'own.state'])
    .select(['other.settings as otherSettings', 'other.state as otherState'])
    .where('stand_ins.matter', 'in', ids)
    .$if(only !== undefined, (all) =>
      all.where((eb) => eb.or(only === undefined ? [] : sidesOf(only).map((side) => eb.and(side)))),
    )
    .orderBy('stand_ins.after_days')
    .orderBy('stand_ins.channel')
    .orderBy('stand_ins.chat')
    .execute()
}

const sidesOf = ({ channel, chat }: ChatRef) => [
  { 'stand_ins.channel': channel, 'stand_ins.chat': chat },
  { 'stand_ins.for_channel': channel, 'stand_ins.for_chat': chat },
]

type StandInRow = Omit<Awaited<ReturnType<typeof standInRows>>[number], 'matter'>

function standInOf(row: StandInRow): StandIn {
  const { channel, chat, for_channel, for_chat, by_name, state, otherState, otherSettings } = row
  return {
    chat: { channel, chat },
    for: { channel: for_channel, chat: for_chat },
    settings: row.settings === null ? usualSettings : fromJson(row.settings),
    ladders: { ...(otherSettings !== null && fromJson(otherSettings).ladders), ...fromJson(row.ladders) },
    when: whenOf(row),
    by: by_name,
    ...(isShut(state) && { closed: true as const }),
    ...(isShut(otherState) && { otherClosed: true as const }),
  }
}

const isShut = (state: string | null): boolean => state !== null && state !== 'live'

function whenOf({
  when_kind,
  after_days,
  since,
}: Pick<StandInsTable, 'when_kind' | 'after_days' | 'since'>): StandInWhen {
  if (when_kind === 'closed' && since !== null) return { kind: 'closed', since }
  if (when_kind === 'unanswered' && after_days !== null) return { kind: 'unanswered', after: after_days }
  throw new Error(`A stand-in of the kind ${when_kind} without its terms`)
}

/** As a watch of its own, while the chat for which it stands takes nothing. */
export function takenOver({ otherClosed, when, ...standIn }: StandIn): readonly Watch[] {
  if (when.kind !== 'closed' || otherClosed !== true) return []
  const { chat, settings, ladders, closed } = standIn
  return [
    {
      chat,
      settings,
      ladders,
      keepers: [],
      since: when.since,
      for: standIn.for,
      ...(closed === true && { closed }),
    },
  ]
}

/** The matters for which a chat stands in, of either kind. */
export async function mattersStoodFor(
  db: Handle,
  { channel, chat }: ChatRef,
  when: StandInWhen['kind'],
): Promise<readonly MatterId[]> {
  const rows = await db
    .selectFrom('stand_ins')
    .select('matter')
    .distinct()
    .where('channel', '=', channel)
    .where('chat', '=', chat)
    .where('when_kind', '=', when)
    .orderBy('matter')
    .execute()
  return rows.map(({ matter }) => matter)
}
