import { restCell } from '../../deadlines/licence-table/rest.js'
import { chatText, type Column } from '../../deadlines/licence-table/licence-table.js'
import type { Watched } from '../../deadlines/watch.js'
import { readCsv } from '../../values/csv.js'
import type { ChatRef } from '../../values/ids.js'

interface Here {
  readonly chat: ChatRef
  readonly watched: readonly Watched[]
}

/** Columns of a table in which something stands that an import in a chat leaves out: see `here` of `RowReading`. */
export function leftOut(text: string, { chat, watched }: Here): readonly Column[] {
  const csv = readCsv(text)
  const [head, ...rows] = csv.ok ? csv.rows : []
  const says = (column: Column, isMeant: (cell: string) => boolean): boolean => {
    const at = head?.cells.indexOf(column) ?? -1
    return rows.some(({ cells }) => {
      const cell = cells[at] ?? ''
      return cell !== '' && !isMeant(cell)
    })
  }
  const isWatched = (cell: string): boolean => {
    const rest = restCell(cell)
    return rest.ok && watched.some(({ matter }) => matter.id === rest.value?.id)
  }
  return [
    ...(says('聊天', (cell) => cell === chatText(chat)) ? (['聊天'] as const) : []),
    ...(says('其余', isWatched) ? (['其余'] as const) : []),
  ]
}
