import { groupNamed, openGroups } from '../app/open-questions.js'
import { systemClock } from '../app/outside.js'
import { draftFile } from '../knowledge/draft.js'
import { dayAt } from '../values/civil-date.js'
import { complain, print, type Console } from './console.js'
import { ready } from './settings.js'
import { withStore } from './with-store.js'

/**
 * Prints a draft entry file for one group of questions. It goes to standard output and not into the knowledge folder:
 * an unfinished file there would keep every other edit from being published.
 */
export async function draft(console: Console, group: string): Promise<number> {
  const set = await ready(console)
  if (set === undefined) return 1
  const { config, content } = set
  const looking = { knowledge: content.knowledge, now: systemClock.now(), timeZone: config.timeZone }
  return withStore(console, config, async (feedback) => {
    const found = groupNamed(group, await openGroups(feedback, looking))
    if (found === undefined) {
      complain(console, `没有 ${group} 这一组：用 chizheng unanswered 看有哪些；已经答得出的不再列出。`)
      return 1
    }
    print(console, draftFile(found, content.knowledge, dayAt(looking.now, config.timeZone)))
    return 0
  })
}
