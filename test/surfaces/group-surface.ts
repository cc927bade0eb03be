import type { Seat, Surface } from './surface.js'

/** A surface with groups, and what can be done on it only by knowing which platform it is. */
export interface GroupSurface extends Surface {
  /** Calls the bot in one of the platform's ways: `way` counts through them. */
  readonly calls: (seat: Seat, text: string, way: number) => Promise<void>
  /** Says it once; the platform tells of it three times. */
  readonly saysThrice: (seat: Seat, text: string) => Promise<void>
  /** What might be taken for a call and is none. */
  readonly notCalls: readonly { readonly what: string; readonly does: (seat: Seat) => void }[]
  /** Nothing comes in or goes out, something happens, and the time has passed when all is well again. */
  readonly outage: (lastsMs: number, whileCut: () => Promise<void>) => Promise<void>
  /** Presses while nobody can answer. */
  readonly pressesUnheard: (seat: Seat, label: string) => Promise<void>
  /** Whether a press that nobody heard comes in later. */
  readonly keepsPresses: boolean
  /** The group is called otherwise from now on. */
  readonly rename: (seat: Seat, name: string) => Promise<void>
  /** It goes to other people as the platform knows it: a supergroup with an id of its own, or another owner. */
  readonly handOver: (seat: Seat, to: string) => Promise<void>
  /** From now on the bot may not speak there, or may again. */
  readonly mute: (seat: Seat, muted: boolean) => Promise<void>
  /** How the platform numbers a topic. */
  readonly threadOf: (seat: Seat) => string | undefined
}
