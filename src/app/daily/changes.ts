import { createHash } from 'node:crypto'
import type { Said } from '../../chat/decision.js'
import { dateChangesReply } from '../../chat/say/holidays.js'
import { afterQuiet } from '../../deadlines/hours.js'
import { contentsOf, rulesOf, type Rules } from '../../deadlines/rules.js'
import type { WatchStore } from '../../ports-watch.js'
import type { Clock, Log } from '../../ports.js'
import type { Reply } from '../../reply/reply.js'
import type { CivilDate, Instant } from '../../values/civil-date.js'
import { cardKey, type CardKey, type ChatRef } from '../../values/ids.js'
import type { Content } from '../content.js'
import { editedFiles, touchedChats, type Versions } from '../content-changes.js'

export interface ChangeParts {
  readonly store: Pick<WatchStore, 'matters' | 'wakeAll' | 'reminding' | 'toldRules' | 'keepToldRules'>
  readonly content: () => Content
  readonly clock: Clock
  readonly timeZone: string
  readonly log: Log
  /** After all reminders that wait. */
  readonly tellChat: (to: ChatRef, telling: Pick<Said, 'reply' | 'card'>) => Promise<void>
}

interface At {
  readonly now: Instant
  readonly today: CivilDate
}

/** A message that waits for the end of the quiet hours. */
interface Waiting {
  readonly to: ChatRef
  readonly notBefore: Instant
  readonly reply: Reply
  readonly card: CardKey
}

/**
 * Tells each chat what other rules than those it was told of change for it: after an edit, on a day that changes figures,
 * and after a start with what changed meanwhile. The store knows the rules of which all were told; so what a crash cuts
 * short is told again, to those who heard it as an edit of the same card.
 */
export function changeRounds(parts: ChangeParts): (at: At) => Promise<void> {
  const { store, content, clock, tellChat } = parts
  let looked = false
  let seen: Rules | undefined
  let waiting: readonly Waiting[] = []
  let told = true
  return async (at) => {
    // Files may have changed while nobody ran. What is due goes first.
    if (!looked && (await store.reminding(at.now)).awake === 0) {
      await store.wakeAll(at.now)
      looked = true
    }
    const { rules } = content()
    if (rules !== seen) {
      const before = seen ?? (await lastTold(parts))
      // Nobody was told of anything yet: these are the rules that everybody knows.
      if (before !== undefined)
        waiting = [...waiting, ...(await changesOf({ before, after: rules }, at, parts))]
      seen = rules
      told = false
    }
    for (const one of waiting.filter(({ notBefore }) => notBefore <= clock.now())) {
      await tellChat(one.to, one)
      waiting = waiting.filter((other) => other !== one)
    }
    if (told || waiting.length > 0) return
    await store.keepToldRules(contentsOf(seen))
    told = true
  }
}

async function lastTold({ store }: ChangeParts): Promise<Rules | undefined> {
  const contents = await store.toldRules()
  return contents && rulesOf(contents)
}

/** All matters are looked at anew, and the chats whose dates moved or became certain are told which. */
async function changesOf(
  versions: Versions,
  { now, today }: At,
  { store, timeZone, log }: ChangeParts,
): Promise<readonly Waiting[]> {
  const edited = editedFiles(versions)
  if (edited === undefined) return []
  const matters = await store.wakeAll(now)
  const touched = await touchedChats(store, versions, today)
  log.info('deadlines worked out anew', { matters, chats: touched.length })
  const card = cardKey(`changed:${nameOf(versions)}`)
  return touched.map((one) => ({
    to: one.chat,
    notBefore: afterQuiet(now, one.settings, timeZone),
    reply: dateChangesReply(one, { edited, today }),
    card,
  }))
}

/** The same for the same two versions, whenever they are compared. */
function nameOf({ before, after }: Versions): string {
  const text = JSON.stringify([contentsOf(before), contentsOf(after)])
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
