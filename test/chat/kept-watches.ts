import type { Effect } from '../../src/chat/decision.js'
import type { OtherWatch } from '../../src/chat/turn.js'
import { digestReply, refOf } from '../../src/chat/say/reminder.js'
import type { DueLine } from '../../src/deadlines/due-line.js'
import { planOf } from '../../src/deadlines/plan.js'
import type { Rules } from '../../src/deadlines/rules.js'
import {
  usualSettings,
  type ChatSettings,
  type StandIn,
  type Watch,
  type Watched,
} from '../../src/deadlines/watch.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { LineRef } from '../../src/reply/deadline-press.js'
import type { Reply } from '../../src/reply/reply.js'
import type { CivilDate, Instant } from '../../src/values/civil-date.js'
import { sameChat, type ChatRef, type MatterId } from '../../src/values/ids.js'

/** What the store keeps of matters and who watches them, in memory. */
export interface KeptWatches {
  keep(effect: Effect, at: Instant): void
  in(chat: ChatRef): readonly Watched[]
  standsInFor(chat: ChatRef): readonly Watched[]
  /** The other chats that watch these matters. */
  others(matters: readonly MatterId[], chat: ChatRef): readonly OtherWatch[]
  /** What the chat is told that day, with the lines of which it tells; undefined when there is nothing. */
  digest(chat: ChatRef, on: Day): Digest | undefined
}

export interface Day {
  readonly today: CivilDate
  readonly rules: Rules
  readonly knowledge: Knowledge
  readonly group: boolean
  /** Days on which the chat would have been told, had the bot not been away. */
  readonly missed: readonly CivilDate[]
}

export interface Digest {
  readonly reply: Reply
  readonly lines: readonly LineRef[]
}

export function keptWatches(): KeptWatches {
  const all = new Map<string, Watched>()

  const change = (id: string, changed: (one: Watched) => Watched): void => {
    const known = all.get(id)
    if (known === undefined) throw new Error(`no matter ${id}`)
    all.set(id, { ...changed(known), revision: known.revision + 1 })
  }
  const watch = (id: string, chat: ChatRef, changed: (one: Watch) => readonly Watch[]): void => {
    change(id, (one) => ({
      ...one,
      watches: one.watches.flatMap((watch) => (sameChat(watch.chat, chat) ? changed(watch) : [watch])),
    }))
  }
  const settings = new Map<string, ChatSettings>()
  const settingsOf = ({ channel, chat }: ChatRef): ChatSettings =>
    settings.get(JSON.stringify({ channel, chat })) ?? usualSettings
  const withSettings = (one: Watch): Watch => ({ ...one, settings: settingsOf(one.chat) })
  const watchedIn = (chat: ChatRef): readonly Watched[] =>
    [...all.values()].flatMap((one) => {
      const watches = one.watches.filter((watch) => sameChat(watch.chat, chat))
      return watches.length === 0 ? [] : [{ ...one, watches }]
    })

  return {
    keep: (effect, at) => {
      switch (effect.kind) {
        case 'matter-registered': {
          const { matter, chat } = effect
          const watches = [{ chat, settings: settingsOf(chat), ladders: {}, keepers: [], since: at }]
          return void all.set(matter.id, { matter, revision: 1, watches, said: [] })
        }
        case 'matter-noted':
          change(effect.matter, ({ matter, ...one }) => {
            return { ...one, matter: { ...matter, log: [...matter.log, ...effect.entries] } }
          })
          return
        case 'matter-described':
          change(effect.matter, ({ matter: { id, kind, log }, ...one }) => {
            return { ...one, matter: { id, kind, log, ...effect.as } }
          })
          return
        case 'watch-changed':
          watch(effect.matter, effect.chat, (one) => [{ ...one, ...effect.watch }])
          return
        case 'chat-set':
          settings.set(JSON.stringify(effect.chat), effect.settings)
          for (const [id, one] of all) all.set(id, { ...one, watches: one.watches.map(withSettings) })
          return
        case 'matter-erased':
        case 'watch-ended':
          watch(effect.matter, effect.chat, () => [])
          return
        case 'stood-in': {
          const { standIn } = effect
          const kept: StandIn = { ...standIn, settings: settingsOf(standIn.chat), ladders: {} }
          change(effect.matter, (one) => ({ ...one, standIns: [...(one.standIns ?? []), kept] }))
          return
        }
        case 'stood-down':
          change(effect.matter, ({ standIns = [], ...one }) => ({
            ...one,
            standIns: standIns.filter(
              ({ chat, when }) => !sameChat(chat, effect.chat) || when.kind !== effect.when,
            ),
          }))
          return
        default:
          return
      }
    },
    in: watchedIn,
    standsInFor: (chat) =>
      [...all.values()].flatMap((one) => {
        const standIns = (one.standIns ?? []).filter((standIn) => sameChat(standIn.chat, chat))
        return standIns.length === 0 ? [] : [{ ...one, watches: [], standIns }]
      }),
    others: (matters, chat) =>
      [...all.values()].flatMap(({ matter, watches }) =>
        matters.includes(matter.id)
          ? watches
              .filter((watch) => !sameChat(watch.chat, chat))
              .map((watch) => ({ matter: matter.id, watch }))
          : [],
      ),
    digest: (chat, { missed, ...day }) => {
      const lines = watchedIn(chat).flatMap((one) => linesOf(one, day, missed))
      if (lines.length === 0) return undefined
      for (const { matter, deadline, reminder } of lines) {
        const { rule, cycle } = deadline
        const line = { matter: matter.id, rule: rule.id, cycle, rung: reminder.rung, chat, on: reminder.on }
        change(matter.id, (one) => ({ ...one, said: [...one.said, { ...line, state: 'sent' }] }))
      }
      return { reply: digestReply(lines, day), lines: lines.map(refOf) }
    },
  }
}

function linesOf(
  { matter, watches }: Watched,
  { today, rules }: Pick<Day, 'today' | 'rules'>,
  missed: readonly CivilDate[],
): readonly DueLine[] {
  const [watch] = watches
  if (watch === undefined) return []
  const how = { rules, ladders: [watch.ladders, watch.settings.ladders], from: today, to: today }
  const [keeper] = watch.keepers
  // The hour of the chat: what else the day has comes by itself.
  const plan = planOf(matter, how)
  const first = plan.filter(({ deadline }, at) => at === plan.findIndex((one) => one.deadline === deadline))
  return first.map((reminder) => {
    return { matter, deadline: reminder.deadline, reminder, missed, ...(keeper !== undefined && { keeper }) }
  })
}
