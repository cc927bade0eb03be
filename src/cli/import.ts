import type { Config } from '../app/config.js'
import type { Content } from '../app/content.js'
import { systemClock, systemDice } from '../app/outside.js'
import { provinces, readNumber } from '../chat/said/licence-number.js'
import { termMonths } from '../chat/matters/term.js'
import { chatsCell } from '../deadlines/licence-table/cells.js'
import { comparedWith, type Compared } from '../deadlines/licence-table/known.js'
import { faultText } from '../deadlines/licence-table/fault.js'
import { readLicences, type LicencesRead } from '../deadlines/licence-table/read.js'
import { chatText, type TableFault } from '../deadlines/licence-table/licence-table.js'
import type { Watched } from '../deadlines/watch.js'
import type { Store } from '../ports.js'
import { dayAt } from '../values/civil-date.js'
import { matterId, type ChatRef } from '../values/ids.js'
import { allMatters } from './all-matters.js'
import { complain, print, type Console } from './console.js'
import { chatsOf, effectsOf, keptSettings } from './import-effects.js'
import { rowText, totals } from './import-words.js'
import { ready } from './settings.js'
import { readTable } from './table-file.js'
import { withStore } from './with-store.js'

export interface ImportOptions {
  /** Tells what would change, and changes nothing. */
  readonly dryRun: boolean
  /** Takes what is right and lists the rest; else one wrong row refuses the table. */
  readonly skipFaulty: boolean
  /** `channel:id`: where licences are told of whose row names no chat. */
  readonly chat: string | undefined
}

/** Registers the licences of a table: all of it in one transaction, or nothing. */
export async function importLicences(
  console: Console,
  path: string,
  options: ImportOptions,
): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  const chats = chatsCell(options.chat ?? '')
  const [chat] = chats.ok ? chats.value : []
  if (!chats.ok || chats.value.length > 1 || (options.chat !== undefined && chat === undefined))
    return refused(console, `--chat 要写成一个 telegram:ID 或 feishu:ID，现在是“${options.chat ?? ''}”`)
  const table = await readTable(path)
  if (!table.ok) return refused(console, table.fault)
  const read = licencesIn(table.text, chat, set)
  return withStore(console, set.config, (store) => imported(console, store, read, options))
}

function refused(console: Console, fault: string): number {
  complain(console, fault)
  return 1
}

function licencesIn(
  text: string,
  chat: ChatRef | undefined,
  { config, content }: { readonly config: Config; readonly content: Content },
): LicencesRead {
  const at = systemClock.now()
  const today = dayAt(at, config.timeZone)
  return readLicences(text, {
    today,
    at,
    chat,
    newId: () => matterId(systemDice.token()),
    provinces,
    readNumber,
    termMonths: termMonths(content.knowledge, today),
  })
}

async function imported(
  console: Console,
  store: Store,
  read: LicencesRead,
  options: ImportOptions,
): Promise<number> {
  const watched = await allMatters(store)
  const compared = comparedWith(watched, read.rows)
  const faults = [...read.faults, ...compared.faults].sort((a, b) => a.row - b.row)
  const says = (fault: TableFault): string => faultText(fault, read.header)
  for (const fault of faults) complain(console, `有错：${says(fault)}`)
  for (const notice of read.notices) print(console, `请看：${says(notice)}`)
  for (const notice of await chatNotices(store, compared, watched)) print(console, `请看：${notice}`)
  for (const row of compared.fresh) print(console, `登记：${rowText(row)}`)
  const saves = !options.dryRun && (faults.length === 0 || (options.skipFaulty && isReadable(read)))
  if (saves) await store.change(effectsOf(compared.fresh, watched), systemClock.now())
  print(console, totals(compared, faults, { ...options, saved: saves }))
  return faults.length === 0 || saves ? 0 : 1
}

/** Where the header itself is wrong there is no row to go on with. */
const isReadable = ({ rows }: LicencesRead): boolean => rows.length > 0

/** A reminder to a chat where nobody ever wrote to the bot may not be taken there. */
async function chatNotices(
  store: Store,
  { fresh }: Compared,
  watched: readonly Watched[],
): Promise<readonly string[]> {
  const notices: string[] = []
  for (const chat of chatsOf(fresh)) {
    const known = await store.chat(chat)
    if (known === undefined)
      notices.push(`聊天 ${chatText(chat)} 还没有来过消息：先在那里发 /start，不然提醒可能到不了`)
    else if (known.state !== 'live') notices.push(`聊天 ${chatText(chat)} 现在收不了消息：先把机器人请回去`)
  }
  const kept = keptSettings(fresh, watched).map(
    (chat) => `聊天 ${chatText(chat)} 的发送时间、阶梯和表里不同，还用现在的`,
  )
  return [...notices, ...kept]
}
