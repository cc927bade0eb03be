import type { Watched } from '../../deadlines/watch.js'
import { mapped } from '../../knowledge/steps.js'
import type { WatchStore } from '../../ports-watch.js'
import { inSlices } from '../slices.js'

/** So few that reading them holds up nobody. */
const pageSize = 50

/** Looks at every matter that is kept; whatever else waits goes first, again and again. */
export async function eachMatter(
  store: Pick<WatchStore, 'matters'>,
  look: (watched: Watched) => void,
): Promise<void> {
  let page: readonly Watched[] = []
  do {
    page = await store.matters(page.at(-1)?.matter.id, pageSize)
    await inSlices(mapped(page, look))
  } while (page.length === pageSize)
}
