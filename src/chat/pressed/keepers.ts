import { watched, watchedAndRights, watchedRightsAndRandom, type Handlings } from './deadline-handling.js'
import { keeperJoined, keeperReached, keepersReleased, keepersShown } from '../keepers/keeping.js'
import type { Need } from '../need.js'
import { elsewhereAsked, standInAgreed, stoodDown } from '../keepers/standing-in.js'
import { takenOver } from '../keepers/taking-over.js'

const alone: Need = { kind: 'alone' }

/** Presses about who has to act, and which other chat hears when nobody does. */
export const keeperPresses: Handlings<
  'keepers' | 'keep' | 'reached' | 'release' | 'elsewhere' | 'stand-in' | 'stand-down' | 'take-over'
> = {
  keepers: { does: ({ matter }, turn) => keepersShown(matter, turn), needs: watchedAndRights },
  keep: {
    does: ({ matter }, turn) => keeperJoined(matter, turn),
    needs: [...watched, alone, { kind: 'random' }],
  },
  reached: { does: ({ matter }, turn) => keeperReached(matter, turn), needs: watched },
  release: { does: ({ matter }, turn) => keepersReleased(matter, turn), needs: watchedAndRights },
  elsewhere: {
    does: ({ matter }, turn) => elsewhereAsked(matter, turn),
    needs: [...watchedRightsAndRandom, alone],
  },
  'stand-in': {
    does: (_, turn) => standInAgreed(turn),
    needs: ({ code }) => [...watchedAndRights, { kind: 'handover', code }],
  },
  'stand-down': { does: ({ matter }, turn) => stoodDown(matter, turn), needs: watchedAndRights },
  'take-over': { does: takenOver, needs: [] },
}
