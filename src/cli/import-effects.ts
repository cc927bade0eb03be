import { chatText, type LicenceRow, type TableWatch } from '../deadlines/licence-table/licence-table.js'
import { usualSettings, type ChatSettings, type Watched } from '../deadlines/watch.js'
import type { MatterEffect } from '../ports-watch.js'
import type { ChatRef } from '../values/ids.js'

/** What registers these licences, with the settings of chats that nothing is known of yet. */
export function effectsOf(
  fresh: readonly LicenceRow[],
  watched: readonly Watched[],
): readonly MatterEffect[] {
  const known = settingsIn(watched)
  const news = [...settingsSaid(fresh)].filter(
    ([chat, { settings }]) => !known.has(chat) && !isUsual(settings),
  )
  return [
    ...fresh.flatMap(registering),
    ...news.map(([, { chat, settings }]): MatterEffect => ({ kind: 'chat-set', chat, settings })),
  ]
}

function registering({ matter, watches }: LicenceRow): readonly MatterEffect[] {
  const [first] = watches
  if (first === undefined) return []
  return [
    { kind: 'matter-registered', matter, chat: first.chat },
    ...watches
      .filter((watch) => watch !== first || !isBare(watch))
      .map(({ chat, keepers, ladders }): MatterEffect => ({
        kind: 'watch-changed',
        matter: matter.id,
        chat,
        watch: { keepers, ladders },
      })),
  ]
}

const isUsual = (settings: ChatSettings): boolean => isSame(settings, usualSettings)
const isSame = (one: ChatSettings, other: ChatSettings): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** As registering leaves it. */
const isBare = ({ keepers, ladders }: TableWatch): boolean =>
  keepers.length === 0 && Object.keys(ladders).length === 0

/** Chats whose settings differ from those of the table: what people set last holds. */
export function keptSettings(fresh: readonly LicenceRow[], watched: readonly Watched[]): readonly ChatRef[] {
  const known = settingsIn(watched)
  return [...settingsSaid(fresh)].flatMap(([name, { chat, settings }]) => {
    const kept = known.get(name)
    return kept === undefined || isSame(kept, settings) ? [] : [chat]
  })
}

function settingsIn(watched: readonly Watched[]): ReadonlyMap<string, ChatSettings> {
  const watches = watched.flatMap((one) => one.watches)
  return new Map(watches.map(({ chat, settings }) => [chatText(chat), settings]))
}

interface Said {
  readonly chat: ChatRef
  readonly settings: ChatSettings
}

/** An exported row that says nothing of them means the usual ones; a row that a person wrote means nothing. */
function settingsSaid(fresh: readonly LicenceRow[]): ReadonlyMap<string, Said> {
  const watches = fresh.filter(({ exported }) => exported).flatMap((row) => row.watches)
  return new Map(watches.map(({ chat, settings = usualSettings }) => [chatText(chat), { chat, settings }]))
}

export function chatsOf(fresh: readonly LicenceRow[]): readonly ChatRef[] {
  const chats = fresh.flatMap(({ watches }) => watches.map(({ chat }) => chat))
  return [...new Map(chats.map((chat) => [chatText(chat), chat])).values()]
}
