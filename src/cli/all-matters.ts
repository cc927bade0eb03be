import type { Watched } from '../deadlines/watch.js'
import type { WatchStore } from '../ports-watch.js'

const matterPage = 500

/** Every matter that is kept, page after page. */
export async function allMatters(store: Pick<WatchStore, 'matters'>): Promise<readonly Watched[]> {
  const all: Watched[] = []
  for (;;) {
    const page = await store.matters(all.at(-1)?.matter.id, matterPage)
    all.push(...page)
    if (page.length < matterPage) return all
  }
}
