import { writeSync } from 'node:fs'
import type { World } from './script.js'
import { stepsUntil, type Step } from './stepped.js'

/** One world to run a script in, and where it ends: the name of a step and the how-manieth of that name. */
export interface Job extends World {
  readonly dieAt?: string
}

export interface Orders {
  readonly script: keyof typeof scripts
  readonly jobs: readonly Job[]
  readonly minutesLater: number
}

/** What a child prints that lived to the end: the steps of each job. */
export type Report = readonly (readonly string[])[]

type Script = (world: World, step: Step, minutesLater: number) => Promise<void>

const scripts = {
  talk: async () => (await import('./script.js')).runScript,
  interview: async () => (await import('./kill-interviews-script.js')).answeredAtOnce,
  'last day': async () => (await import('./kill-reminders-script.js')).pressedOnLastDay,
  'week before': async () => (await import('./kill-reminders-script.js')).remindedAWeekBefore,
} as const satisfies Readonly<Record<string, () => Promise<Script>>>

/**
 * Starting a process costs a hundred times what one world does, so one process dies for several of them. A job that
 * came to its step stands still, with its transaction open and whatever else it was doing; when all stand still the
 * process kills itself. A job that ended without coming to its step is told of.
 */
async function obey({ script, jobs, minutesLater }: Orders): Promise<Report> {
  const run = await scripts[script]()
  const missed: string[] = []
  let alive = jobs.filter(({ dieAt }) => dieAt !== undefined).length
  const standStill = (): void => {
    alive -= 1
    if (alive > 0) return
    writeSync(process.stdout.fd, JSON.stringify(missed))
    process.kill(process.pid, 'SIGKILL')
  }
  return Promise.all(
    jobs.map(async (job) => {
      const names: string[] = []
      await run(job, stepsUntil(job.dieAt, names, standStill), minutesLater)
      if (job.dieAt !== undefined) {
        missed.push(job.dieAt)
        standStill()
      }
      return names
    }),
  )
}

/** Nobody may be left to end a child that hangs. */
const longestMs = 240_000
setTimeout(() => process.exit(3), longestMs).unref()

const orders = JSON.parse(process.argv[2] ?? '') as Orders
process.stdout.write(JSON.stringify(await obey(orders)))
