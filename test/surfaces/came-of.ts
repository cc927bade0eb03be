import type { Seat, Shown, Surface } from './surface.js'

const minuteMs = 60_000

/** What is new to a person, or was changed, by what is done. */
export async function cameOf(
  here: Surface,
  seat: Seat,
  does: () => Promise<void>,
): Promise<readonly Shown[]> {
  const before = here.shown(seat)
  await does()
  await here.settle()
  // Nobody waits for anybody's limit per chat.
  await here.pass(minuteMs)
  return here.shown(seat).filter((one) => !before.some(({ id, text }) => id === one.id && text === one.text))
}

export const textOf = (came: readonly Shown[]): string => came.map(({ text }) => text).join('\n---\n')
