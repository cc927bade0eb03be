import { Kysely } from 'kysely'
import type { LineState } from '../../src/deadlines/watch.js'
import type { Matter, Noted } from '../../src/deadlines/matter.js'
import { fromJson } from '../../src/storage/column-text.js'
import { recordOf } from '../../src/storage/deadlines/record.js'
import { firstAltered } from '../../src/storage/deadlines/record-chain.js'
import type { Tables } from '../../src/storage/tables.js'
import { china, dayAt } from '../../src/values/civil-date.js'
import type { MatterId } from '../../src/values/ids.js'
import { mark, paperInFile, type PaperLine } from '../fakes/paper-channel.js'
import { openingOf, type World } from './script.js'

/** What is left of a reminder: how its lines ended, what was noted, and whether anything still waits. */
export type Traces = Awaited<ReturnType<typeof tracesIn>>

async function tracesIn({ database }: Pick<World, 'database'>) {
  const db = new Kysely<Tables>({ dialect: (await openingOf(database)).dialect })
  try {
    const matters = await db.selectFrom('matters').select(['id', 'body']).orderBy('id').execute()
    const waiting = await db.selectFrom('outbox').select('id').where('settled_at', 'is', null).execute()
    const unhandled = await db
      .selectFrom('arrivals')
      .select('event')
      .where('handled_at', 'is', null)
      .execute()
    const arrivals = await db.selectFrom('arrivals').select('event').orderBy('seq').execute()
    const ledger = await db
      .selectFrom('ledger')
      .select(['matter', 'rule', 'rung', 'chat', 'state'])
      .orderBy('chat')
      .orderBy('matter')
      .orderBy('rule')
      .orderBy('rung')
      .execute()
    return {
      ledger,
      logs: matters.map(({ body }) => logOf(fromJson(body))),
      arrivals: arrivals.map(({ event }) => event),
      waiting: waiting.length + unhandled.length,
      records: await Promise.all(matters.map(({ id }) => recordedOf(db, id))),
    }
  } finally {
    await db.destroy()
  }
}

const logOf = ({ log }: Matter): readonly string[] => log.map(entryText)

function entryText(entry: Noted): string {
  if (entry.kind === 'event') return `${entry.event} ${entry.on}`
  return entry.kind === 'marked' ? `${entry.mark.kind} ${dayAt(entry.at, china)}` : entry.kind
}

/** What the record says that may not depend on who died when: all but the attempts. */
async function recordedOf(db: Kysely<Tables>, matter: MatterId) {
  const lines = await recordOf(db, matter)
  const kinds = lines.map(({ kind }) => kind).filter((kind) => kind !== 'maybe-sent')
  return { altered: firstAltered(matter, lines), kinds: kinds.sort() }
}

/** What people see and what is kept. */
export interface Left {
  readonly traces: Traces
  readonly paper: readonly PaperLine[]
}

export async function leftOf(world: World): Promise<Left> {
  return { traces: await tracesIn(world), paper: paperInFile(world.paper).read() }
}

/** Everything that is not as promised after the process died and another one went on. */
export function reminderFaults(left: Left, calm: Left): readonly string[] {
  return [
    ...differences(left.traces, calm.traces),
    ...copyFaults(left.paper),
    ...saidFaults(left.paper, calm.paper),
    ...differences(endsOf(left.paper), endsOf(calm.paper)),
  ]
}

/** The same where what may have arrived is not said again: then it is listed, and not told twice. */
export function distantFaults({ traces, paper }: Left, calm: Left): readonly string[] {
  const ends = new Map(traces.ledger.map(({ chat, state }) => [chat, state]))
  return [
    ...differences({ ...traces, ledger: [], records: [] }, { ...calm.traces, ledger: [], records: [] }),
    ...saidFaults(paper, calm.paper).filter((fault) => !fault.startsWith('lost')),
    ...[...ends].flatMap(([chat, state]) => endFaults(chat, state, paper)),
  ]
}

function endFaults(chat: string, state: LineState, paper: readonly PaperLine[]): readonly string[] {
  const copies = paper.filter((line) => line.chat === chat)
  const isAsTold = state === 'maybe-sent' ? copies.length <= 1 : state === 'sent' && copies.length === 1
  return isAsTold && !copies.some(({ repeated }) => repeated)
    ? []
    : [`${chat}: ${state}, ${copies.length} copies`]
}

function differences(left: unknown, calm: unknown): readonly string[] {
  const [found, wanted] = [left, calm].map((one) => JSON.stringify(one))
  return found === wanted ? [] : [`left ${found ?? ''}, not ${wanted ?? ''}`]
}

/** By what it says: a digest that was filled anew is no second message. An edit made twice shows nothing new. */
function copyFaults(paper: readonly PaperLine[]): readonly string[] {
  const messages = paper.filter(({ edits }) => edits === undefined)
  const copies = messages.map(({ chat, text }) => `${chat}: ${text}`)
  return [
    ...copies
      .filter((copy, at) => copies.indexOf(copy) !== at)
      .map((copy) => `twice in ${copy.slice(0, 30)}`),
    ...messages
      .filter(({ text, repeated }) => text.startsWith(mark) !== repeated)
      .map(({ key }) => `${key} is marked wrongly`),
  ]
}

/** Each message comes and nothing else is said. Of two edits the first may be left out: the second says it all. */
function saidFaults(paper: readonly PaperLine[], calm: readonly PaperLine[]): readonly string[] {
  const said = new Set(paper.map(plainly))
  const wanted = calm.filter(({ edits }) => edits === undefined).map(plainly)
  const known = new Set(calm.map(plainly))
  return [
    ...wanted.filter((text) => !said.has(text)).map((text) => `lost in ${text.slice(0, 60)}`),
    ...[...said].filter((text) => !known.has(text)).map((text) => `said as well in ${text.slice(0, 60)}`),
  ]
}

/** Whoever goes on does so some minutes later: when something was pressed is another matter. */
const plainly = ({ chat, text }: PaperLine): string =>
  `${chat}: ${text.startsWith(mark) ? text.slice(mark.length) : text}`.replace(/\d\d:\d\d(?= 标记)/gu, '')

/** How the messages of each chat read in the end. */
export function endsOf(paper: readonly PaperLine[]): readonly string[] {
  const ends = new Map(paper.map((line) => [line.edits ?? line.key, plainly(line)]))
  return [...ends.values()].sort()
}
