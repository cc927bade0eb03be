import { Kysely, type Selectable } from 'kysely'
import { fromJson } from '../../src/storage/column-text.js'
import type { InterviewsTable } from '../../src/storage/tables-interviews.js'
import type { Tables } from '../../src/storage/tables.js'
import { mark, paperInFile, type PaperLine } from '../fakes/paper-channel.js'
import { openingOf, type World } from './script.js'

/** What a finished conversation left in the store, without times, tokens and row numbers. */
export async function tracesIn({ database }: World) {
  const db = new Kysely<Tables>({ dialect: (await openingOf(database)).dialect })
  try {
    const arrivals = await db.selectFrom('arrivals').selectAll().orderBy('seq').execute()
    const sessions = await db.selectFrom('sessions').selectAll().execute()
    const cards = await db.selectFrom('cards').selectAll().orderBy('card').execute()
    const rows = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
    const place = (message: string | null): number => rows.findIndex(({ id }) => `out-${id}` === message)
    return {
      arrivals: arrivals.map(({ event, handled_at, lease_owner }) => [
        event,
        handled_at !== null,
        lease_owner,
      ]),
      sessions: sessions.map(({ chat, person }) => [chat, person]),
      cards: cards.map(({ card, revision, message }) => [card, revision, place(message)]),
      outbox: rows.map(({ state, lease_owner, message }) => [state, lease_owner, place(message)]),
      presses: await db
        .selectFrom('presses')
        .select(['press', 'card', 'revision'])
        .orderBy('press')
        .orderBy('revision')
        .execute(),
      answers: await db
        .selectFrom('answers')
        .select(['answer', 'outcome', 'entries'])
        .orderBy('answer')
        .execute(),
      ratings: await db.selectFrom('ratings').select(['answer', 'person', 'useful']).execute(),
      interviews: (await db.selectFrom('interviews').selectAll().execute()).map(toldIn),
      serving: await db.selectFrom('serving').selectAll().execute(),
    }
  } finally {
    await db.destroy()
  }
}

/** All of it but when. */
function toldIn({ id, person, state, body, revision }: Selectable<InterviewsTable>): readonly unknown[] {
  const { answers, came } = fromJson(body)
  const given = answers.map(([input, { answer, meaning }]) => [input, answer, meaning])
  return [id, person, state, revision, given, came?.verdict]
}

export interface Expected {
  readonly traces: Awaited<ReturnType<typeof tracesIn>>
  readonly paper: readonly PaperLine[]
}

/** What is left of a conversation that nobody disturbed. */
export async function expectedOf(calm: World): Promise<Expected> {
  return { traces: await tracesIn(calm), paper: paperInFile(calm.paper).read() }
}

/** Everything that is not as promised after a conversation was interrupted and taken up again. */
export async function faultsIn(world: World, expected: Expected): Promise<readonly string[]> {
  const left = await tracesIn(world)
  const paper = paperInFile(world.paper).read()
  return [...traceFaults(left, expected.traces), ...copyFaults(paper), ...orderFaults(paper, expected.paper)]
}

function traceFaults(left: Expected['traces'], calm: Expected['traces']): readonly string[] {
  return Object.entries(calm).flatMap(([table, rows]) => {
    const found = JSON.stringify(Object.entries(left).find(([name]) => name === table)?.[1])
    return found === JSON.stringify(rows) ? [] : [`${table} holds ${found}, not ${JSON.stringify(rows)}`]
  })
}

/** One copy without the mark, and one with it, are all that a chat may see of one message. An edit made twice shows nothing new. */
function copyFaults(paper: readonly PaperLine[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { key, repeated, edits } of paper) {
    if (edits !== undefined) continue
    const copy = `${key} ${repeated ? 'with' : 'without'} the mark`
    counts.set(copy, (counts.get(copy) ?? 0) + 1)
  }
  return [
    ...[...counts].filter(([, count]) => count > 1).map(([copy, count]) => `${count} copies of ${copy}`),
    ...paper
      .filter(({ text, repeated }) => text.startsWith(mark) !== repeated)
      .map(({ key }) => `${key} is marked wrongly`),
  ]
}

/** Every message is there, and the first copies stand in the order in which they were said. */
function orderFaults(paper: readonly PaperLine[], calm: readonly PaperLine[]): readonly string[] {
  const first = paper.filter(({ key }, at) => paper.findIndex((line) => line.key === key) === at)
  const found = JSON.stringify(first.map(plainly))
  const said = JSON.stringify(calm.map(plainly))
  return found === said ? [] : [`the chat reads ${found}`]
}

const plainly = ({ text, edits }: PaperLine): readonly unknown[] => [
  edits !== undefined,
  (text.startsWith(mark) ? text.slice(mark.length) : text).replace(recap, ''),
]

/** Who was away for a while, as while nobody ran, is told where their interview stood. */
const recap = /^接着上次：.*\n/
