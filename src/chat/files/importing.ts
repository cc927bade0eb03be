import { comparedWith } from '../../deadlines/licence-table/known.js'
import { readLicences } from '../../deadlines/licence-table/read.js'
import { tableWatches, type LicenceRow } from '../../deadlines/licence-table/licence-table.js'
import type { Watched } from '../../deadlines/watch.js'
import { readCsv } from '../../values/csv.js'
import { instant } from '../../values/civil-date.js'
import { matterId, type EventId } from '../../values/ids.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { FileHad, SentFile } from '../arrival.js'
import type { Decision, Effect } from '../decision.js'
import type { Turn } from '../turn.js'
import { unfitness } from '../said/import-wish.js'
import { prospectsTold } from '../interview/prospects-told.js'
import { provinces, readNumber } from '../said/licence-number.js'
import {
  foundReply,
  importedReply,
  noSheetReply,
  sheetGoneReply,
  tooManyRowsReply,
  undoneReply,
  undoOverReply,
  type SheetFound,
} from '../say/import.js'
import { notAllowedReply } from '../say/rights.js'
import { leftOut } from './sheet-left-out.js'
import { termMonths } from '../matters/term.js'
import { chatOf, mayManage, stamped, stepped, watchedIn } from '../matters/watching.js'

type ImportPress = Extract<DeadlinePress, { kind: 'import' }>
type UndoPress = Extract<DeadlinePress, { kind: 'import-undo' }>

/** What one turn can register without keeping others waiting. */
const mostRows = 1_000
const undoableMs = 24 * 3_600_000

/** Of companies each is judged. Of licences a dry run: what would be registered and what is wrong; nothing is saved but the table, for the press. */
export function sheetSent(file: SentFile, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  const had = contentOf(file, turn)
  if (had.kind !== 'text') return stepped(noSheetReply(had.kind), turn)
  const { text } = had
  if (turn.known.prospects !== undefined) return prospectsTold(turn.known.prospects, turn)
  const rows = rowsIn(text)
  if (rows > mostRows) return stepped(tooManyRowsReply(rows, mostRows), turn)
  const found = foundIn(text, turn)
  const sheet = turn.arrival.id
  return stepped(foundReply(found, pressOf(sheet, found)), turn, {
    effects: found.fresh.length === 0 ? [] : [{ kind: 'sheet-kept', sheet, chat: chatOf(turn), text }],
  })
}

function contentOf(file: SentFile, turn: Turn): FileHad {
  const unfit = unfitness(file)
  if (unfit !== undefined) return { kind: unfit }
  const { content } = file
  return content.kind === 'here' ? content.read : (turn.known.file ?? { kind: 'unreached' })
}

/** The first one names the columns. */
function rowsIn(text: string): number {
  const csv = readCsv(text)
  return csv.ok ? csv.rows.length - 1 : 0
}

const pressOf = (sheet: EventId, { fresh, faults }: SheetFound): ImportPress => ({
  kind: 'import',
  sheet,
  rows: fresh.length,
  ...(faults.length > 0 && { rest: true }),
})

/** The table beside what this chat watches now. New licences are numbered by their rows, so that an undo finds them. */
function foundIn(text: string, turn: Turn, batch = ''): SheetFound {
  const { known, now } = turn
  const watched = watchedIn(turn)
  const read = readLicences(text, {
    today: now.today,
    at: now.at,
    chat: chatOf(turn),
    newId: () => matterId(''),
    provinces,
    readNumber,
    termMonths: termMonths(known.knowledge, now.today),
    here: new Set(watched.map(({ matter }) => matter.id)),
  })
  const { fresh, known: same, faults } = comparedWith(watched, watchedAsHere(read.rows, watched))
  return {
    header: read.header,
    fresh: fresh.map((row) => ({ ...row, matter: { ...row.matter, id: matterId(`${batch}-${row.row}`) } })),
    same: same.length,
    faults: [...read.faults, ...faults].sort((a, b) => a.row - b.row),
    notices: read.notices,
    leftOut: leftOut(text, { chat: chatOf(turn), watched }),
  }
}

/** What other chats watch is no business of this one, whatever an export says of them. */
function watchedAsHere(rows: readonly LicenceRow[], watched: readonly Watched[]): readonly LicenceRow[] {
  const watches = new Map(watched.map((one) => [one.matter.id, tableWatches(one.watches)]))
  return rows.map((row) =>
    row.exported ? { ...row, watches: watches.get(row.matter.id) ?? row.watches } : row,
  )
}

/** Registers what was shown, unless more would come of it now: then it is shown anew. */
export function imported(press: ImportPress, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('register'), turn)
  const { sheet: text, fresh: [batch] = [] } = turn.known
  if (text === undefined) return stepped(sheetGoneReply, turn)
  if (batch === undefined) throw new Error('an import needs a fresh id')
  const found = foundIn(text, turn, batch)
  const { fresh, faults } = found
  const isOther = fresh.length > press.rows || (faults.length > 0 && press.rest !== true)
  if (isOther || fresh.length === 0)
    return stepped(foundReply(found, pressOf(press.sheet, found), { isOther }), turn)
  const until = instant(turn.now.at + undoableMs)
  const undo: UndoPress = { kind: 'import-undo', sheet: press.sheet, batch, until }
  return stepped(importedReply(found, undo, press.rows - fresh.length), turn, {
    effects: fresh.map((row) => registering(row, turn)),
  })
}

function registering({ matter }: LicenceRow, turn: Turn): Effect {
  const log = matter.log.map((entry) => ({ ...entry, ...stamped(turn) }))
  return { kind: 'matter-registered', matter: { ...matter, log }, chat: chatOf(turn) }
}

/** What was changed since stays: whoever changed it counts on it. */
export function importUndone({ batch, until }: UndoPress, turn: Turn): Decision {
  if (!mayManage(turn)) return stepped(notAllowedReply('stop'), turn)
  const { sheet: text } = turn.known
  if (text === undefined || turn.now.at >= until) return stepped(undoOverReply, turn)
  const imported = watchedIn(turn).filter(({ matter }) => matter.id.startsWith(`${batch}-`))
  const rows = new Map(rowsOf(text, batch, turn).map((row) => [row.matter.id, row]))
  const untouched = imported.filter((one) => isAsImported(one, rows.get(one.matter.id)))
  const touched = imported.filter((one) => !untouched.includes(one))
  return stepped(undoneReply(untouched.length, touched), turn, {
    effects: untouched.map(({ matter }) => ({ kind: 'watch-ended', matter: matter.id, chat: chatOf(turn) })),
  })
}

/** As they were read: beside nothing that is watched, all of them are new. */
const rowsOf = (text: string, batch: string, turn: Turn): readonly LicenceRow[] =>
  foundIn(text, { ...turn, known: { ...turn.known, watched: [] } }, batch).fresh

function isAsImported({ matter, watches }: Watched, row: LicenceRow | undefined): boolean {
  if (row === undefined) return false
  const { holder, number, scope, province, has, log } = row.matter
  return (
    matter.holder === holder &&
    matter.number === number &&
    matter.scope === scope &&
    matter.province === province &&
    matter.has.length === has.length &&
    matter.log.length === log.length &&
    watches.every(({ keepers, ladders }) => keepers.length === 0 && Object.keys(ladders).length === 0)
  )
}
