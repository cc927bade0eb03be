import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { Effect } from '../../src/chat/decision.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { instant } from '../../src/values/civil-date.js'
import { entryId, eventId } from '../../src/values/ids.js'
import { smallDirs } from '../app/knowledge-folder.js'
import { handle, said } from '../contracts/store-samples.js'
import { chizhengHere, type Ran } from './run.js'

/** A copy of the small base and a database of its own, with the commands of those who look after them. */
export interface Desk {
  /** Of the knowledge. */
  readonly folder: string
  readonly databaseUrl: string
  chizheng(...argv: readonly string[]): Promise<Ran>
  /** The same with another database. */
  chizhengAt(databaseUrl: string, ...argv: readonly string[]): Promise<Ran>
  /** As the bot stores what it was asked. */
  asked(...questions: readonly Asked[]): Promise<void>
  /** What `unanswered` lists. */
  groups(): Promise<readonly Group[]>
  clear(): Promise<void>
}

export interface Asked {
  readonly question: string
  readonly chat?: string
  readonly outcome?: Extract<Effect, { kind: 'answered' }>['outcome']
  readonly entries?: readonly string[]
  readonly rated?: Readonly<Record<string, boolean>>
  readonly daysAgo?: number
}

const group = z.strictObject({
  group: z.string(),
  count: z.number(),
  chats: z.number(),
  first: z.string(),
  last: z.string(),
  question: z.string(),
  wordings: z.array(z.string()),
  ended: z.record(z.string(), z.number()),
  nearest: z.array(z.strictObject({ id: z.string(), title: z.string() })),
})

export type Group = z.output<typeof group>

/** Three who ask the same. */
export const parrots: readonly Asked[] = [
  { question: '办公场所能养鹦鹉吗', chat: 'c1', daysAgo: 3 },
  { question: '可以在场地里养鹦鹉吗', chat: 'c2', daysAgo: 2 },
  { question: '養鸚鵡行不行', chat: 'c2', daysAgo: 1 },
]

export async function editorsDesk(): Promise<Desk> {
  const home = await mkdtemp(join(tmpdir(), 'desk-'))
  const folder = join(home, 'knowledge')
  const databaseUrl = `file:${home}/bot.db`
  await cp(smallDirs.KNOWLEDGE_DIR, folder, { recursive: true })

  const chizhengAt: Desk['chizhengAt'] = (database, ...argv) =>
    chizhengHere(argv, { environment: { DATABASE_URL: database, ...smallDirs, KNOWLEDGE_DIR: folder } })
  const chizheng: Desk['chizheng'] = (...argv) => chizhengAt(databaseUrl, ...argv)

  return {
    folder,
    databaseUrl,
    chizheng,
    chizhengAt,
    asked: (...questions) => kept(databaseUrl, questions),
    groups: async () => {
      const { out } = await chizheng('unanswered', '--json')
      return out
        .split('\n')
        .filter(Boolean)
        .map((line) => group.parse(JSON.parse(line)))
    },
    clear: () => rm(home, { recursive: true }),
  }
}

let events = 0

async function kept(databaseUrl: string, questions: readonly Asked[]): Promise<void> {
  const store = await openStoreAt(databaseUrl)
  for (const one of questions) {
    const id = `e${++events}`
    const at = instant(Date.now() - (one.daysAgo ?? 0) * 86_400_000)
    await handle(store, said(id, one.chat ?? 'c1'), { effects: effectsOf(one, id) }, at)
  }
  await store.close()
}

function effectsOf({ question, chat = 'c1', ...one }: Asked, id: string): readonly Effect[] {
  const answer = eventId(id)
  const rated = Object.entries(one.rated ?? {})
  return [
    {
      kind: 'answered',
      answer,
      chat: { channel: 'web', chat },
      by: { channel: 'web', person: `person-${chat}` },
      question,
      outcome: one.outcome ?? 'unknown',
      entries: (one.entries ?? []).map(entryId),
      knowledge: 'v1',
    },
    ...rated.map(([person, useful]) => ({
      kind: 'rated' as const,
      answer,
      by: { channel: 'web' as const, person },
      useful,
    })),
  ]
}
