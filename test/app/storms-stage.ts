import { expect } from 'vitest'
import { until, type RunningBot } from './storms-bot.js'

/** Ends what was begun. */
export type Lift = () => void

/** A chat on the platform, with somebody who asks there and all that can be seen of it. */
export interface Talk {
  readonly chat: string
  asks(text: string): void
  /** What the bot wrote, oldest first, as people read it now. */
  answers(): readonly string[]
  /** When the platform was asked to send something there, in ms since 1970. */
  calls(): readonly number[]
}

/** The bot on a platform whose weather the test makes. */
export interface Storm<T extends Talk = Talk> extends RunningBot {
  alone(name: string): T
  group(name: string): T
  readonly operators: Talk
  /** All that were ever begun. */
  readonly talks: readonly Talk[]
  /** Every send is told to wait so long. */
  flood(seconds: number): Lift
  /** Only the next send of this kind of chat is. */
  floodNext(kind: 'alone' | 'group', seconds: number): void
  /** Every call fails inside the platform, which says so itself or by a gateway's page. */
  outage(says: 'error' | 'page'): Lift
  /** The next send of this kind of chat is done, and nobody hears of it. */
  loseAnswer(kind: 'alone' | 'group'): void
  /** Nothing listens at the platform's address any more. */
  down(): Promise<void>
  up(): Promise<void>
  /** What was said is heard, as far as it can be, and nothing is under way; what must wait for a later time may still wait. */
  settled(): Promise<void>
  /** Once nothing is under way time passes, for the platform and the bot alike, and both notice. */
  pass(milliseconds: number): Promise<void>
  /** What a send whose end nobody heard of leaves behind: a copy that says so, or, where the platform drops repeats, none. */
  readonly copies: 'marked' | 'none'
  violations(): readonly string[]
  readonly secrets: readonly string[]
  end(): Promise<void>
}

export const questions = ['注册资本要多少', '续期要提前多久', '录音要保存多久', '年报什么时候报'] as const

export const mark = '（重发）'

export function asksAll(talks: readonly Talk[]): void {
  for (const question of questions) for (const talk of talks) talk.asks(question)
}

/** Everything that was asked here is answered, and it stays at that. */
export async function answered(storm: Storm, talk: Talk, times: number = questions.length): Promise<void> {
  await until(() => talk.answers().length >= times, `${times} answers in ${talk.chat}`)
  await storm.settled()
  expect(talk.answers()).toHaveLength(times)
}

/** What the questions are answered with when nothing is wrong. */
export async function calmAnswers(storm: Storm, talk: Talk): Promise<readonly string[]> {
  asksAll([talk])
  await answered(storm, talk)
  return talk.answers()
}

/** Without what it says about having come late or twice. */
export const bare = (text: string): string =>
  text.replace(/^（重发）\s*/, '').replace(/^（\d+ (?:分钟|小时)前的问题）\s*/, '')

export const isReady = async (storm: RunningBot): Promise<boolean> => (await storm.readyz()).status === 200

/** What must hold after any storm: the platform's rules, and that nobody was told on. */
export function expectSound(storm: Storm): void {
  expect(storm.violations()).toEqual([])
  const kept = [...storm.secrets, ...questions, ...storm.talks.flatMap((talk) => talk.answers().map(opening))]
  const leaks = storm.lines.filter((line) => kept.some((one) => one.length > 3 && line.includes(one)))
  expect(leaks).toEqual([])
}

const opening = (text: string): string => bare(text).split('\n')[0] ?? ''
