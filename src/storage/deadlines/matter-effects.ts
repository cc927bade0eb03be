import type { MatterEffect } from '../../ports-watch.js'
import type { Instant } from '../../values/civil-date.js'
import type { ChatRef, PersonRef } from '../../values/ids.js'
import { endWatches, type Ended } from './end-watches.js'
import { eraseMatter } from './erase-matter.js'
import { addToLog, describeMatter } from './matters.js'
import { appendRecords, type NewRecord } from './record.js'
import { insertRegistered, type Registered } from './register.js'
import type { Trx } from '../transaction.js'
import { endStandIn, keepStandIn } from './stand-ins.js'
import { keepSettings, keepWatch } from './watches.js'

/** Who changed it when. Nobody in a chat: an import. */
export interface Doing {
  readonly by?: PersonRef
  readonly now: Instant
}

/** In their order, but what is registered first and what is watched no more last, each all at once. */
export async function keepMatterEffects(
  trx: Trx,
  effects: readonly MatterEffect[],
  doing: Doing,
): Promise<void> {
  const registered = effects.filter((effect) => effect.kind === 'matter-registered')
  const ended = effects.filter((effect) => effect.kind === 'watch-ended')
  await register(trx, registered, doing)
  for (const effect of effects)
    if (effect.kind !== 'matter-registered' && effect.kind !== 'watch-ended')
      await keepMatterEffect(trx, effect, doing)
  await end(trx, ended, doing)
}

async function register(trx: Trx, registered: readonly Registered[], doing: Doing): Promise<void> {
  await insertRegistered(trx, registered, doing.now)
  await record(trx, registered, doing)
}

async function end(trx: Trx, ended: readonly Ended[], doing: Doing): Promise<void> {
  await endWatches(trx, ended, doing.now)
  await record(trx, ended, doing)
}

async function record(trx: Trx, done: readonly Recorded[], { by, now }: Doing): Promise<void> {
  const records = done.flatMap((one) => recordsOf(one, by))
  await appendRecords(trx, records, now)
}

/** Changes it, wakes the matters concerned, and records who did it. */
async function keepMatterEffect(
  trx: Trx,
  effect: Exclude<MatterEffect, Registered | Ended>,
  doing: Doing,
): Promise<void> {
  // Where nobody else watches it there is no record left to go on with.
  if (effect.kind === 'matter-erased') return erase(trx, effect, doing)
  await change(trx, effect, doing.now)
  await record(trx, [effect], doing)
}

type Erased = Extract<MatterEffect, { kind: 'matter-erased' }>
type Recorded = Exclude<MatterEffect, Erased>

async function erase(trx: Trx, { matter, chat }: Erased, doing: Doing): Promise<void> {
  const isGone = await eraseMatter(trx, { matter, chat }, doing.now)
  if (!isGone) await end(trx, [{ kind: 'watch-ended', matter, chat }], doing)
}

async function change(
  trx: Trx,
  effect: Exclude<MatterEffect, Erased | Registered | Ended>,
  now: Instant,
): Promise<void> {
  switch (effect.kind) {
    case 'matter-noted':
      return addToLog(trx, effect, now)
    case 'matter-described':
      return describeMatter(trx, effect, now)
    case 'watch-changed':
      return keepWatch(trx, effect, now)
    case 'stood-in':
      return keepStandIn(trx, effect, now)
    case 'stood-down':
      return endStandIn(trx, effect, now)
    case 'chat-set':
      return keepSettings(trx, effect, now)
  }
}

/** How a chat wants to hear of things is no part of any matter's record. */
function recordsOf(effect: Recorded, person: PersonRef | undefined): readonly NewRecord[] {
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
    case 'stood-in': {
      const { chat, for: other, when } = effect.standIn
      return [
        {
          matter: effect.matter,
          kind: 'watch-changed',
          body: { chat: refOf(chat), for: refOf(other), when, ...who },
        },
      ]
    }
    case 'stood-down': {
      const { matter, chat, when } = effect
      return [{ matter, kind: 'watch-ended', body: { chat: refOf(chat), when, ...who } }]
    }
    case 'chat-set':
      return []
  }
}

/** A turn may hand over a whole chat or person, names and all. */
const refOf = ({ channel, chat }: ChatRef): ChatRef => ({ channel, chat })
const bare = ({ channel, person }: PersonRef): PersonRef => ({ channel, person })
