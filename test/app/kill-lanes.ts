/** As few groups as `size` allows, all about as large; neighbours go to different ones. */
export function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const groups = Math.ceil(all.length / size)
  return Array.from({ length: groups }, (_, group) => all.filter((__, at) => at % groups === group))
}

/** Two children are what two processors can carry. */
export async function twoAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all([lane(), lane()])
}
