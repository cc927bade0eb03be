import { bulkPressed } from '../many/bulk.js'
import { watched, watchedAndRights, watchedRightsAndRandom, type Handlings } from './deadline-handling.js'
import { doubtsSettled } from '../doubting.js'
import { dueListed } from '../lists/due-list.js'
import { planListed } from '../lists/listing.js'
import { imported, importUndone } from '../files/importing.js'
import { leavePressed } from '../matters/leaving.js'
import { monthPressed } from '../lists/month-listing.js'

/** Presses about many matters at once. */
export const manyPresses: Handlings<
  'bulk' | 'due' | 'plan' | 'month' | 'leave' | 'import' | 'import-undo' | 'doubts'
> = {
  bulk: { does: bulkPressed, needs: watchedAndRights },
  due: { does: ({ rest, page }, turn) => dueListed(rest, turn, page), needs: watched },
  plan: { does: ({ rest, page }, turn) => planListed(rest, turn, page), needs: watched },
  month: { does: monthPressed, needs: watched },
  leave: { does: leavePressed, needs: ({ matters }) => [...watchedAndRights, { kind: 'others', matters }] },
  import: {
    does: imported,
    needs: ({ sheet }) => [...watchedRightsAndRandom, { kind: 'sheet', sheet }],
  },
  'import-undo': {
    does: importUndone,
    needs: ({ sheet }) => [...watchedAndRights, { kind: 'sheet', sheet }],
  },
  doubts: { does: doubtsSettled, needs: [] },
}
