/** Long work in short steps, so that whoever runs it can let others go first between any two. */
export type Steps<T> = Generator<undefined, T, undefined>

/** All steps at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** What `made` makes of each item, so many a step. */
export function* mapped<Item, Made>(
  items: readonly Item[],
  made: (item: Item) => Made,
  perStep = 1,
): Steps<readonly Made[]> {
  const all: Made[] = []
  for (let at = 0; at < items.length; at += perStep) {
    for (const item of items.slice(at, at + perStep)) all.push(made(item))
    yield
  }
  return all
}
