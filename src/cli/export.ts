import { isTabled, licenceTable } from '../deadlines/licence-table/licence-table.js'
import type { Watched } from '../deadlines/watch.js'
import { allMatters } from './all-matters.js'
import { complain, print, type Console } from './console.js'
import { writeNew } from './new-file.js'
import { settings } from './settings.js'
import { withStore } from './with-store.js'

/** Writes every licence that a chat watches into a table, which `import` reads back. Nothing is overwritten unasked. */
export async function exportLicences(console: Console, path: string): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  return withStore(console, config, async (store) => {
    const watched = await allMatters(store)
    const fault = await writeNew(path, licenceTable(watched))
    if (fault !== undefined) {
      complain(console, fault)
      return 1
    }
    print(console, summary(watched, path))
    return 0
  })
}

function summary(watched: readonly Watched[], path: string): string {
  const tabled = watched.filter(isTabled).length
  const unwatched = watched.filter(({ watches }) => watches.length === 0).length
  const others = watched.length - tabled - unwatched
  return [
    `写了 ${tabled} 张许可证到 ${path}。`,
    ...(others > 0 ? [`表里只有许可证：另有 ${others} 件申请、变更、公司事项没有写。`] : []),
    ...(unwatched > 0 ? [`已停止提醒的 ${unwatched} 件没有写。`] : []),
  ].join('\n')
}
