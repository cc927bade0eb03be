import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { metrics } from '../../src/app/metrics.js'
import { arrivalRound, type TurnParts } from '../../src/app/on-arrival.js'
import { systemClock, systemDice } from '../../src/app/outside.js'
import { rights } from '../../src/app/rights.js'
import type { Arrival } from '../../src/chat/arrival.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import type { Interview } from '../../src/interview/kept/interview.js'
import { replay } from '../../src/interview/replay.js'
import { writtenInterview } from '../../src/interview/kept/written-interview.js'
import type { Log } from '../../src/ports.js'
import type { Press } from '../../src/reply/reply.js'
import { openStoreAt } from '../../src/storage/open-store.js'
import { eventId, interviewId, pressToken, type InputId } from '../../src/values/ids.js'
import { zone } from '../app/watching.js'
import { paperChannel, paperInMemory } from '../fakes/paper-channel.js'
import type { RandomAnswers } from './interview-answers.js'
import { servedOnce } from './start.js'
import { quantile } from './table.js'
import { usedBy, type Used } from './used.js'

const turns = 2_000
const warmUp = 100

type Quantiles = readonly [p50: number, p99: number, worst: number]

export interface Turned {
  /** Of the built program that serves them all, when it is ready. */
  readonly megabytes: number
  /** The same with no interview at all. */
  readonly withNone: number
  readonly turns: { readonly count: number; readonly ms: Quantiles; readonly cpuMs: Quantiles }
}

/** Presses in some of so many open interviews, one after the other, as the bot handles them. */
export async function interviewTurns(answers: RandomAnswers, count: number): Promise<Turned> {
  const folder = await mkdtemp(join(tmpdir(), 'chizheng-interviews-'))
  const path = join(folder, 'interviews.db')
  await (await openStoreAt(`file:${path}`)).close()
  fill(path, answers, count)
  // The first start after a build checks all files and holds what that took.
  const none = join(folder, 'none.db')
  await servedOnce(none)
  const { megabytes } = await servedOnce(path)
  const { megabytes: withNone } = await servedOnce(none)
  const store = await openStoreAt(`file:${path}`)
  try {
    const parts: TurnParts = { ...setting, store, content: () => answers.content, rights: rights(setting) }
    const used: Used[] = []
    for (let turn = 0; turn < turns + warmUp; turn++) {
      await store.accept([pressedIn(nth(turn, count))], systemClock.now())
      used.push(await usedBy(() => oneTurn(parts)))
    }
    const warm = used.slice(warmUp)
    return {
      megabytes,
      withNone,
      turns: {
        count: turns,
        ms: quantiles(warm.map(({ ms }) => ms)),
        cpuMs: quantiles(warm.map((one) => one.cpuMs)),
      },
    }
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

/** Spread over all of them; each once. */
const nth = (turn: number, count: number): number => Math.floor((turn * count) / (turns + warmUp))

async function oneTurn(parts: TurnParts): Promise<void> {
  if ((await arrivalRound(parts)) !== 1) throw new Error('nobody pressed')
}

const strict: Log = {
  info: () => undefined,
  warn: (event) => {
    throw new Error(event)
  },
  error: (event, fields, error) => {
    throw new Error(`${event} ${JSON.stringify(fields)} ${String(error)}`)
  },
}

const channels = new Map([['terminal' as const, paperChannel({ paper: paperInMemory(), characters: 4_000 })]])

const setting = {
  channels,
  clock: systemClock,
  dice: systemDice,
  log: strict,
  metrics: metrics(),
  timeZone: zone,
  operators: [],
  owner: 'bench',
}

const quantiles = (all: readonly number[]): Quantiles => [
  quantile(all, 0.5),
  quantile(all, 0.99),
  Math.max(...all),
]

const personOf = (at: number): string => `person-${at}`

function pressedIn(at: number): Arrival {
  const person = personOf(at)
  return {
    ...{
      kind: 'pressed',
      id: eventId(`press-${at}`),
      at: systemClock.now(),
      token: pressToken(`token-${at}`),
    },
    ...{
      chat: { channel: 'terminal', chat: person, kind: 'private' },
      from: { channel: 'terminal', person },
    },
  }
}

/** So many different ones are enough for the store: they differ in how far they are. */
const different = 600

/** Written as they stand in the tables, each with the button that answers what it asks. */
function fill(path: string, answers: RandomAnswers, count: number): void {
  const flows = [...answers.content.flows.all.values()]
  const some = Array.from({ length: different }, (_, at) => halfWay(flows[at % flows.length], at, answers))
  const database = new DatabaseSync(path)
  const into = insertsOf(database)
  database.exec('begin')
  for (let at = 0; at < count; at++) {
    const one = some[at % different]
    if (one !== undefined) into(at, one)
  }
  database.exec('commit')
  database.close()
}

interface HalfWay extends Pick<Interview, 'flow' | 'answers'> {
  readonly waits: InputId
}

/** Answered so far as the number says; it goes on for the full list. */
function halfWay(flow: Flow | undefined, at: number, { asking, next }: RandomAnswers): HalfWay {
  if (flow === undefined) throw new Error('no flows')
  const all = next(flow)
  const { taken } = replay(flow, all, asking)
  const before = taken.slice(0, at % taken.length)
  const now = systemClock.now()
  const answers = new Map(
    before.flatMap((input) => {
      const answer = all.get(input)
      return answer === undefined
        ? []
        : [[input, { answer, meaning: meaningOf(flow, input), at: now }] as const]
    }),
  )
  const [waits] = taken.slice(before.length)
  if (waits === undefined) throw new Error('nothing is open')
  return { flow: flow.id, answers, waits }
}

const meaningOf = ({ questions }: Flow, input: InputId): number =>
  questions.find((question) => question.input === input)?.meaning ?? 1

const monthMs = 30 * 24 * 3_600_000

function insertsOf(database: DatabaseSyncInstance): (at: number, one: HalfWay) => void {
  const interviews = database.prepare(
    `insert into interviews (id, flow, channel, person, chat, state, body, revision, started_at, changed_at, idle_since)
     values (?, ?, 'terminal', ?, ?, 'open', ?, 1, ?, ?, ?)`,
  )
  const presses = database.prepare(
    `insert into presses (token, press, channel, chat, owner, expires_at) values (?, ?, 'terminal', ?, ?, ?)`,
  )
  return (at, { flow, answers, waits }) => {
    const now = systemClock.now()
    const id = interviewId(`interview-${at}`)
    const person = personOf(at)
    const interview: Interview = {
      id,
      flow,
      by: { channel: 'terminal', person },
      chat: { channel: 'terminal', chat: person },
      state: 'open',
      startedAt: now,
      changedAt: now,
      answers,
      whole: true,
    }
    interviews.run(id, flow, person, person, JSON.stringify(writtenInterview(interview)), now, now, now)
    const press: Press = { kind: 'interview', interview: id, step: 'unknown', input: waits }
    presses.run(`token-${at}`, JSON.stringify(press), person, person, now + monthMs)
  }
}
