import type { WatchStore } from '../../ports-watch.js'
import { watchersOf } from './erase-matter.js'
import { chatOfFeed, feedMadeAt } from './feeds.js'
import { doubtfulDigests, linesInDigest } from './doubts.js'
import { fillDigest } from './fill-digest.js'
import { keepMatterEffects } from './matter-effects.js'
import { wakeAll } from './matters.js'
import { orphaned, tellOrphaned } from './orphans.js'
import { recordOf } from './record.js'
import { findSheet } from './sheets.js'
import { countReminding } from './reminding.js'
import { remind } from './remind.js'
import { cardsTelling, toldIn } from './told-cards.js'
import { findToldRules, keepToldRules } from './told-rules.js'
import type { Handle, Write } from '../transaction.js'
import { awake, standsInFor, mattersAfter, plannedIn, watchedIn } from './watched.js'

/** Matters are changed by turns and told of by the outbox: all of it is the subject `outbox`. */
export function watchesOn(db: Handle, write: Write): WatchStore {
  return {
    watchedIn: (chat) => watchedIn(db, chat),
    watchersOf: (matters) => watchersOf(db, matters),
    standsInFor: (chat) => standsInFor(db, chat),
    orphaned: (now, limit) => orphaned(db, now, limit),
    tellOrphaned: (chat, messages, now) => write('outbox', (trx) => tellOrphaned(trx, chat, messages, now)),
    awake: (now, limit) => awake(db, now, limit),
    matters: (after, limit) => mattersAfter(db, after, limit),
    change: (effects, now) => write('outbox', (trx) => keepMatterEffects(trx, effects, { now })),
    remind: (ticked, now) => write('outbox', (trx) => remind(trx, ticked, now)),
    plannedIn: (chat, now) => plannedIn(db, chat, now),
    doubtful: (since) => doubtfulDigests(db, since),
    linesIn: (digest) => linesInDigest(db, digest),
    fillDigest: (filling, owner, now) => write('outbox', (trx) => fillDigest(trx, filling, owner, now)),
    reminding: (now) => countReminding(db, now),
    wakeAll: (now) => write('outbox', (trx) => wakeAll(trx, now)),
    cardsTelling: (matter, limit) => cardsTelling(db, matter, limit),
    toldIn: (chat, message) => toldIn(db, chat, message),
    feedMadeAt: (chat) => feedMadeAt(db, chat),
    chatOfFeed: (token) => chatOfFeed(db, token),
    toldRules: () => findToldRules(db),
    keepToldRules: (contents) => write('outbox', (trx) => keepToldRules(trx, contents)),
    sheet: (chat, sheet) => findSheet(db, chat, sheet),
    recordOf: (matter) => recordOf(db, matter),
  }
}
