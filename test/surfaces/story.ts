import type { Knowledge } from '../../src/knowledge/knowledge.js'
import type { GroupSurface } from './group-surface.js'
import { openGroups, type GroupSurfaceName } from './group-surfaces.js'
import type { Seat, Shown, SurfaceOptions } from './surface.js'

/** A story played on one platform: who does what, and what comes of it in the chat where it was done. */
export interface Story {
  readonly here: GroupSurface
  /** What is new in a chat or was changed by what is done; a minute passes first, so that nobody is in haste. */
  readonly came: (seat: Seat, does: () => Promise<unknown>) => Promise<readonly Shown[]>
  /** The same as one text. */
  readonly told: (seat: Seat, does: () => Promise<unknown>) => Promise<string>
  readonly says: (seat: Seat, text: string) => Promise<string>
  readonly presses: (seat: Seat, label: string) => Promise<string>
  readonly sends: (seat: Seat, text: string) => Promise<string>
  /** What a chat is told until it is that time in China. */
  readonly until: (seat: Seat, time: string) => Promise<string>
}

/** Begins at that time in China. */
export async function storyOn(
  name: GroupSurfaceName,
  begins: string,
  options: Omit<SurfaceOptions, 'knowledge'> & { readonly knowledge: Knowledge },
): Promise<Story> {
  const here = await openGroups[name](options)
  here.clock.move(timeIn(begins) - here.clock.now())
  const came: Story['came'] = async (seat, does) => {
    const before = here.shown(seat)
    await does()
    await here.settle()
    return here.shown(seat).filter((one) => !before.some((other) => isSame(one, other)))
  }
  const told: Story['told'] = async (seat, does) => textOf(await came(seat, does))
  const unhurried = async (seat: Seat, does: () => Promise<unknown>): Promise<string> => {
    await here.pass(minuteMs)
    return told(seat, does)
  }
  return {
    here,
    came,
    told,
    says: (seat, text) => unhurried(seat, () => here.say(seat, text)),
    presses: (seat, label) => unhurried(seat, () => here.press(seat, label)),
    sends: (seat, text) => unhurried(seat, () => here.sendFile(seat, { name: '客户.csv', text })),
    until: (seat, time) => told(seat, () => here.pass(timeIn(time) - here.clock.now())),
  }
}

/** However it ended, nothing was sent against the platform's rules, and nothing said stands in a log. */
export async function endOf({ here }: Story): Promise<readonly string[]> {
  const faults = [...here.violations(), ...here.leaks()]
  await here.end()
  return faults
}

export const textOf = (came: readonly Shown[]): string => came.map(({ text }) => text).join('\n---\n')

/** A group that moved numbers its messages anew. */
const isSame = (a: Shown, b: Shown): boolean => a.id === b.id && a.edits === b.edits && a.text === b.text

const minuteMs = 60_000

const timeIn = (time: string): number => Date.parse(`${time}:00+08:00`)
