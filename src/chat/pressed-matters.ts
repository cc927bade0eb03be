import { adjusted } from './adjusting.js'
import { watched, watchedAndRights, watchedRightsAndRandom, type Handlings } from './deadline-handling.js'
import { described, traitAsked } from './describing.js'
import { matterOpened, stopped } from './matters.js'
import { particularsMended } from './mending.js'
import { monthlySet } from './monthly.js'
import { noted, takenBack } from './noting.js'
import { registered, reviewed } from './registering.js'
import { reported } from './reporting.js'
import { droppedReply } from './say/watch.js'
import { stepped } from './watching.js'

/** Presses about a matter: what is known of it, what happened to it, and how it is watched. */
export const matterPresses: Handlings<
  | 'review'
  | 'register'
  | 'report'
  | 'note'
  | 'take-back'
  | 'trait'
  | 'describe'
  | 'matter'
  | 'mend'
  | 'stop'
  | 'adjust'
  | 'monthly'
  | 'drop'
> = {
  review: { does: ({ stated }, turn) => reviewed(stated, turn), needs: watchedAndRights },
  register: { does: ({ stated }, turn) => registered(stated, turn), needs: watchedRightsAndRandom },
  report: { does: ({ report }, turn) => reported(report, turn), needs: watchedAndRights },
  note: { does: ({ report }, turn) => noted(report, turn), needs: watchedRightsAndRandom },
  'take-back': { does: ({ matter, entry }, turn) => takenBack(matter, entry, turn), needs: watchedAndRights },
  trait: { does: ({ trait, matter }, turn) => traitAsked(trait, matter, turn), needs: watchedAndRights },
  describe: { does: described, needs: watchedAndRights },
  matter: { does: matterOpened, needs: ({ view }) => (view === 'stop' ? watchedAndRights : watched) },
  mend: { does: particularsMended, needs: watchedAndRights },
  stop: { does: ({ matter }, turn) => stopped(matter, turn), needs: watchedAndRights },
  adjust: { does: adjusted, needs: watchedAndRights },
  monthly: { does: ({ wanted }, turn) => monthlySet(wanted, turn), needs: watchedAndRights },
  drop: { does: (_, turn) => stepped(droppedReply, turn), needs: [] },
}
