import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../src/app/build.js'
import type { Content } from '../../src/app/content.js'
import { movableClock, systemClock, systemDice } from '../../src/app/outside.js'
import { silentLog } from '../../src/app/log.js'
import type { Clock } from '../../src/ports.js'
import { openPostgres } from '../../src/storage/open-postgres.js'
import { openSqlite } from '../../src/storage/open-sqlite.js'
import { openStore } from '../../src/storage/store.js'
import type { Opening } from '../../src/storage/transaction.js'
import type { PressToken } from '../../src/values/ids.js'
import { paperChannel, paperInFile, tokenIn, type Paper } from '../fakes/paper-channel.js'
import { small } from '../knowledge/small.js'
import { contentOf } from './content.js'
import { pressed, said } from './arrivals.js'
import { stepped, type Step } from './stepped.js'

/** Where one conversation is kept: what the bot knows, and what people saw. */
export interface World {
  readonly database: string
  readonly paper: string
}

/** Makes three messages of the first answer and two of the second. */
const characters = 52

/** Three arrivals in one chat. */
export async function runScript(world: World, step: Step, minutesLater: number): Promise<void> {
  const clock = movableClock(systemClock)
  clock.move(minutesLater * 60_000)
  const setting = { step, clock, content: () => contentOf(small), characters }
  await onPaper(world, setting, async (app, paper) => {
    await app.intake.accept([said('e1', '注册资本要多少')])
    const useful = await shown(() => tokenIn(paper, 'c1', '有用'))
    if (useful === undefined) return
    // The platform gives the press and the next question at once, while the bot may still be busy with the first answer.
    await app.intake.accept([pressed('e2', useful), said('e3', '录音存多久')])
  })
}

interface Setting {
  readonly step: Step
  readonly clock: Clock
  readonly content: () => Content
  /** Of one part of a reply. */
  readonly characters: number
}

/** Lets that happen to an app that begins as `serve` does and ends when all is said. */
export async function onPaper(
  { database, paper: path }: World,
  { step, clock, content, characters }: Setting,
  happens: (app: App, paper: Paper) => Promise<void>,
): Promise<void> {
  const { build } = await import('../../src/app/build.js')
  const { holdLease } = await import('../../src/app/serve-lease.js')
  const paper = paperInFile(path)
  const store = await openStore(stepped(await openingOf(database), step))
  const app = build(
    { store, content, clock, dice: systemDice, log: silentLog, timeZone: 'Asia/Shanghai', operators: [] },
    () => [paperChannel({ paper, characters, around: (moment) => step(`${moment} send`) })],
  )
  const lease = await holdLease({ store, owner: app.owner, clock, log: silentLog })
  if (lease === undefined) throw new Error('another process holds the database')
  await store.recover(clock.now())
  app.start()
  await happens(app, paper)
  await app.idle()
  await app.stop()
  await lease.release()
  await store.close()
}

export function openingOf(database: string): Promise<Opening> {
  return database.startsWith('postgres:')
    ? Promise.resolve(openPostgres(database))
    : openSqlite(database.replace(/^file:/, ''))
}

const lookEveryMs = 15

/** Far more than anything takes on a busy machine. */
const patienceMs = 60_000

/** The token of a button once it is there; undefined when it does not come. */
export async function shown(look: () => PressToken | undefined): Promise<PressToken | undefined> {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const token = look()
    if (token !== undefined) return token
    await pause(lookEveryMs)
  }
  return undefined
}
