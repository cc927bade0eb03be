import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job, Orders, Report } from './kill-child.js'
import type { Engine } from './kill-engines.js'
import { inGroups, twoAtOnce } from './kill-lanes.js'
import type { World } from './script.js'

/** The steps of a script that nobody disturbs, in that world. */
export async function stepsOf(world: World, script: Orders['script']): Promise<readonly string[]> {
  return (await lived([world], { script, minutesLater: 0 }))[0] ?? []
}

interface Deaths extends Pick<Engine, 'worldsAChild' | 'minutesLater'> {
  readonly script: Orders['script']
  /** One dies at each of them, in a world of its own. */
  readonly steps: readonly string[]
  readonly world: () => Promise<World>
  readonly faultsIn: (world: World) => Promise<readonly string[]>
}

interface Aftermath {
  /** What is not as promised; the step is named. */
  readonly faults: readonly string[]
  /** Steps to which nobody came: two runs do not mark what was sent in the same bundles. */
  readonly missed: readonly string[]
}

/** One step in so many may be missed. */
export const few = 15

/** What came of it when the script died at a step and another process went on. */
export async function afterDeaths(deaths: Deaths): Promise<Aftermath> {
  const { script, steps, worldsAChild, minutesLater } = deaths
  const faults: string[] = []
  const missed: string[] = []
  await twoAtOnce(inGroups(steps, worldsAChild), async (group) => {
    const jobs: Job[] = []
    for (const dieAt of group) jobs.push({ ...(await deaths.world()), dieAt })
    missed.push(...(await killed(jobs, { script, minutesLater: 0 })))
    await lived(jobs.map(toTheEnd), { script, minutesLater })
    for (const job of jobs)
      for (const fault of await deaths.faultsIn(job)) faults.push(`${job.dieAt ?? ''}: ${fault}`)
  })
  return { faults, missed }
}

const toTheEnd = ({ database, paper }: World): World => ({ database, paper })

type How = Omit<Orders, 'jobs'>

/**
 * Runs a script in many worlds in one process, which kills itself when each has come to its step or ended. Resolves
 * with the steps to which nobody came.
 */
export async function killed(jobs: readonly Job[], how: How): Promise<readonly string[]> {
  const end = await child({ ...how, jobs })
  if (end.signal !== 'SIGKILL') throw new Error(`the child ended otherwise: ${JSON.stringify(end)}`)
  return JSON.parse(end.printed) as readonly string[]
}

/** Runs a script to its end in many worlds. */
export async function lived(jobs: readonly World[], how: How): Promise<Report> {
  const end = await child({ ...how, jobs })
  if (end.code !== 0) throw new Error(`the child did not live: ${JSON.stringify(end)}`)
  return JSON.parse(end.printed) as Report
}

interface End {
  readonly code: number | null
  readonly signal: string | null
  readonly printed: string
  readonly complained: string
}

const program = fileURLToPath(new URL('kill-child.ts', import.meta.url))

function child(orders: Orders): Promise<End> {
  return new Promise((resolve) => {
    const process_ = execFile(
      process.execPath,
      ['--max-old-space-size=768', '--import', 'tsx', program, JSON.stringify(orders)],
      { maxBuffer: 16 * 1024 * 1024 },
      (_, printed, complained) => {
        resolve({ code: process_.exitCode, signal: process_.signalCode, printed, complained })
      },
    )
  })
}
