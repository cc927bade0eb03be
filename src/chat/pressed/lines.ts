import { watched, watchedAndRights, type Handlings } from './deadline-handling.js'
import { allSeen, linesOpened, marked, putOff } from '../matters/marking.js'
import { submitted } from '../matters/noting.js'

/** Presses under a reminder. */
export const linePresses: Handlings<'lines' | 'mark' | 'see-all' | 'put-off' | 'submit'> = {
  lines: { does: ({ lines, view }, turn) => linesOpened(lines, view, turn), needs: watched },
  mark: { does: marked, needs: ({ mark }) => (mark === 'given-up' ? watchedAndRights : watched) },
  'see-all': { does: ({ lines }, turn) => allSeen(lines, turn), needs: watched },
  'put-off': { does: putOff, needs: ({ past }) => (past === true ? watchedAndRights : watched) },
  submit: { does: ({ lines, at }, turn) => submitted(lines, at, turn), needs: watchedAndRights },
}
