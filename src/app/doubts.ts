import { doubtsCard } from '../chat/doubting.js'
import type { DoubtfulLine } from '../chat/say/doubts.js'
import { doubtsReply } from '../chat/say/doubts.js'
import type { Said } from '../chat/decision.js'
import type { Rules } from '../deadlines/rules.js'
import type { LineKey, Watched } from '../deadlines/watch.js'
import type { DoubtfulDigest, WatchStore } from '../ports-watch.js'
import type { Clock } from '../ports.js'
import type { DoubtsPress } from '../reply/deadline-press.js'
import { dayAt, instant, type Instant } from '../values/civil-date.js'
import { sameChat } from '../values/ids.js'
import type { Content } from './content.js'

export interface DoubtsParts {
  readonly store: Pick<WatchStore, 'doubtful' | 'linesIn'>
  readonly content: () => Content
  readonly clock: Clock
  readonly timeZone: string
  readonly tellOperators: (telling: Pick<Said, 'reply' | 'card'>) => Promise<void>
}

/** What ended in doubt within so long is one card: trouble comes in many chats at once. */
const gatheredMs = 10 * 60_000
/** As long as somebody may have been away: what ended before a restart is told after it. */
const lookBackMs = 24 * 3_600_000
/** Of a storm only so much is spelled out; a press is about all of it. */
const linesShown = 10

/**
 * Tells operators of reminders that ended in doubt: some minutes after, each once in this process, and after a restart as
 * an edit of the same card. What was settled meanwhile is none any more.
 */
export function doubtsRounds(parts: DoubtsParts): () => Promise<number> {
  const { store, clock } = parts
  let told: ReadonlySet<string> = new Set()
  return async () => {
    const now = clock.now()
    const all = await store.doubtful(instant(now - lookBackMs))
    // What is settled may end in doubt once more.
    told = new Set(all.map(idOf).filter((id) => told.has(id)))
    for (const gathered of gatheredBy(all)) {
      if (now < gathered.until || gathered.digests.every((one) => told.has(idOf(one)))) continue
      await parts.tellOperators(await telling(gathered, parts))
      told = new Set([...told, ...gathered.digests.map(idOf)])
    }
    return 0
  }
}

const idOf = ({ row, endedAt }: DoubtfulDigest): string => `${row} ${endedAt}`

/** What operators were told of as in doubt and have not settled. */
export async function doubtsOpen(
  store: Pick<WatchStore, 'doubtful'>,
  now: Instant,
): Promise<readonly Pick<DoubtsPress, 'from' | 'until' | 'count'>[]> {
  const gathered = gatheredBy(await store.doubtful(instant(now - lookBackMs)))
  return gathered
    .filter(({ until }) => until <= now)
    .map(({ from, until, digests }) => ({ from, until, count: digests.length }))
}

interface Gathered {
  readonly from: Instant
  readonly until: Instant
  readonly digests: readonly DoubtfulDigest[]
}

function gatheredBy(digests: readonly DoubtfulDigest[]): readonly Gathered[] {
  const beginnings = new Set(digests.map(beginningOf))
  return [...beginnings].map((from) => ({
    from,
    until: instant(from + gatheredMs),
    digests: digests.filter((one) => beginningOf(one) === from),
  }))
}

const beginningOf = ({ endedAt }: DoubtfulDigest): Instant => instant(endedAt - (endedAt % gatheredMs))

async function telling({ from, until, digests }: Gathered, parts: DoubtsParts) {
  const { store, content, clock, timeZone } = parts
  const { rules } = content()
  let first: readonly DoubtfulLine[] = []
  for (const digest of digests) {
    if (first.length >= linesShown) break
    const { lines, watched } = await store.linesIn(digest.row)
    first = [...first, ...lines.flatMap((line) => lineOf(line, watched, { digest, rules }))]
  }
  const doubts = { from, until, count: digests.length, first: first.slice(0, linesShown) }
  const reply = doubtsReply(doubts, dayAt(clock.now(), timeZone))
  return { reply, card: doubtsCard(from) }
}

interface Of {
  readonly digest: DoubtfulDigest
  readonly rules: Rules
}

function lineOf(
  key: LineKey,
  watched: readonly Watched[],
  { digest: { chat, kind }, rules }: Of,
): readonly DoubtfulLine[] {
  const its = watched.find(({ matter }) => matter.id === key.matter)
  const said = its?.said.find((line) => isSame(line, key))
  if (its === undefined || said === undefined) return []
  const rule = rules.all.get(key.rule)?.name ?? key.rule
  return [{ matter: its.matter, rule, on: said.on, chat, ...(kind !== undefined && { kind }) }]
}

const isSame = (a: LineKey, b: LineKey): boolean =>
  a.rule === b.rule && a.cycle === b.cycle && a.rung === b.rung && sameChat(a.chat, b.chat)
