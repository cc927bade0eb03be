import type { Decision, Said } from '../chat/decision.js'
import { retold, type News, type TellingCard } from '../chat/matters/retelling.js'
import type { Noted } from '../deadlines/matter.js'
import type { ToldCard } from '../ports-watch.js'
import type { Store } from '../ports.js'
import { dayAt, type Instant } from '../values/civil-date.js'
import { sameChat, type MatterId } from '../values/ids.js'
import type { Content } from './content.js'

export interface RetellingParts {
  readonly store: Store
  readonly content: () => Content
  readonly timeZone: string
}

/** Older cards keep their words: who presses a button there is told how things stand. */
const newestCards = 20

/** What a turn noted of matters, on the cards of other chats and on older ones of its own. */
export async function retoldElsewhere(
  { effects, messages }: Decision,
  { store, content, timeZone }: RetellingParts,
  now: Instant,
): Promise<readonly Said[]> {
  const news = newsIn(effects)
  if (news.size === 0) return []
  const told = await Promise.all([...news.keys()].map((matter) => store.cardsTelling(matter, newestCards)))
  const others = eachOnce(told.flat()).filter(({ card }) => !messages.some((one) => one.card === card))
  const cards = await Promise.all(others.map((one) => placed(one, store)))
  return retold(cards, news, { ...content(), today: dayAt(now, timeZone) })
}

function newsIn(effects: Decision['effects']): News {
  const news = new Map<MatterId, readonly Noted[]>()
  for (const effect of effects)
    if (effect.kind === 'matter-noted')
      news.set(effect.matter, [...(news.get(effect.matter) ?? []), ...effect.entries])
  return news
}

/** A card that tells of several matters is found by each of them. */
function eachOnce(cards: readonly ToldCard[]): readonly ToldCard[] {
  return cards.filter(
    ({ card, chat }, at) => at === cards.findIndex((one) => one.card === card && sameChat(one.chat, chat)),
  )
}

async function placed(told: ToldCard, store: Store): Promise<TellingCard> {
  return { ...told, group: (await store.chat(told.chat))?.kind !== 'private' }
}
