import { clockJumps } from '../../src/app/clock-jumps.js'
import type { Content } from '../../src/app/content.js'
import { daily } from '../../src/app/daily/daily.js'
import { silentLog } from '../../src/app/log.js'
import type { Effect } from '../../src/chat/decision.js'
import { cameTo } from '../../src/interview/came-to.js'
import { caseRuns } from '../../src/interview/cases/cases.js'
import type { Flow } from '../../src/interview/flow/flow.js'
import type { Interview } from '../../src/interview/kept/interview.js'
import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { Store } from '../../src/ports.js'
import { daysAfter, instant, type CivilDate } from '../../src/values/civil-date.js'
import { figureId, interviewId, type ChatRef, type PersonRef } from '../../src/values/ids.js'
import { handle, said } from '../contracts/store-samples.js'
import { shippedRules } from '../deadlines/shipped-rules.js'
import { shippedCases, flowNamed, shippedFlows } from '../interview/shipped-flows.js'
import { shipped } from '../knowledge/shipped.js'
import { botsOnPaper, type OnPaper } from './bot-on-paper.js'
import { chatNamed, clockAt, settled, zone } from './watching.js'

/** A bot on paper with interviews in its store: rounds go when the test says so. */
export interface InterviewBot extends OnPaper {
  /** As after a restart, or on another process: nothing of before is remembered. */
  restart(): void
  /** Another content serves from now on. */
  serve(content: Content): void
  /** One round, and all that it sends. */
  round(): Promise<void>
  /** Time passes, in rounds of an hour. */
  pass(hours: number): Promise<void>
  /** What the chat was sent, an edit as a text of its own. */
  told(chat: string): readonly string[]
  kept(interview: Interview): Promise<Interview | undefined>
}

export const interviewContent = (knowledge: Knowledge = shipped, flows = shippedFlows): Content => ({
  knowledge,
  rules: shippedRules,
  flows: { all: new Map(flows.map((flow) => [flow.id, flow])), version: knowledge.version },
})

/** Makes such bots; they end after the test. `through` stands between them and their store. */
export function interviewBots() {
  const bots = botsOnPaper()
  return async (
    [date, time]: readonly [string, string],
    interviews: readonly Interview[],
    through = (store: Store): Store => store,
  ): Promise<InterviewBot> => {
    const clock = clockAt(date, time)
    let content = interviewContent()
    const bot = await bots({
      characters: 4_000,
      bot: { content: () => content, clock, before: (store) => keptAll(store, interviews) },
    })
    const { app, store, paper } = bot
    const fresh = (): (() => Promise<number>) =>
      daily({
        store: through(store),
        clock,
        timeZone: zone,
        log: silentLog,
        content: () => content,
        tellOperators: app.tellOperators,
        tellChat: app.tellChat,
        readyFor: app.readyFor,
        isHeld: clockJumps(clock).isHeld,
      })
    let running = fresh()
    const round = async (): Promise<void> => {
      await running()
      await settled(bot)
    }
    return {
      ...bot,
      round,
      restart: () => {
        running = fresh()
      },
      serve: (other) => {
        content = other
      },
      pass: async (hours) => {
        for (let hour = 0; hour < hours; hour++) {
          clock.move(3_600_000)
          await round()
        }
      },
      told: (chat) => paper.read().flatMap((line) => (line.chat === chat ? [line.text] : [])),
      kept: async ({ by, id }) => (await store.interview(by, id))?.interview,
    }
  }
}

/** Each as a turn in its chat leaves it. */
async function keptAll(store: Store, interviews: readonly Interview[]): Promise<void> {
  for (const interview of interviews) {
    const { chat, by, id } = interview
    const kind = chat.chat.startsWith('群') ? 'group' : 'private'
    const arrival = { ...said(`kept ${id}`), chat: { ...chat, kind }, from: by } as const
    const effect: Effect = { kind: 'interview-kept', interview }
    await handle(store, arrival, { effects: [effect] }, interview.changedAt)
  }
}

export const person = (name: string): PersonRef => ({ channel: 'terminal', person: name })

interface Left {
  readonly case?: string
  readonly by?: string
  readonly chat?: ChatRef
  readonly at: string
  /** Only the first so many questions were answered. */
  readonly answered?: number
}

/** The company of a case of the shipped flow, interviewed at that moment: finished, or left after some questions. */
export function interviewOf({
  case: name = 'V1',
  by = '甲',
  chat = chatNamed(by),
  at,
  answered,
}: Left): Interview {
  const flow = flowNamed('eligibility')
  const run = shippedCases
    .filter(({ value }) => value.flow === flow.id)
    .flatMap(({ value }) => caseRuns(flow, value, shipped))
    .find(({ source }) => source.case === name)
  if (run === undefined) throw new Error(`no case ${name}`)
  const changedAt = instant(Date.parse(at))
  const came = cameTo(run.result, { on: run.asking.asOf, knowledge: shipped.version })
  const answers = [...run.answers].slice(0, answered)
  return {
    id: interviewId(`${by} ${name}`),
    flow: flow.id,
    by: person(`person-${by}`),
    chat,
    startedAt: changedAt,
    changedAt,
    answers: new Map(
      answers.map(([input, answer]) => [input, { answer, meaning: meaningOf(flow, input), at: changedAt }]),
    ),
    ...(answered === undefined ? { state: 'finished', came } : { state: 'open' }),
  }
}

const meaningOf = ({ questions }: Flow, input: string): number =>
  questions.find((question) => question.input === input)?.meaning ?? 1

/** The knowledge as an editor leaves it who changes one figure; from a day on, or as if it had never been another. */
export function withFigure(id: string, value: number, since?: CivilDate): Knowledge {
  const figures = new Map(shipped.figures)
  const rows = figures.get(figureId(id)) ?? []
  const [last] = rows.slice(-1)
  if (last === undefined) throw new Error(`no figure ${id}`)
  figures.set(
    last.id,
    since === undefined
      ? [...rows.slice(0, -1), { ...last, value }]
      : [...rows.slice(0, -1), { ...last, until: daysAfter(since, -1) }, { ...last, since, value }],
  )
  return { ...shipped, figures, version: `${id} ${value}` }
}

/** The buttons of what the chat was sent last. */
export function buttonsIn({ paper }: OnPaper, chat: string): readonly string[] {
  const last = paper.read().findLast((line) => line.chat === chat)
  return (last?.buttons ?? []).map(({ label }) => label)
}
