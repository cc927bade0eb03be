import { hostname } from 'node:os'
import type { Clock, Log, Store } from '../ports.js'
import { instant } from '../values/civil-date.js'

export interface HeldLease {
  /** Aborted when another process took the place: this one must stop at once. */
  readonly lost: AbortSignal
  release(): Promise<void>
}

export interface LeaseParts {
  readonly store: Store
  readonly owner: string
  readonly clock: Clock
  readonly log: Log
}

const lastsMs = 15_000
const beatMs = 5_000

/** The one place of `serve` on a SQLite file, kept by a heartbeat; undefined while another process lives there. */
export async function holdLease(parts: LeaseParts): Promise<HeldLease | undefined> {
  if (!(await renewed(parts)) && !(await takenOver(parts))) return undefined
  const losing = new AbortController()
  const beating = setInterval(() => {
    void beat(parts, losing)
  }, beatMs)
  return {
    lost: losing.signal,
    release: async () => {
      clearInterval(beating)
      await parts.store.releaseServe(parts.owner)
    },
  }
}

function renewed({ store, owner, clock }: LeaseParts): Promise<boolean> {
  const now = clock.now()
  return store.holdServe({ owner, until: instant(now + lastsMs) }, now)
}

async function beat(parts: LeaseParts, losing: AbortController): Promise<void> {
  try {
    if (!(await renewed(parts))) losing.abort()
  } catch (error) {
    parts.log.error('heartbeat failed', {}, error)
  }
}

/** After a crash nobody should wait for the dead owner's lease to run out, if it is known to be dead. */
async function takenOver(parts: LeaseParts): Promise<boolean> {
  const holder = await parts.store.serveHolder()
  if (holder === undefined || !isDead(holder)) return false
  await parts.store.releaseServe(holder)
  return renewed(parts)
}

/** Owners are named host:pid:random. Only this host's processes can be asked; our own pid was a former life's. */
function isDead(owner: string): boolean {
  const [host, pid] = owner.split(':')
  if (host !== hostname()) return false
  return Number(pid) === process.pid || !isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
