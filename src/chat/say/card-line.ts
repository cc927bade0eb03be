import type { Reminder } from '../../deadlines/deadline.js'
import type { DueLine } from '../../deadlines/due-line.js'
import type { LineRef } from '../../reply/deadline-press.js'

/** A line as it is shown: where somebody just looks at a deadline, no reminder is due. */
export type ShownLine = Omit<DueLine, 'reminder'> & { readonly reminder?: Reminder }

/** A line with what its buttons call it; it is gone when the chat watches its matter no more. */
export interface CardLine {
  readonly ref: LineRef
  readonly line: ShownLine | undefined
}
