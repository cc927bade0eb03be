import type { MatterEffect } from '../ports-watch.js'
import type { Instant } from '../values/civil-date.js'
import type { ChatRef, PersonRef } from '../values/ids.js'
import { dropUntold } from './ledger.js'
import { addToLog, describeMatter, insertMatter } from './matters.js'
import { appendRecords, type NewRecord } from './record.js'
import type { Trx } from './transaction.js'
import { deleteWatch, keepSettings, keepWatch } from './watches.js'

/** Who changed it when. Nobody in a chat: an import. */
export interface Doing {
  readonly by?: PersonRef
  readonly now: Instant
}

/** Changes it, wakes the matters concerned, and records who did it. */
export async function keepMatterEffect(trx: Trx, effect: MatterEffect, doing: Doing): Promise<void> {
  await change(trx, effect, doing.now)
  await appendRecords(trx, recordsOf(effect, doing.by), doing.now)
}

async function change(trx: Trx, effect: MatterEffect, now: Instant): Promise<void> {
  switch (effect.kind) {
    case 'matter-registered': {
      const { matter, chat } = effect
      await insertMatter(trx, matter, now)
      const watch = { keepers: [], ladders: {} }
      return keepWatch(trx, { kind: 'watch-changed', matter: matter.id, chat, watch }, now)
    }
    case 'matter-noted':
      return addToLog(trx, effect, now)
    case 'matter-described':
      return describeMatter(trx, effect, now)
    case 'watch-changed':
      return keepWatch(trx, effect, now)
    case 'watch-ended':
      await deleteWatch(trx, effect, now)
      return dropUntold(trx, effect, now)
    case 'chat-set':
      return keepSettings(trx, effect, now)
  }
}

/** How a chat wants to hear of things is no part of any matter's record. */
function recordsOf(effect: MatterEffect, person: PersonRef | undefined): readonly NewRecord[] {
  const who = person === undefined ? {} : { by: bare(person) }
  switch (effect.kind) {
    case 'matter-registered': {
      const { matter, chat } = effect
      return [{ matter: matter.id, kind: 'registered', body: { matter, chat: refOf(chat), ...who } }]
    }
    case 'matter-noted':
      return effect.entries.map((entry) => ({ matter: effect.matter, kind: 'noted', body: entry }))
    case 'matter-described':
      return [{ matter: effect.matter, kind: 'described', body: { as: effect.as, ...who } }]
    case 'watch-changed': {
      const { matter, chat, watch } = effect
      const { keepers, ladders } = watch
      return [{ matter, kind: 'watch-changed', body: { chat: refOf(chat), keepers, ladders, ...who } }]
    }
    case 'watch-ended': {
      const { matter, chat } = effect
      return [{ matter, kind: 'watch-ended', body: { chat: refOf(chat), ...who } }]
    }
    case 'chat-set':
      return []
  }
}

/** A turn may hand over a whole chat or person, names and all. */
const refOf = ({ channel, chat }: ChatRef): ChatRef => ({ channel, chat })
const bare = ({ channel, person }: PersonRef): PersonRef => ({ channel, person })
