import type { Decision, Said } from '../chat/decision.js'
import { retold, type TellingCard } from '../chat/retelling.js'
import type { ToldCard } from '../ports-watch.js'
import type { Store } from '../ports.js'
import { dayAt, type Instant } from '../values/civil-date.js'
import type { Content } from './content.js'

export interface RetellingParts {
  readonly store: Store
  readonly content: () => Content
  readonly timeZone: string
}

/** Older cards keep their words: who presses a button there is told how things stand. */
const newestCards = 20

/** What a turn noted of a matter, on the cards of other chats and on older ones of its own. */
export async function retoldElsewhere(
  decision: Decision,
  parts: RetellingParts,
  now: Instant,
): Promise<readonly Said[]> {
  const said: Said[] = []
  for (const effect of decision.effects)
    if (effect.kind === 'matter-noted') said.push(...(await retoldOf(effect, decision.messages, parts, now)))
  return said
}

type NotedEffect = Extract<Decision['effects'][number], { kind: 'matter-noted' }>

async function retoldOf(
  { matter, entries }: NotedEffect,
  shown: Decision['messages'],
  { store, content, timeZone }: RetellingParts,
  now: Instant,
): Promise<readonly Said[]> {
  const told = await store.cardsTelling(matter, newestCards)
  const others = told.filter(({ card }) => !shown.some((one) => one.card === card))
  const before = others.flatMap(({ watched }) => watched).find((one) => one.matter.id === matter)?.matter
  if (before === undefined) return []
  const after = { ...before, log: [...before.log, ...entries] }
  const cards = await Promise.all(others.map((one) => placed(one, store)))
  return retold(cards, after, { ...content(), today: dayAt(now, timeZone) })
}

async function placed(told: ToldCard, store: Store): Promise<TellingCard> {
  return { ...told, group: (await store.chat(told.chat))?.kind !== 'private' }
}
