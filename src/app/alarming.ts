import { diskReply } from '../chat/say/disk.js'
import { outageReply } from '../chat/say/outage.js'
import type { Store } from '../ports.js'
import { cardKey } from '../values/ids.js'
import { doubtsRounds, type DoubtsParts } from './doubts.js'
import type { DiskRoom } from './disk-room.js'
import type { Outages } from './outages.js'

export interface AlarmingParts extends DoubtsParts {
  readonly store: DoubtsParts['store'] & Pick<Store, 'backlog'>
  readonly outages: Outages
  readonly disk?: DiskRoom
}

/** What operators are told of sending, one round of it: what may not have arrived, where nothing gets through, no room. */
export function alarmRounds(parts: AlarmingParts): () => Promise<number> {
  const doubts = doubtsRounds(parts)
  return async () => {
    await tellOfRoom(parts)
    await tellOutages(parts)
    return doubts()
  }
}

async function tellOfRoom({ disk, tellOperators }: AlarmingParts): Promise<void> {
  const news = await disk?.look()
  if (news !== undefined) await tellOperators({ reply: diskReply(news) })
}

/** The end on the card of the beginning: where that could not be sent either, only the end is read. */
async function tellOutages({ outages, store, tellOperators }: AlarmingParts): Promise<void> {
  for (const news of outages.look()) {
    const { sends } = await store.backlog()
    await tellOperators({
      reply: outageReply(news, sends),
      card: cardKey(`outage:${news.channel}:${news.since}`),
    })
  }
}
