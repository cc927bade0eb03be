import { runScript, type World } from './script.js'
import { stepsUntil } from './stepped.js'

/** One conversation to run, and where it ends: the name of a step and the how-manieth of that name. */
export interface Job extends World {
  readonly dieAt?: string
}

export interface Orders {
  readonly jobs: readonly Job[]
  readonly minutesLater: number
}

/** What a child that lived to the end prints: the steps of each job. */
export type Report = readonly (readonly string[])[]

/**
 * Starting a process costs a hundred times what one conversation does, so one process dies for several of them. A job
 * that came to its step stands still, with its transaction open and whatever else it was doing; when all stand still
 * the process kills itself.
 */
async function obey({ jobs, minutesLater }: Orders): Promise<Report> {
  const dying = jobs.filter(({ dieAt }) => dieAt !== undefined)
  let alive = dying.length
  const standStill = (): void => {
    alive -= 1
    if (alive === 0) process.kill(process.pid, 'SIGKILL')
  }
  return Promise.all(
    jobs.map(async (job) => {
      const names: string[] = []
      await runScript(job, stepsUntil(job.dieAt, names, standStill), minutesLater)
      if (job.dieAt !== undefined) throw new Error(`never came to ${job.dieAt}`)
      return names
    }),
  )
}

/** Nobody may be left to end a child that hangs. */
const longestMs = 60_000
setTimeout(() => process.exit(3), longestMs).unref()

const orders = JSON.parse(process.argv[2] ?? '') as Orders
process.stdout.write(JSON.stringify(await obey(orders)))
