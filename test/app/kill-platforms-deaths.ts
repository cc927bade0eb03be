import type { World } from './kill-platforms-aftermath.js'
import { startLife, type Life } from './kill-platforms-life.js'
import { until, type Account } from './kill-platforms-people.js'

/** What a person does; ends when all is seen, or at `enough`. */
export type Conversation = (account: Account, enough: AbortSignal) => Promise<void>

export interface Dying extends World {
  readonly dieAt: string
}

export interface Course {
  readonly conversation: Conversation
  /** How far the bot's clock is ahead of the real one. */
  readonly aheadMs: number
}

/** Far more than anything takes on a busy machine: what has not come by then is lost. */
const patienceMs = 60_000

/** The steps of a conversation that nobody disturbs. */
export async function stepsIn(world: World, { conversation, aheadMs }: Course): Promise<readonly string[]> {
  const life = await begun([world], aheadMs)
  await reached([world], life)
  await conversation(world.account, AbortSignal.timeout(patienceMs))
  return (await ended(life))[0] ?? []
}

/**
 * The people go on whatever becomes of the bot; what they wait for in vain is found missing afterwards. Resolves with
 * the steps to which bots never came: those were killed after all was done.
 */
export async function killedAndTakenUp(
  dying: readonly Dying[],
  { conversation, aheadMs, awayMs }: Course & { readonly awayMs: number },
): Promise<readonly string[]> {
  const enough = new AbortController()
  const over = new Set<number>()
  try {
    const first = await begun(dying, aheadMs)
    await reached(dying, first)
    const talks = dying.map(async ({ account }, job) => {
      await conversation(account, enough.signal)
      over.add(job)
      first.tell({ kind: 'over', job })
    })
    const missed = await killed(first, dying)

    for (const { account } of dying) account.pass(awayMs)
    const second = await begun(dying.map(toTheEnd), aheadMs + awayMs)
    await reached(dying, second)
    await repeated(dying, { life: second, awayMs, isOver: (job) => over.has(job) })
    enough.abort()
    await Promise.all(talks)
    await ended(second)
    return missed
  } finally {
    enough.abort()
  }
}

const toTheEnd = ({ database, account }: World): World => ({ database, account })

/** A process in which bots live, one for each of these. */
export async function begun(
  these: readonly (World & { readonly dieAt?: string })[],
  aheadMs: number,
): Promise<Life> {
  const jobs = these.map(({ account, ...job }) => ({ ...job, way: account.way }))
  const life = startLife({ jobs, aheadMs })
  const port = await life.port
  for (const [at, { account }] of these.entries()) account.livesAt(`http://127.0.0.1:${port ?? 0}/${at}`)
  return life
}

/** The process may have been killed before it is. */
export async function reached(these: readonly World[], life: Life): Promise<void> {
  const isReached = (): boolean => life.hasEnded() || these.every(({ account }) => account.isReached())
  await until(isReached, AbortSignal.timeout(patienceMs))
}

async function killed(life: Life, dying: readonly Dying[]): Promise<readonly string[]> {
  const end = await life.ended
  if (end.signal !== 'SIGKILL') throw new Error(`the child ended otherwise: ${JSON.stringify(end)}`)
  return dying.flatMap(({ dieAt }, job) => (end.missed.includes(job) ? [dieAt] : []))
}

/** Ends a process as `serve` does when all is done; the steps of each bot in it. */
export async function ended(life: Life): Promise<readonly (readonly string[])[]> {
  life.tell({ kind: 'end' })
  const end = await life.ended
  if (end.code !== 0) throw new Error(`the child did not live: ${JSON.stringify(end)}`)
  return end.steps
}

/** What the platform does not see confirmed it sends again so long after the first time. */
const second = 1_000
const minute = 60 * second
const repeatedAfterMs = [15 * second, 315 * second, 3_915 * second, 25_515 * second]

interface Absent {
  readonly life: Life
  readonly awayMs: number
  readonly isOver: (job: number) => boolean
}

/** The platform sends again what was lost, after its times and never while something is under way. */
async function repeated(these: readonly World[], { life, awayMs, isOver }: Absent): Promise<void> {
  const nows = (): readonly number[] => these.map(({ account }) => account.now())
  let passedMs = awayMs
  let since = nows()
  for (const afterMs of repeatedAfterMs.filter((ms) => ms > awayMs)) {
    if (!(await isSomethingLost(these, { since, isOver }))) return
    // Before the time goes on: what is sent again while it does is newer.
    since = nows()
    // A person may have spoken some seconds after another.
    const ms = afterMs - passedMs + minute
    await life.pass(ms)
    for (const { account } of these) account.pass(ms)
    passedMs += ms
  }
  await isSomethingLost(these, { since, isOver })
}

interface Since extends Pick<Absent, 'isOver'> {
  readonly since: readonly number[]
}

/** Told when nothing is under way any more. */
async function isSomethingLost(these: readonly World[], { since, isOver }: Since): Promise<boolean> {
  const states = () => these.map(({ account }, job) => account.unconfirmed(since[job] ?? 0))
  const isQuiet = (): boolean =>
    states().every((state, job) => state === 'lost' || (state === 'nothing' && isOver(job)))
  const quiet = await until(isQuiet, AbortSignal.timeout(patienceMs))
  return quiet === true && states().includes('lost')
}
