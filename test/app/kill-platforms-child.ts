import { createInterface } from 'node:readline'
import { Hono } from 'hono'
import { buildServed, type PlatformMaker, type Served } from '../../src/app/build.js'
import { listen } from '../../src/app/http.js'
import { silentLog } from '../../src/app/log.js'
import { movableClock, systemClock, systemDice, type MovableClock } from '../../src/app/outside.js'
import { holdLease } from '../../src/app/serve-lease.js'
import type { Clock } from '../../src/ports.js'
import type { Intake, Platform } from '../../src/ports-channel.js'
import { openStore } from '../../src/storage/store.js'
import { smallRules } from '../deadlines/small-rules.js'
import { small } from '../knowledge/small.js'
import { contentOf } from './content.js'
import { platformOf, type Way } from './kill-platforms-way.js'
import { openingOf } from './script.js'
import { isOfATurn, stepped, stepsUntil, type Step } from './stepped.js'

/** One bot with its database, on its own account of a platform. */
export interface Job {
  readonly database: string
  readonly way: Way
  /** The name of a step and the how-manieth of that name; absent: it lives. */
  readonly dieAt?: string
}

export interface Orders {
  readonly jobs: readonly Job[]
  /** How far the clock is ahead of the real one. */
  readonly aheadMs: number
}

/** What the parent says on stdin, one a line. */
export type Command =
  /** The conversation of this bot is over: if it does not come to its step now it never will. */
  | { readonly kind: 'over'; readonly job: number }
  /** Once nothing is under way the clock goes on. */
  | { readonly kind: 'pass'; readonly ms: number }
  /** Once nothing is under way all stop as `serve` does, and the process ends. */
  | { readonly kind: 'end' }

/** What the child says on stdout, one a line. */
export type Said =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'passed' }
  /** This one did not come to its step. */
  | { readonly kind: 'missed'; readonly job: number }
  /** The steps of each job. */
  | { readonly kind: 'ended'; readonly steps: readonly (readonly string[])[] }

interface Life {
  readonly served: Served
  readonly steps: readonly string[]
  begin(): void
  end(): Promise<void>
}

/** The bot as `serve` runs it. Its steps begin with what comes in: opening the database has its own matrix. */
async function lifeOf({ database, way, dieAt }: Job, clock: Clock, standStill: () => void): Promise<Life> {
  const steps: string[] = []
  const counted = stepsUntil(dieAt, steps, standStill)
  let begun = false
  const step: Step = (name) => (begun && isOfATurn(name) ? counted(name) : Promise.resolve())
  const store = await openStore(stepped(await openingOf(database), step))
  const served = buildServed(
    {
      store,
      content: () => contentOf(small, smallRules),
      clock,
      dice: systemDice,
      log: silentLog,
      timeZone: 'Asia/Shanghai',
      operators: [],
    },
    [steppedMaker(await platformOf(way), step)],
  )
  const lease = await holdLease({ store, owner: served.app.owner, clock, log: silentLog })
  if (lease === undefined) throw new Error('another process holds the database')
  await store.recover(clock.now())
  return {
    served,
    steps,
    begin: () => {
      begun = true
      served.start()
    },
    end: async () => {
      await served.app.idle()
      await served.stop()
      await lease.release()
      await store.close()
    },
  }
}

/** A step before and after everything that is taken in and everything that is sent. */
function steppedMaker(make: PlatformMaker, step: Step): PlatformMaker {
  return (parts) => {
    const platform = make({ ...parts, intake: steppedIntake(parts.intake, step) })
    return { ...platform, channel: steppedChannel(platform.channel, step) }
  }
}

function steppedIntake(intake: Intake, step: Step): Intake {
  return {
    ...intake,
    accept: async (arrivals) => {
      await step('before accept')
      await intake.accept(arrivals)
      await step('after accept')
    },
  }
}

function steppedChannel(channel: Platform['channel'], step: Step): Platform['channel'] {
  return {
    ...channel,
    send: async (send) => {
      await step('before send')
      const outcome = await channel.send(send)
      await step('after send')
      return outcome
    },
  }
}

async function obey({ jobs, aheadMs }: Orders): Promise<void> {
  const clock = movableClock(systemClock)
  clock.move(aheadMs)
  const dead = dyingTogether(jobs)
  const lives = await Promise.all(
    jobs.map((job, at) =>
      lifeOf(job, clock, () => {
        dead.add(at)
      }),
    ),
  )
  const door = new Hono()
  for (const [at, { served }] of lives.entries()) door.route(`/${at}`, served.routes)
  const listened = await listen(door, '127.0.0.1', 0)
  if (!listened.ok) throw new Error(`cannot listen: ${listened.code}`)
  say({ kind: 'listening', port: listened.listening.port })
  for (const life of lives) life.begin()

  for await (const line of createInterface(process.stdin)) {
    const command = JSON.parse(line) as Command
    if (command.kind === 'end') break
    if (command.kind === 'over') void missed(command.job, lives, dead)
    else await passed(command.ms, lives, clock)
  }
  await Promise.all(lives.map((life) => life.end()))
  say({ kind: 'ended', steps: lives.map(({ steps }) => steps) })
  process.exit(0)
}

interface Dead {
  add(job: number): void
  has(job: number): boolean
}

/** The process kills itself when all who are to die stand still. */
function dyingTogether(jobs: readonly Job[]): Dead {
  const still = new Set<number>()
  const dying = jobs.filter(({ dieAt }) => dieAt !== undefined).length
  return {
    has: (job) => still.has(job),
    add: (job) => {
      still.add(job)
      if (still.size === dying) process.kill(process.pid, 'SIGKILL')
    },
  }
}

async function missed(job: number, lives: readonly Life[], dead: Dead): Promise<void> {
  await lives[job]?.served.app.idle()
  if (dead.has(job)) return
  say({ kind: 'missed', job })
  dead.add(job)
}

async function passed(ms: number, lives: readonly Life[], clock: MovableClock): Promise<void> {
  await Promise.all(lives.map(({ served }) => served.app.idle()))
  clock.move(ms)
  say({ kind: 'passed' })
}

function say(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`)
}

/** Nobody may be left to end a child that hangs. */
const longestMs = 240_000
setTimeout(() => process.exit(3), longestMs).unref()

await obey(JSON.parse(process.argv[2] ?? '') as Orders)
