/** Long work in short steps, so that whoever runs it can let others go first between any two. */
export type Steps<T> = Generator<undefined, T, undefined>

/** All steps at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** What `made` makes of each item, one a step. */
export function* mapped<Item, Made>(
  items: Iterable<Item>,
  made: (item: Item) => Made,
): Steps<readonly Made[]> {
  const all: Made[] = []
  for (const item of items) {
    all.push(made(item))
    yield
  }
  return all
}
