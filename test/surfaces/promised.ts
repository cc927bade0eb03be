/** Makes a promise of what a fake does at once; what it throws is thrown to whoever waits. */
export function promised(act: () => unknown): Promise<void> {
  return Promise.resolve()
    .then(act)
    .then(() => undefined)
}
