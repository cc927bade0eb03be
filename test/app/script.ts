import { setTimeout as pause } from 'node:timers/promises'
import { movableClock, systemClock, systemDice } from '../../src/app/outside.js'
import { silentLog } from '../../src/app/log.js'
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

/** Three arrivals in one chat, handled by an app that begins as `serve` does and ends when all is said. */
export async function runScript(
  { database, paper: path }: World,
  step: Step,
  minutesLater: number,
): Promise<void> {
  const { build } = await import('../../src/app/build.js')
  const { holdLease } = await import('../../src/app/serve-lease.js')
  const clock = movableClock(systemClock)
  clock.move(minutesLater * 60_000)
  const paper = paperInFile(path)
  const store = await openStore(stepped(await openingOf(database), step))
  const app = build(
    {
      store,
      content: () => contentOf(small),
      clock,
      dice: systemDice,
      log: silentLog,
      timeZone: 'Asia/Shanghai',
      operators: [],
    },
    () => [paperChannel({ paper, characters, around: (moment) => step(`${moment} send`) })],
  )
  const lease = await holdLease({ store, owner: app.owner, clock, log: silentLog })
  if (lease === undefined) throw new Error('another process holds the database')
  await store.recover(clock.now())
  app.start()
  await app.intake.accept([said('e1', '注册资本要多少')])
  // The platform gives the press and the next question at once, while the bot may still be busy with the first answer.
  await app.intake.accept([pressed('e2', await shown(paper, '有用')), said('e3', '录音存多久')])
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

async function shown(paper: Paper, label: string): Promise<PressToken> {
  for (;;) {
    const token = tokenIn(paper, 'c1', label)
    if (token !== undefined) return token
    await pause(3)
  }
}
