import type { WatchStore } from '../ports-watch.js'
import { chatOfFeed, feedMadeAt } from './feeds.js'
import { fillDigest } from './fill-digest.js'
import { keepMatterEffect } from './matter-effects.js'
import { wakeAll } from './matters.js'
import { recordOf } from './record.js'
import { countReminding } from './reminding.js'
import { remind } from './remind.js'
import { cardsTelling, toldIn } from './told-cards.js'
import type { Handle, Write } from './transaction.js'
import { awake, mattersAfter, plannedIn, watchedIn } from './watched.js'

/** Matters are changed by turns and told of by the outbox: all of it is the subject `outbox`. */
export function watchesOn(db: Handle, write: Write): WatchStore {
  return {
    watchedIn: (chat) => watchedIn(db, chat),
    awake: (now, limit) => awake(db, now, limit),
    matters: (after, limit) => mattersAfter(db, after, limit),
    change: (effects, now) =>
      write('outbox', async (trx) => {
        for (const effect of effects) await keepMatterEffect(trx, effect, { now })
      }),
    remind: (ticked, now) => write('outbox', (trx) => remind(trx, ticked, now)),
    plannedIn: (chat, now) => plannedIn(db, chat, now),
    fillDigest: (filling, owner, now) => write('outbox', (trx) => fillDigest(trx, filling, owner, now)),
    reminding: (now) => countReminding(db, now),
    wakeAll: (now) => write('outbox', (trx) => wakeAll(trx, now)),
    cardsTelling: (matter, limit) => cardsTelling(db, matter, limit),
    toldIn: (chat, message) => toldIn(db, chat, message),
    feedMadeAt: (chat) => feedMadeAt(db, chat),
    chatOfFeed: (token) => chatOfFeed(db, token),
    recordOf: (matter) => recordOf(db, matter),
  }
}
