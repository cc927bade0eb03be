import { adjusted } from '../matters/adjusting.js'
import { watched, watchedAndRights, watchedRightsAndRandom, type Handlings } from './deadline-handling.js'
import { described, traitAsked } from '../matters/describing.js'
import { matterOpened, stopped } from '../matters/matters.js'
import { particularsMended } from '../matters/mending.js'
import { monthlySet } from '../matters/monthly.js'
import { noted, takenBack } from '../matters/noting.js'
import { registered, reviewed } from '../matters/registering.js'
import { reported } from '../matters/reporting.js'
import { droppedReply } from '../say/watch.js'
import { stepped } from '../matters/watching.js'

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
