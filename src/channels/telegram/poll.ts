import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Ages } from './ages.js'
import { called, type Called } from './calls.js'
import { restAfter, troubleIn } from './failed.js'
import { allowedUpdates, limits, type Pace } from './limits.js'
import { patience, rested, type Patience } from './patience.js'
import { take, type TakeParts } from './take.js'
import { storeTrouble, type Troubles } from './troubles.js'

export interface PollParts extends TakeParts {
  readonly apiWithin: ApiWithin
  readonly ages: Ages
  readonly troubles: Troubles
  readonly pace: Pace
  readonly stop: AbortSignal
}

/** The client with another limit for its calls, which also end at `stop`. */
export type ApiWithin = (limit: { readonly timeoutMs: number; readonly stop?: AbortSignal }) => Api

/**
 * Fetches updates until stopped: fetch, store the whole batch, and only then ask with the next offset, which is what
 * tells Telegram that they came. No trouble ends it.
 */
export async function poll(parts: PollParts): Promise<void> {
  const { apiWithin, pace, stop } = parts
  const polling: Polling = {
    ...parts,
    waits: patience(pace),
    asks: apiWithin({ timeoutMs: pace.callMs, stop }),
    polls: apiWithin({ timeoutMs: pace.pollSeconds * 1000 + pace.pollGraceMs, stop }),
  }
  let at: Position = { offset: 0, well: false, hooked: true }
  while (!stop.aborted) at = await round(at, polling)
  if (at.well) await confirmed(at, apiWithin({ timeoutMs: pace.farewellMs }))
}

interface Polling extends PollParts {
  readonly waits: Patience
  readonly asks: Api
  /** Its calls last as long as Telegram may hold a poll, and some seconds: one that is held longer is dead. */
  readonly polls: Api
}

interface Position {
  readonly offset: number
  /** The last round went well. */
  readonly well: boolean
  /** A webhook may be set: Telegram gives updates to it or to a poll. */
  readonly hooked: boolean
}

async function round(at: Position, parts: Polling): Promise<Position> {
  const asked = performance.now()
  const got = at.hooked ? await unhooked(parts) : await fetched(at, parts)
  if (parts.stop.aborted) return at
  if (got.kind !== 'done') {
    parts.troubles.begin('receiving', troubleIn(got))
    await rested(restAfter(got, parts.waits, parts.pace), parts.stop)
    return { ...at, well: false, hooked: at.hooked || isWebhookConflict(got) }
  }
  if (at.hooked) return { ...at, hooked: false }
  parts.troubles.end('receiving')
  const well = await stored(got.value, parts)
  // A server that does not hold the poll is asked all the same, but not as fast as it answers.
  if (at.well && got.value.length === 0 && performance.now() - asked < parts.pace.firstRestMs)
    await rested(parts.pace.firstRestMs, parts.stop)
  return { ...at, well, offset: well ? nextOffset(got.value, at.offset) : at.offset }
}

/** What waits for the webhook stays and comes with the first poll. */
async function unhooked({ asks }: Polling): Promise<Called<readonly Update[]>> {
  const done = await called(asks.deleteWebhook({ drop_pending_updates: false }))
  return done.kind === 'done' ? { kind: 'done', value: [] } : done
}

/** After trouble without waiting for updates: an answer at once shows that it is over. */
function fetched({ offset, well }: Position, parts: Polling): Promise<Called<readonly Update[]>> {
  const api = well ? parts.polls : parts.asks
  return called(
    api.getUpdates({
      offset,
      limit: limits.updatesPerPoll,
      timeout: well ? parts.pace.pollSeconds : 0,
      allowed_updates: allowedUpdates,
    }),
  )
}

/** False when the store could not take them: they are fetched again. */
async function stored(updates: readonly Update[], parts: Polling): Promise<boolean> {
  const { ages, troubles, log, stop, waits } = parts
  try {
    await take(updates, ages.pressedAt(), parts)
  } catch (error) {
    log.error('telegram batch not stored', { updates: updates.length }, error)
    troubles.begin('storing', storeTrouble)
    await rested(waits.next(), stop)
    return false
  }
  troubles.end('storing')
  waits.relieved()
  if (updates.length < limits.updatesPerPoll) await ages.drained()
  return true
}

/** After the last one, not after the highest: when a week was quiet, Telegram begins to number anywhere, lower too. */
function nextOffset(updates: readonly Update[], offset: number): number {
  const last = updates.at(-1)
  return last === undefined ? offset : last.update_id + 1
}

const isWebhookConflict = (failed: Called<unknown>): boolean =>
  failed.kind === 'no' && failed.code === 409 && /webhook/i.test(failed.description)

/** The last batch is stored: told now, it does not come again after a restart. A copy would change nothing. */
async function confirmed({ offset }: Position, api: Api): Promise<void> {
  if (offset > 0) await called(api.getUpdates({ offset, limit: 1, timeout: 0 }))
}
