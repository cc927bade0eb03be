import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStoreAt } from '../../src/storage/open-store.js'
import { dayAt, instant } from '../../src/values/civil-date.js'
import { zone } from '../app/watching.js'
import { chizhengHere } from '../cli/run.js'
import { table } from './table.js'
import { usedBy, type Used } from './used.js'
import { seededDice } from './year-dice.js'
import { registrationsOf, townOf } from './year-town.js'

const days = 400

/** What `simulate` takes for as many licences and for half of them. `npm run bench -- simulate [LICENCES]` */
export async function simulateBench([licences = '1000']: readonly string[]): Promise<void> {
  const all = Number(licences)
  const none = await simulatedOf(0)
  const [half, whole] = [await simulatedOf(Math.floor(all / 2)), await simulatedOf(all)]
  console.log(`\nsimulate --days ${days}; without a licence it only reads the knowledge`)
  const rows = [none, half, whole].map(({ licences, messages, ms, cpuMs }) => [
    licences,
    messages,
    (ms / 1_000).toFixed(1),
    (cpuMs / 1_000).toFixed(1),
  ])
  console.log(table(['licences', 'messages', 's', 'processor s'], rows))
  const ratioOf = (read: (one: Used) => number): string =>
    ((read(whole) - read(none)) / (read(half) - read(none))).toFixed(2)
  console.log(`ratio ${ratioOf(({ ms }) => ms)}, of the processor ${ratioOf(({ cpuMs }) => cpuMs)}`)
}

interface Simulated extends Used {
  readonly licences: number
  readonly messages: number
}

async function simulatedOf(licences: number): Promise<Simulated> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-simulate-'))
  try {
    const url = `file:${join(folder, 'town.db')}`
    await found(url, licences)
    let messages = 0
    const cost = await usedBy(async () => {
      messages = await simulatedOn(url)
    })
    return { licences, messages, ...cost }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Half of the rooms hear of everything on two platforms. */
async function found(url: string, licences: number): Promise<void> {
  const at = instant(Date.now())
  const town = townOf(licences, { today: dayAt(at, zone), at }, seededDice(1))
  const store = await openStoreAt(url)
  try {
    await store.change(registrationsOf(town), at)
  } finally {
    await store.close()
  }
}

async function simulatedOn(url: string): Promise<number> {
  const { code, out, errors } = await chizhengHere(['simulate', '--days', String(days), '--json'], {
    environment: { DATABASE_URL: url },
  })
  if (code !== 0) throw new Error(errors)
  return out.split('\n').length - 1
}
