import { instant, type Instant } from '../values/civil-date.js'

/**
 * How fast one person calls in one chat, by the platform's times: a backlog after an outage is no flood. They do not
 * always grow: a platform may bring again now what was said hours ago, and that is no haste of now.
 */
export interface Pace {
  readonly said?: Tempo
  readonly pressed?: Tempo
  /** What was last said: the same again within seconds is not answered again. */
  readonly last?: { readonly text: string; readonly at: Instant; readonly told: boolean }
}

interface Tempo {
  /** The calls within a minute of the last one that were let through. */
  readonly at: readonly Instant[]
  readonly quietUntil?: Instant
}

/** One call. `text` is absent where the same again may well mean something else, as a number does. */
export interface Call {
  readonly kind: 'said' | 'pressed'
  readonly at: Instant
  readonly text?: string
}

export type Verdict = 'go' | 'repeated' | 'too-fast' | 'silence'

const windowMs = 60_000
/** A question of an interview with many ticks takes some ten presses in few seconds. */
const mostIn = { said: 10, pressed: 60 } as const satisfies Record<Call['kind'], number>
const repeatMs = 10_000
/** With the length enough to tell two texts apart, and no more to keep. */
const comparedCharacters = 200

/** For how long a person is not answered once told that it was too fast. */
export const quietSeconds = windowMs / 1000

/** Whether a call is let through, or else whether the person is told so: once, and then there is silence until calm. */
export function paced(pace: Pace, call: Call): { readonly verdict: Verdict; readonly pace: Pace } {
  const { verdict, tempo } = timed(pace[call.kind] ?? { at: [] }, call)
  const next = { ...pace, [call.kind]: tempo }
  return verdict === 'go' ? compared(next, call) : { verdict, pace: next }
}

function timed(tempo: Tempo, { kind, at }: Call): { readonly verdict: Verdict; readonly tempo: Tempo } {
  if (isQuiet(tempo, at)) return { verdict: 'silence', tempo }
  const recent = tempo.at.filter((one) => Math.abs(one - at) < windowMs)
  return recent.length < mostIn[kind]
    ? { verdict: 'go', tempo: { ...tempo, at: [...recent, at] } }
    : { verdict: 'too-fast', tempo: { at: recent, quietUntil: instant(at + windowMs) } }
}

function isQuiet({ quietUntil }: Tempo, at: Instant): boolean {
  return quietUntil !== undefined && at < quietUntil && at >= quietUntil - windowMs
}

function compared(pace: Pace, { text, at }: Call): { readonly verdict: Verdict; readonly pace: Pace } {
  const { last, ...rest } = pace
  if (text === undefined) return { verdict: 'go', pace: rest }
  const same = last?.text === textKept(text) && Math.abs(at - last.at) < repeatMs
  const told = same && last.told
  return {
    verdict: told ? 'silence' : same ? 'repeated' : 'go',
    pace: { ...rest, last: { text: textKept(text), at, told: same } },
  }
}

function textKept(text: string): string {
  const trimmed = text.trim()
  return `${trimmed.length}:${trimmed.slice(0, comparedCharacters)}`
}
